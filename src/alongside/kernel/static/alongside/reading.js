// For signed-in people: tells the server how far they have read, and looks after reactions and
// following, which htmx sends and swaps in place.
(() => {
  "use strict";
  const form = document.getElementById("act");
  if (!form) return;
  document.getElementById("read")?.remove();

  // ---- How far this page has been read ----
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  let told = Number(form.dataset.read);
  let seen = told;
  let timer = 0;
  const tell = () => {
    clearTimeout(timer);
    timer = 0;
    if (seen <= told) return;
    const before = told;
    told = seen;
    fetch(form.dataset.reading, {
      method: "POST", keepalive: true, credentials: "same-origin",
      headers: { "X-CSRFToken": token },
      body: new URLSearchParams({ number: String(seen) }),
    }).then((answer) => { if (!answer.ok) told = before; }, () => { told = before; });
  };
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const bottom = entry.rootBounds ? entry.rootBounds.bottom : innerHeight;
      const read = entry.intersectionRatio >= 0.5 || entry.boundingClientRect.bottom <= bottom;
      if (!read) continue;
      seen = Math.max(seen, Number(entry.target.id.slice("post-".length)));
      watcher.unobserve(entry.target);
    }
    if (seen > told && !timer) timer = setTimeout(tell, 1500);
  }, { threshold: [0, 0.5, 1] });
  document.querySelectorAll(".post").forEach((post) => watcher.observe(post));
  addEventListener("pagehide", tell);
  document.addEventListener("visibilitychange", () => { if (document.hidden) tell(); });

  // ---- Reactions and following ----
  let pressed = null;
  const say = (words) => {
    let place = document.getElementById("trouble");
    if (!place) {
      place = document.createElement("p");
      place.id = "trouble";
      place.className = "trouble";
      place.setAttribute("role", "alert");
      document.body.append(place);
    }
    place.textContent = words;
    setTimeout(() => { if (place.textContent === words) place.remove(); }, 10000);
  };
  form.addEventListener("htmx:beforeRequest", () => {
    const button = document.activeElement;
    const group = button && button.closest(".acts > span");
    pressed = group ? { group: group.id, value: button.value } : null;
  });
  document.body.addEventListener("htmx:oobAfterSwap", () => {
    // The pressed button was replaced: the new one takes the focus, so the keyboard stays in place.
    if (!pressed || document.activeElement !== document.body) return;
    const next = document.querySelector(`#${pressed.group} [value="${pressed.value}"]`);
    if (next) next.focus();
  });
  form.addEventListener("htmx:beforeSwap", (event) => {
    // A session that ended answers with the sign-in page instead of a fragment.
    const landed = new URL(event.detail.xhr.responseURL || location.href);
    if (landed.pathname === event.detail.requestConfig.path) return;
    event.detail.shouldSwap = false;
    location.assign(`${landed.pathname}?next=${encodeURIComponent(location.pathname + location.search)}`);
  });
  form.addEventListener("htmx:sendError", () => say("We could not reach the server. Check your connection and press again."));
  form.addEventListener("htmx:responseError", () => say("That did not work. Load the page again, then try once more."));
})();
