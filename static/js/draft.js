// Keeps the answers so far in the sealed cookie: the whole form goes out after each change, one at a time.
// A lost connection is no event: what did not arrive goes with the next answer, or when the phone is back online.

function draft(form) {
  let waiting = false;
  let flight = null;
  let closed = false;
  let renewed = false;
  let asked = Boolean(form.querySelector("[data-summary]"));

  // `late`: the page is going. Only then may it outlive the page, for what it brings back outlives leaving, too.
  function post(late = false) {
    waiting = false;
    flight = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    return fetch(form.dataset.draft, { method: "POST", body, keepalive: late, signal: flight.signal });
  }

  async function send() {
    if (!waiting || flight || closed) return;
    let arrived = false;
    try {
      const answer = await post();
      // The session is gone: the token that comes instead begins a new one with these answers. Asked for once, since
      // a browser that keeps no cookies would get one after the other.
      const again = answer.status === 409 && !renewed;
      if (again) form.elements.csrf_token.value = await answer.text();
      renewed = again;
      waiting ||= again;
      arrived = answer.ok || again;
    } catch {
      // Offline, or called off: the answers are still in the form.
    }
    flight = null;
    if (arrived) send();
    else waiting = true;
  }

  // After the form is sent or the page is left, a late draft must not bring old answers back.
  function close() {
    closed = true;
    flight?.abort();
  }

  form.addEventListener("change", () => {
    waiting = true;
    send();
  });
  // What is left open is asked about in place: the way there and back would be one page more in the history.
  async function askAgain(event) {
    asked = true;
    event.preventDefault();
    event.stopImmediatePropagation();
    close();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    if (answer?.redirected) location.replace(answer.url);
    else form.requestSubmit(event.submitter);
  }

  form.addEventListener("submit", (event) => {
    const open = [...form.querySelectorAll("fieldset[id^=s]")].some((card) => !card.querySelector(":checked"));
    if (open && !asked && navigator.onLine) askAgain(event);
    else setTimeout(() => event.defaultPrevented || close());
  });
  document.addEventListener("click", (event) => event.target.closest('[data-module~="leave"]') && close(), true);
  addEventListener("online", send);
  addEventListener("pagehide", () => {
    if ((waiting || flight) && !closed) post(true).catch(() => {});
  });
  addEventListener("pageshow", () => (closed = false));
}

document.querySelectorAll('[data-module~="draft"]').forEach(draft);
