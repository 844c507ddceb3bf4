// Lets the browser keep the pages without anything personal, once this one is there: see worker.js.

const WORKER = "/worker.js";

function ahead() {
  const policy = globalThis.trustedTypes?.createPolicy("steady", { createScriptURL: () => WORKER });
  addEventListener("load", () => navigator.serviceWorker?.register(policy?.createScriptURL("") ?? WORKER).catch(() => {}));
}

document.querySelectorAll('[data-module~="ahead"]').forEach(ahead);
