// On every page: starts the helper that answers while the network is away (offline.js), and keeps
// in this browser whose words it may keep. Nobody signed in: nobody's.
(() => {
  "use strict";
  const root = document.documentElement;
  const ME = "alongside:me";
  try {
    if (root.dataset.member) localStorage.setItem(ME, root.dataset.member);
    else if (!("offline" in root.dataset)) localStorage.removeItem(ME);
  } catch { /* no storage: then nothing is kept, and the offline page says so */ }
  if (!("serviceWorker" in navigator)) return;
  addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js", { scope: "/" }).catch(() => {
      // Forbidden or full: the site works as it does without it.
    });
  });
})();
