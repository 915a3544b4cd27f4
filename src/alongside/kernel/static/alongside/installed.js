// On every page: starts the helper that answers while the network is away (offline.js), and keeps
// in this browser whose words it may keep. Nobody signed in: nobody's, and no notices either.
(() => {
  "use strict";
  const root = document.documentElement;
  const me = root.dataset.member || "";
  const ME = "alongside:me";
  const PUSH = "alongside:push";
  const AGAIN = "alongside:push-again";
  let hears = "";
  try {
    hears = localStorage.getItem(PUSH) || "";
    if (me) localStorage.setItem(ME, me);
    else if (!("offline" in root.dataset)) localStorage.removeItem(ME);
  } catch { /* no storage: then nothing is kept, and the offline page says so */ }
  if (!("serviceWorker" in navigator)) return;
  addEventListener("load", async () => {
    try {
      const helper = await navigator.serviceWorker.register("/sw.js", { scope: "/" });
      if (hears && !("offline" in root.dataset)) await looked(helper);
    } catch { /* forbidden or full: the site works as it does without it */ }
  });

  // Once a visit: an address for notices ends with its session and changes with its key. It is
  // given again to the one who turned notices on, and to nobody else who signs in here.
  async function looked(helper) {
    if (hears !== me) {
      const old = await helper.pushManager?.getSubscription();
      await old?.unsubscribe();
      localStorage.removeItem(PUSH);
      return;
    }
    if (sessionStorage.getItem(AGAIN) || Notification.permission !== "granted") return;
    sessionStorage.setItem(AGAIN, "1");
    const address = await helper.pushManager.getSubscription();
    if (!address) return;
    const page = await (await fetch("/me/push", { credentials: "same-origin" })).text();
    const form = new DOMParser().parseFromString(page, "text/html").getElementById("push");
    if (!form || "here" in form.dataset) return;
    const { endpoint, keys } = address.toJSON();
    const given = new FormData(form);
    Object.entries({ endpoint, ...keys }).forEach(([name, value]) => given.set(name, value));
    await fetch(form.getAttribute("action"), { method: "POST", credentials: "same-origin", body: new URLSearchParams(given) });
  }
})();
