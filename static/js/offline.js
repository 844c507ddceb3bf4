// Registers the service worker, which caches the pages without personal data: see service_worker.js.

const WORKER_URL = "/worker.js";

function registerWorker() {
  const policy = globalThis.trustedTypes?.createPolicy("steady", { createScriptURL: () => WORKER_URL });
  const url = policy?.createScriptURL("") ?? WORKER_URL;
  // After the load event, so that the worker's downloads do not delay this page.
  addEventListener("load", () => navigator.serviceWorker?.register(url).catch(() => {}));
}

start("offline", registerWorker);
