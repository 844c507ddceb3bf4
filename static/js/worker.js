// Keeps the few pages that are the same for everybody, for a moment without a signal. It asks the network first and
// keeps nothing that comes by: no answer, no result, no page of anyone's. What is sent it never touches.
// The server writes KEPT above: where to fetch what is kept, by an address that changes with it.

const ELSEWHERE = "/no-signal";

// While servers are being changed, one may answer that is at another version: better luck next time.
async function get(address, lasting = "", cache = "default") {
  const answer = await fetch(address, { cache });
  if (answer.ok && answer.headers.get("Cache-Control").includes(lasting)) return answer;
  throw new Error("Another version");
}

async function fill() {
  const got = await get(KEPT);
  const headers = new Headers(got.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  headers.set("Content-Type", "text/html; charset=utf-8");
  const { start, tag, pages, files } = await got.json();
  // The first page is in the browser already, unless it is of an earlier version; the others have its sheet and script.
  const held = await get(start, "", "force-cache");
  const first = await (held.headers.get("ETag")?.includes(tag) ? held : await get(start, "", "reload")).text();
  const parts = first.match(/<(style|script)\b[^>]*>[^]*?<\/\1>/g);
  pages[start] = first;
  const cache = await caches.open(KEPT);
  for (const file of files) await cache.put(file, await get(file, "immutable"));
  for (const [path, page] of Object.entries(pages)) {
    await cache.put(path, new Response(page.replace(/<!--(\d+)-->/g, (_, number) => parts[number]), { headers }));
  }
  await skipWaiting();
}

async function forget(all) {
  for (const name of await caches.keys()) if (all || name !== KEPT) await caches.delete(name);
}

async function page(request) {
  const { pathname } = new URL(request.url);
  const held = () => caches.match(pathname);
  return fetch(request).catch(async () => (await held()) ?? (await caches.match(ELSEWHERE)) ?? Response.error());
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

// A page says one thing only: that it is being left. Then nothing stays, even with no signal to ask the server by.
addEventListener("message", (event) => event.waitUntil(Promise.all([forget(true), registration.unregister()])));
