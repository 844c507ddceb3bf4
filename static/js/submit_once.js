// Submits a form only once, however often its button is tapped. It can be submitted again after returning to the page.
// A form with a message for being offline shows it then, and is not submitted.

const RESUBMIT_AFTER_MS = 10_000;

function submitOnce(form) {
  let submitted = false;
  form.addEventListener("submit", (event) => {
    const offlineMessage = form.querySelector("[data-offline-message]");
    if (offlineMessage) offlineMessage.hidden = navigator.onLine;
    if (submitted || (offlineMessage && !navigator.onLine)) return event.preventDefault();
    submitted = true;
    setTimeout(() => (submitted = false), RESUBMIT_AFTER_MS);
  });
  addEventListener("pageshow", () => (submitted = false));
}

start("submit-once", submitOnce);
