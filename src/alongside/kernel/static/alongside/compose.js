// While somebody writes: drafts that save themselves (on the server; in this browser while the
// network is away), a count near the limit, and no second post from a second click.
(() => {
  "use strict";
  const form = document.querySelector("form[data-compose]");
  const SENT = "alongside:sent";
  settle();
  if (!form) return;
  const body = form.elements.body;
  const status = form.querySelector(".said");
  const place = form.elements.place.value;
  const key = `alongside:draft:${form.dataset.compose}:${place}`;
  const FIELDS = ["title", "body", "space", "kind", "under"];

  // ---- This browser's own copy. Storage may be full or forbidden: then there is none. ----
  function store(where, name, value) {
    try {
      if (value === null) where.removeItem(name); else where.setItem(name, JSON.stringify(value));
    } catch { /* the server's copy is still there */ }
  }
  function stored(where, name) {
    try { return JSON.parse(where.getItem(name)); } catch { return null; }
  }
  function value(name) {
    const field = form.elements[name];
    return field ? field.value : "";
  }
  function words() {
    return Object.fromEntries(FIELDS.map((name) => [name, value(name)]));
  }
  function put(copy) {
    for (const name of FIELDS) {
      if (form.elements[name] && copy[name]) form.elements[name].value = copy[name];
    }
    counted();
  }
  // After a post the next page is the conversation itself: only then is the copy let go.
  function settle() {
    const sent = stored(sessionStorage, SENT);
    if (!sent || location.href === sent.from || Date.now() - sent.at > 60000) return;
    const there = sent.action === "/ask"
      ? location.pathname.startsWith("/t/")
      : /^#post-\d+$/.test(location.hash);
    if (!there) return;
    store(localStorage, sent.key, null);
    store(sessionStorage, SENT, null);
  }

  // ---- How much room is left, told only when it gets tight ----
  const room = document.createElement("p");
  room.className = "hint";
  room.setAttribute("role", "status");
  body.after(room);
  function counted() {
    const left = body.maxLength - body.value.length;
    const near = body.maxLength > 0 && left <= 1000;
    const text = near ? `${left.toLocaleString("en-US")} letters left` : "";
    if (room.textContent !== text) room.textContent = text;
  }
  counted();

  // ---- Saving ----
  let version = 0;
  let saved = 0;
  let timer = 0;
  let first = 0;
  let sending = false;
  const say = (text) => { if (status.textContent !== text) status.textContent = text; };
  const changed = () => {
    version += 1;
    counted();
    if (!place || sending) return;
    store(localStorage, key, { ...words(), token: value("token"), at: Date.now() });
    first = first || Date.now();
    clearTimeout(timer);
    // Two seconds after the last key, and at least every six while the keys go on.
    timer = setTimeout(save, Math.max(0, Math.min(2000, first + 6000 - Date.now())));
  };
  async function save() {
    clearTimeout(timer);
    first = 0;
    if (!place || sending || version === saved) return;
    const now = version;
    const data = new URLSearchParams({ ...words(), place, token: value("token") });
    try {
      const answer = await fetch(form.dataset.drafts, {
        method: "POST", credentials: "same-origin", body: data,
        headers: { "X-CSRFToken": value("csrfmiddlewaretoken"), Accept: "application/json" },
      });
      if (answer.status === 401 || answer.status === 409) return say((await answer.json()).said);
      if (!answer.ok) throw new Error(String(answer.status));
      const { said } = await answer.json();
      saved = now;
      if (version === now && !sending) store(localStorage, key, null);
      say(said);
    } catch {
      if (sending) return;
      say("Kept on this device. We will save it when you are back online.");
      timer = setTimeout(save, 15000);
    }
  }
  form.addEventListener("input", (event) => { if (event.target.id !== "theirs") changed(); });
  form.addEventListener("change", changed);
  addEventListener("online", save);
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });

  // ---- What was left in this browser comes back, and the other text stays one press away ----
  const copy = stored(localStorage, key);
  // From here on this page looks after them: what was written offline is not sent a second time.
  if (place) self.keptWords?.remove({ member: form.dataset.compose, place }).catch(() => {});
  if (place && copy && copy.body && copy.body.trim() !== body.value.trim() && !form.querySelector("#theirs")) {
    const server = words();
    put(copy);
    version += 1;
    const clock = new Date(copy.at).toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" });
    say(`We put back what you wrote on this device at ${clock.toLowerCase()}.`);
    if (server.body.trim()) {
      const other = document.createElement("button");
      other.type = "button";
      other.className = "btn quiet";
      other.textContent = "Show the other saved text";
      other.addEventListener("click", () => {
        const mine = words();
        put(server);
        Object.assign(server, mine);
        changed();
      });
      status.after(other);
    } else {
      // Nothing is there that could be lost, so the server may have these words at once.
      timer = setTimeout(save, 4000);
    }
  } else if (copy && place && !form.querySelector("#theirs")) {
    store(localStorage, key, null);
  }

  // ---- One click, one post ----
  form.addEventListener("submit", (event) => {
    const preview = event.submitter && event.submitter.name === "preview";
    if (preview) return;
    if (sending) { event.preventDefault(); return; }
    sending = true;
    clearTimeout(timer);
    if (place) {
      store(localStorage, key, { ...words(), token: value("token"), at: Date.now() });
      store(sessionStorage, SENT, { key, action: form.getAttribute("action"), from: location.href, at: Date.now() });
    }
    say("Sending…");
    setTimeout(() => { sending = false; }, 10000);
  });
  addEventListener("pageshow", (event) => { if (event.persisted) { sending = false; say(""); } });
})();
