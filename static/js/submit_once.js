// A form is sent once, however often its button is tapped; it can be sent again after coming back to the page.

const LONG_ENOUGH = 10_000;

function submitOnce(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    const offline = form.querySelector("[data-offline]");
    if (offline) offline.hidden = navigator.onLine;
    if (sent || (offline && !navigator.onLine)) return event.preventDefault();
    sent = true;
    setTimeout(() => (sent = false), LONG_ENOUGH);
  });
  addEventListener("pageshow", () => (sent = false));
}

document.querySelectorAll('[data-module~="submit-once"]').forEach(submitOnce);
