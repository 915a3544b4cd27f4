// Words that were written while the network was away: kept in this browser and, once it is back,
// saved as a draft. Used by the page to write on offline and by the service worker, so that they
// arrive also where the page was closed. Nothing is ever posted from here.
self.keptWords = (() => {
  "use strict";
  const STORE = "words";

  function opened() {
    return new Promise((done, failed) => {
      const asked = indexedDB.open("alongside", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
  }
  async function within(mode, work) {
    const database = await opened();
    try {
      return await new Promise((done, failed) => {
        const transaction = database.transaction(STORE, mode);
        const asked = work(transaction.objectStore(STORE));
        transaction.oncomplete = () => done(asked.result);
        transaction.onabort = transaction.onerror = () => failed(transaction.error);
      });
    } finally {
      database.close();
    }
  }
  const key = (words) => `${words.member}:${words.place}`;
  const put = (words) => within("readwrite", (store) => store.put({ ...words, key: key(words) }));
  const remove = (words) => within("readwrite", (store) => store.delete(key(words)));
  const all = () => within("readonly", (store) => store.getAll());
  const clear = () => within("readwrite", (store) => store.clear());

  // Fails where the network fails, so that the browser tries again. Says the places it saved.
  async function send({ merge = false } = {}) {
    const saved = [];
    for (const words of await all()) {
      const there = await fetch(`/drafts/keeping?place=${encodeURIComponent(words.place)}`, {
        credentials: "same-origin", headers: { Accept: "application/json" },
      });
      if (there.status === 401 || there.status === 404) continue;
      if (!there.ok) throw new Error(String(there.status));
      const draft = await there.json();
      if (String(draft.member) !== words.member) continue;
      if (await saveOver(draft, words, merge)) saved.push(words.place);
    }
    return saved;
  }

  // Another text is there already: the writing page shows both, so the words stay in this browser.
  async function saveOver(draft, words, merge) {
    const other = draft.body.trim() && draft.body.trim() !== words.body.trim();
    if (other && !merge) return false;
    const body = other ? `${draft.body}\n\n${words.body}` : words.body;
    const answer = await fetch("/drafts", {
      method: "POST", credentials: "same-origin",
      headers: { "X-CSRFToken": draft.csrf, Accept: "application/json" },
      body: new URLSearchParams({
        place: words.place, title: words.title || draft.title, body,
        space: words.space || draft.space, kind: words.kind || draft.kind,
        // Whoever once chose to ask without their name does so still.
        under: draft.under || words.under || "", token: words.token || draft.token,
      }),
    });
    // No yes to keeping health stories yet: they wait here until the form asks for it.
    if (answer.status === 409) return false;
    if (!answer.ok) throw new Error(String(answer.status));
    await remove(words);
    return true;
  }

  // Where the browser cannot send in the background, the next page of the site does.
  if (self.document?.documentElement.dataset.member) addEventListener("load", () => send().catch(() => {}));

  return { put, remove, all, clear, send };
})();
