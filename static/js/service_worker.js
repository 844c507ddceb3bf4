// Caches the few pages that are the same for everyone, for use without a signal. Requests go to the network first.
// Nothing else is cached: no answers, no results and no personal pages. Only GET requests are handled.
// The server puts a line before this script that defines BUNDLE, the URL of the pages to cache. It changes with them.

const NO_SIGNAL_PAGE = "/no-signal";

// During a rolling deploy another server may answer with another version. Then the installation fails, and the browser
// tries again at the next visit.
async function fetchThisVersion(url, cacheControl) {
  const response = await fetch(url);
  if (response.ok && response.headers.get("Cache-Control").includes(cacheControl)) return response;
  throw new Error("Another version");
}

async function fillCache() {
  const bundle = await fetchThisVersion(BUNDLE, "no-store");
  const headers = new Headers(bundle.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  headers.set("Content-Type", "text/html; charset=utf-8");
  const { pages, files } = await bundle.json();
  const cache = await caches.open(BUNDLE);
  for (const file of files) await cache.put(file, await fetchThisVersion(file, "immutable"));
  for (const [path, page] of Object.entries(pages)) await cache.put(path, new Response(page, { headers }));
  await skipWaiting();
}

async function deleteCaches({ current }) {
  for (const name of await caches.keys()) if (current || name !== BUNDLE) await caches.delete(name);
}

async function respondToNavigation(request) {
  const { pathname } = new URL(request.url);
  const cached = () => caches.match(pathname);
  return fetch(request).catch(async () => (await cached()) ?? (await caches.match(NO_SIGNAL_PAGE)) ?? Response.error());
}

async function respondFromCache(request) {
  return (await caches.match(request)) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(fillCache()));
addEventListener("activate", (event) => event.waitUntil(deleteCaches({ current: false }).then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method !== "GET" || pathname === "/leave") return;
  if (request.mode === "navigate") event.respondWith(respondToNavigation(request));
  else if (pathname.startsWith("/static/")) event.respondWith(respondFromCache(request));
});

// A page sends a message only on a quick exit. Everything is removed then, even without a signal.
addEventListener("message", (event) => {
  event.waitUntil(Promise.all([deleteCaches({ current: true }), registration.unregister()]));
});
