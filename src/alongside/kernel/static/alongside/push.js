// Notices on this device. The browser asks for permission only when the button is pressed. What it
// gives us goes with the form, as any other form does.
(() => {
  "use strict";
  const form = document.getElementById("push");
  const status = form.querySelector(".said");
  const button = form.querySelector("button");
  const PUSH = "alongside:push";
  const say = (text) => { status.textContent = text; };
  const mark = (who) => {
    try {
      if (who) localStorage.setItem(PUSH, who); else localStorage.removeItem(PUSH);
    } catch { /* then it is not renewed by itself, and this page does it */ }
  };
  document.querySelector("form[data-push-off]")?.addEventListener("submit", () => mark(null));
  if ("here" in form.dataset) mark(document.documentElement.dataset.member);
  say("");
  if (!button) return;
  if (!("serviceWorker" in navigator && "PushManager" in self && "Notification" in self)) {
    button.disabled = true;
    return say("This browser cannot show notices. On an iPhone or iPad, see below.");
  }
  const blocked = () => say("Your browser blocks notices from this site. Allow them in its settings for this site, then come back.");
  if (Notification.permission === "denied") blocked();

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const same = (one, other) => one && new Uint8Array(one).join() === other.join();

  async function address() {
    const helper = await navigator.serviceWorker.ready;
    const key = bytes(form.dataset.key);
    const old = await helper.pushManager.getSubscription();
    if (old && same(old.options.applicationServerKey, key)) return old;
    await old?.unsubscribe();
    return helper.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("Your browser asks whether it may show notices.");
    if (await Notification.requestPermission() !== "granted") return blocked();
    say("Turning them on…");
    try {
      const { endpoint, keys } = (await address()).toJSON();
      Object.entries({ endpoint, ...keys }).forEach(([name, value]) => {
        if (form.elements[name]) form.elements[name].value = value;
      });
      mark(document.documentElement.dataset.member);
      form.submit();
    } catch {
      say("Your browser could not turn them on. Check that you are online, then try again.");
    }
  });
})();
