// The page to write on while the network is away. It looks the same for everybody, so this script
// finds out what is answered, from the address, and whose words these are, from this browser.
(() => {
  "use strict";
  const form = document.querySelector("form[data-later]");
  const me = read("alongside:me");
  const found = location.pathname.match(/^\/t\/(\d+)\/replies$/);
  const place = found ? `topic:${found[1]}` : "ask";
  const address = found ? location.pathname : "/ask";
  const key = `alongside:draft:${me}:${place}`;
  const status = form.querySelector(".said");
  const next = document.getElementById("next");
  const { title, body } = form.elements;
  if (found) title.closest(".field").remove();
  document.getElementById("what").textContent = found ? "Your reply" : "Tell us in your own words";

  function read(name) {
    try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
  }
  const earlier = (me && read(key)) || {};
  body.value = earlier.body || "";
  title.value = earlier.title || "";
  const say = (text) => { if (status.textContent !== text) status.textContent = text; };

  async function keep() {
    if (!me) return say("You are not signed in on this device, so your words are not kept. Copy them before you close this page.");
    const words = { ...earlier, title: title.value, body: body.value, at: Date.now() };
    try {
      // Both: the writing page looks in the first, and the helper that sends them in the second.
      localStorage.setItem(key, JSON.stringify(words));
      await self.keptWords.put({ ...words, member: String(me), place });
    } catch {
      return say("This device has no room to keep your words. Copy them before you close this page.");
    }
    say("Kept on this device. When you are online again, it waits in your drafts.");
    const ready = await navigator.serviceWorker?.ready;
    await ready?.sync?.register("kept-words").catch(() => {});
  }

  async function back() {
    if (!navigator.onLine || !me) return;
    say("You are online again. Saving your words in your drafts…");
    try {
      const saved = await self.keptWords.send();
      say(saved.includes(place) ? "Saved in your drafts. Nothing is posted yet." : "Your words are kept on this device.");
      next.href = address;
      next.textContent = "Look at it and post it";
    } catch {
      say("We could not reach the server yet. Your words are kept on this device.");
    }
  }

  let timer = 0;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 500); });
  form.addEventListener("submit", (event) => { event.preventDefault(); keep(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) keep(); });
  addEventListener("online", back);
  next.href = address;
  say("");
  if (body.value) keep();
})();
