// Registers the service worker, which caches the pages without personal data: see service_worker.js.

function registerWorker({ dataset: { workerUrl } }) {
  const policy = globalThis.trustedTypes?.createPolicy("steady", { createScriptURL: () => workerUrl });
  const url = policy?.createScriptURL("") ?? workerUrl;
  // After the load event, so that the worker's downloads do not delay this page.
  addEventListener("load", () => navigator.serviceWorker?.register(url).catch(() => {}));
}

start("offline", registerWorker);
