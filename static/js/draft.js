// Keeps the answers so far in the sealed cookie: the whole form goes out after each change, one at a time.
// A lost connection is no event: what did not arrive goes with the next answer, or when the phone is back online.
// Anyone may ask for one by the event "ask"; "drafted" says how the last one fared.

const LOST = 20_000; // ms until a try is given up

function draft(form) {
  let waiting = false;
  let flight = null;
  let closed = false;
  let renewed = false;

  // `late`: the page is going. Only then may it outlive the page, for what it brings back outlives leaving, too.
  function post(signal, late = false) {
    waiting = false;
    const body = new URLSearchParams(new FormData(form));
    return fetch(form.dataset.draft, { method: "POST", body, keepalive: late, signal });
  }

  // One tab after the other: each reply brings a whole cookie, so of two at once the later would be all there is.
  function inTurn({ signal }) {
    return navigator.locks?.request("draft", { signal }, () => post(signal)) ?? post(signal);
  }

  async function send() {
    if (!waiting || flight || closed) return;
    const here = (flight = new AbortController());
    setTimeout(() => here.abort(), LOST);
    let arrived = false;
    let status = 0;
    try {
      const answer = await inTurn(here);
      status = answer.status;
      // The session is gone: the token that comes instead begins a new one with these answers. Asked for once, since
      // a browser that keeps no cookies would get one after the other.
      const again = status === 409 && !renewed;
      if (again) form.elements.csrf_token.value = await answer.text();
      renewed = again;
      waiting ||= again;
      arrived = answer.ok || again;
    } catch {
      // Offline, or called off: the answers are still in the form.
    }
    flight = null;
    if (arrived && waiting) return send();
    waiting = !arrived;
    if (!closed) form.dispatchEvent(new CustomEvent("drafted", { detail: status }));
  }

  function ask() {
    waiting = true;
    send();
  }

  // After the form is sent or the page is left, a late draft must not bring old answers back.
  function close() {
    closed = true;
    flight?.abort();
  }

  form.addEventListener("change", ask);
  form.addEventListener("ask", ask);
  form.addEventListener("submit", (event) => setTimeout(() => event.defaultPrevented || close()));
  document.addEventListener("click", (event) => event.target.closest('[data-module~="leave"]') && close(), true);
  addEventListener("online", send);
  addEventListener("pagehide", () => {
    if ((waiting || flight) && !closed) post(null, true).catch(() => {});
  });
  addEventListener("pageshow", () => (closed = false));
}

document.querySelectorAll('[data-module~="draft"]').forEach(draft);
