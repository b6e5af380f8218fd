// Serves the app without network: exactly one version of all its files, and nobody's data.
// The service writes APP = {version, shell, files: {path: [?v=, SHA-256 mark]}} in front of this text.

const PREFIX = "agrimarket-field-";
const CACHE = PREFIX + APP.version;
const BEHIND = "X-App-Version";

async function marked(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest.slice(0, 4), (one) => one.toString(16).padStart(2, "0")).join("");
}

/** One file of this very version, or an error: a half-new app is worse than an old one. */
async function fetched(path, [address, mark]) {
  const answer = await fetch(`${path}?v=${address}`, { credentials: "omit", cache: "no-cache" });
  const bytes = await answer.arrayBuffer();
  if (!answer.ok || (await marked(bytes)) !== mark) throw new Error(`another version: ${path}`);
  return new Response(bytes, { headers: kept(answer) });
}

/** The page itself, as nobody in particular sees it. */
async function shell() {
  const answer = await fetch(APP.shell, { credentials: "omit", cache: "no-store" });
  if (!answer.ok || answer.headers.get(BEHIND) !== APP.version) throw new Error("another version");
  return new Response(await answer.arrayBuffer(), { headers: kept(answer) });
}

function kept(answer) {
  const found = new Headers();
  for (const name of ["Content-Type", "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy",
    "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy"]) {
    if (answer.headers.has(name)) found.set(name, answer.headers.get(name));
  }
  return found;
}

async function fill() {
  const cache = await caches.open(CACHE);
  const names = Object.entries(APP.files);
  for (let at = 0; at < names.length; at += 6) { // a weak network chokes on more at once
    await Promise.all(names.slice(at, at + 6).map(async ([path, marks]) => {
      if (!(await cache.match(path))) await cache.put(path, await fetched(path, marks));
    }));
  }
  await cache.put(APP.shell, await shell()); // last: with it the version is whole
}

async function tidy() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  await self.clients.claim();
}

/** From the cache of this version; from the network only what is not in it. */
async function served(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) || fetch(request);
}

/** Other pages below the app want network; without it the app itself is shown. */
async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return Response.redirect(APP.shell);
  }
}

/** A new version takes over at the start of the app, when no other tab is in the middle of a form. */
async function takeOver(answer) {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const alone = open.filter((one) => new URL(one.url).pathname.startsWith(APP.shell)).length <= 1;
  answer?.postMessage(alone);
  if (alone) await self.skipWaiting();
}

async function wakePages() {
  for (const one of await self.clients.matchAll({ type: "window" })) one.postMessage("sync");
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("sync", (event) => event.waitUntil(wakePages()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(takeOver(event.ports[0]));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname in APP.files) event.respondWith(served(url.pathname, request));
  else if (request.mode === "navigate" && url.pathname === APP.shell) event.respondWith(served(APP.shell, request));
  else if (request.mode === "navigate") event.respondWith(page(request));
});
