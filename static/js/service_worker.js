// Caches the few pages that are the same for everyone, for use without a signal. Requests go to the network first.
// Nothing else is cached: no answers, no results and no personal pages. Only GET requests are handled.
// The server puts a line before this script that defines ROOT, the path of the start page, and BUNDLE, the URL of the
// pages to cache, which changes with them.

const NO_SIGNAL_PAGE = `${ROOT}no-signal`;

// During a rolling deploy another server may answer with another version. Then the installation fails, and the browser
// tries again at the next visit.
async function fillCache() {
  const bundle = await fetch(BUNDLE);
  if (!bundle.ok || !bundle.headers.get("Cache-Control").includes("no-store")) throw new Error("Another version");
  const headers = new Headers(bundle.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  headers.set("Content-Type", "text/html; charset=utf-8");
  const pages = await bundle.json();
  const cache = await caches.open(BUNDLE);
  for (const [path, page] of Object.entries(pages)) await cache.put(path, new Response(page, { headers }));
  await skipWaiting();
}

// What else is on this host may have caches of its own.
async function deleteCaches({ current }) {
  const ours = (await caches.keys()).filter((name) => name.startsWith(`${ROOT}offline/`));
  for (const name of ours) if (current || name !== BUNDLE) await caches.delete(name);
}

async function respondToNavigation(request) {
  const { pathname } = new URL(request.url);
  const cached = () => caches.match(pathname);
  return fetch(request).catch(async () => (await cached()) ?? (await caches.match(NO_SIGNAL_PAGE)) ?? Response.error());
}

addEventListener("install", (event) => event.waitUntil(fillCache()));
addEventListener("activate", (event) => event.waitUntil(deleteCaches({ current: false }).then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.mode !== "navigate" || request.method !== "GET" || pathname === `${ROOT}leave`) return;
  event.respondWith(respondToNavigation(request));
});

// A page sends a message only on a quick exit. Everything is removed then, even without a signal.
addEventListener("message", (event) => {
  event.waitUntil(Promise.all([deleteCaches({ current: true }), registration.unregister()]));
});
