// Keeps the few pages that are the same for everyone, for a moment without a signal. It asks the network first and keeps
// nothing that passes by: no answer, no result, nobody's page. It never touches what is sent.
// The server writes BUNDLE above: the address of the pages to keep, which changes with them.

const ELSEWHERE = "/no-signal";

// During a rolling deploy another server may answer with another version: then try again at the next visit.
async function get(address, cacheControl) {
  const response = await fetch(address);
  if (response.ok && response.headers.get("Cache-Control").includes(cacheControl)) return response;
  throw new Error("Another version");
}

async function fill() {
  const bundle = await get(BUNDLE, "no-store");
  const headers = new Headers(bundle.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  headers.set("Content-Type", "text/html; charset=utf-8");
  const { pages, files } = await bundle.json();
  const cache = await caches.open(BUNDLE);
  for (const file of files) await cache.put(file, await get(file, "immutable"));
  for (const [path, page] of Object.entries(pages)) await cache.put(path, new Response(page, { headers }));
  await skipWaiting();
}

async function forget(all) {
  for (const name of await caches.keys()) if (all || name !== BUNDLE) await caches.delete(name);
}

async function page(request) {
  const { pathname } = new URL(request.url);
  const kept = () => caches.match(pathname);
  return fetch(request).catch(async () => (await kept()) ?? (await caches.match(ELSEWHERE)) ?? Response.error());
}

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(forget().then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method !== "GET" || pathname === "/leave") return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (pathname.startsWith("/static/")) event.respondWith(caches.match(request).then((file) => file ?? fetch(request)));
});

// A page sends a message only when it is being left. Then nothing stays, even without a signal to ask the server.
addEventListener("message", (event) => event.waitUntil(Promise.all([forget(true), registration.unregister()])));
