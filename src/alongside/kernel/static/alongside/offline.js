// The service worker, called by /sw.js, which says in `self.alongside` what to keep and where.
// It keeps the look of the site, one page with help numbers and one to write on: nothing that is
// anybody's own. Every other page comes from the network or not at all.
"use strict";
const { version, files, offline, write, iconOf, badge } = self.alongside;
const CACHE = `alongside-${version}`;
const A_DAY = 24 * 60 * 60 * 1000;
const WRITING = /^\/(ask|t\/\d+\/replies)$/;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE)
    .then((cache) => cache.addAll([...files, offline, write].map(fresh)))
    .then(() => self.skipWaiting()));
});

addEventListener("activate", (event) => event.waitUntil(activated()));

async function activated() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("alongside-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  if (registration.navigationPreload) await registration.navigationPreload.enable();
  await clients.claim();
}

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event, url));
  else if (event.request.method === "GET" && files.includes(url.pathname)) event.respondWith(kept(event.request));
});

async function page(event, url) {
  try {
    const answer = (await event.preloadResponse) || await fetch(event.request);
    if (answer.ok) event.waitUntil(refresh(url.pathname === "/help"));
    return answer;
  } catch {
    const path = WRITING.test(url.pathname) ? write : offline;
    return (await caches.match(path)) || Response.error();
  }
}

async function kept(request) {
  return (await caches.match(request)) || fetch(request);
}

function fresh(path) {
  return new Request(path, { cache: "reload", credentials: "same-origin" });
}

// The help numbers follow the reader's country, and the operator may put them right.
async function refresh(now) {
  const cache = await caches.open(CACHE);
  const have = await cache.match(offline);
  const age = have ? Date.now() - Date.parse(have.headers.get("Date") || "") : Infinity;
  if (!now && age < A_DAY) return;
  const answer = await fetch(fresh(offline)).catch(() => null);
  if (answer && answer.ok) await cache.put(offline, answer);
}

// ---- Words written while the network was away go to the drafts, never further ----
addEventListener("sync", (event) => {
  if (event.tag === "kept-words") event.waitUntil(self.keptWords.send());
});

// ---- Notices ----
addEventListener("push", (event) => {
  let told = {};
  try { told = event.data.json().notification || {}; } catch { /* shown all the same, below */ }
  event.waitUntil(registration.showNotification(told.title || "Alongside", {
    body: told.body || "There is something new for you.",
    tag: told.tag, icon: iconOf, badge, lang: told.lang, data: { address: told.navigate || "/" },
  }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data.address, location.origin);
  // Whatever a push says, it leads to a page of ours.
  event.waitUntil(shown(address.origin === location.origin ? address.href : location.origin));
});

async function shown(address) {
  const open = await clients.matchAll({ type: "window" });
  const here = open.find((client) => client.url === address);
  return here ? here.focus() : clients.openWindow(address);
}
