// Signing out leaves nothing of a person in this browser: what is not saved yet is saved as a draft
// first, then the browser's own copies and the address for notices go.
(() => {
  "use strict";
  const form = document.querySelector("form[data-sign-out]");
  if (!form) return;
  const PREFIX = "alongside:draft:";
  const A_MOMENT = 4000;
  let done = false;

  // Drafts of the writing pages join those written offline, so that one way saves them all.
  async function gathered() {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
      const [member, ...place] = name.slice(PREFIX.length).split(":");
      const words = JSON.parse(localStorage.getItem(name)) || {};
      if (words.body) await self.keptWords.put({ ...words, member, place: place.join(":") });
    }
  }
  async function forget() {
    for (const storage of [localStorage, sessionStorage]) {
      for (const name of Object.keys(storage).filter((one) => one.startsWith("alongside:"))) storage.removeItem(name);
    }
    await self.keptWords.clear();
  }
  async function silence() {
    const helper = await navigator.serviceWorker?.getRegistration("/");
    const address = await helper?.pushManager?.getSubscription();
    await address?.unsubscribe();
  }
  async function leave() {
    await gathered();
    await self.keptWords.send({ merge: true });
    await forget();
  }
  form.addEventListener("submit", async (event) => {
    if (done) return;
    event.preventDefault();
    const patience = new Promise((late) => { setTimeout(late, A_MOMENT); });
    // What cannot be saved now stays where it is: it is found again by its owner alone.
    await Promise.race([Promise.allSettled([leave(), silence()]), patience]);
    done = true;
    form.requestSubmit();
  });
})();
