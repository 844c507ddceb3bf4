// Lets the browser keep the pages without anything personal, once this one is there: see service_worker.js.

const WORKER = "/worker.js";

function keepPages() {
  const policy = globalThis.trustedTypes?.createPolicy("steady", { createScriptURL: () => WORKER });
  addEventListener("load", () => navigator.serviceWorker?.register(policy?.createScriptURL("") ?? WORKER).catch(() => {}));
}

document.querySelectorAll('[data-module~="offline"]').forEach(keepPages);
