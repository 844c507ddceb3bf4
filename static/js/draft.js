// Saves the answers so far in the encrypted session cookie: posts the whole form after each change, one request at a
// time. A failed request is not an error: its answers go out with the next change, or when the browser is online again.
// Whatever is chosen or left blank, a form weighs the same. After a private answer no draft goes out until the page is
// hidden or submitted, so that the number of drafts doesn't tell who answered those.
// Other modules ask for a draft with the event "save-draft". "draft-finished" reports the HTTP status of the last
// request, or 0 if it failed.

const DRAFT_TIMEOUT_MS = 20_000;
const BLANK = "."; // fills up the values of answers; an answer of nothing else is none
const GONE = 410; // the attempt of this page is no longer in the session

function draft(form) {
  let unsaved = false;
  let held = false; // a private answer that waits for the next draft
  let request = null; // the AbortController of the running request
  let closed = false;
  let tokenRenewed = false;

  // keepalive only when the page is going away: a response that outlives the page could also outlive a quick exit and
  // bring the session cookie back.
  function post(signal, keepalive = false) {
    unsaved = held = false;
    const body = new URLSearchParams(new FormData(form));
    return fetch(form.dataset.draftUrl, { method: "POST", body, keepalive, signal });
  }

  // One tab at a time: each response sets the cookie of all answers so far, so of two at once the later would win.
  // Firefox refuses a lock where it blocks cookies.
  async function postExclusively({ signal }) {
    if (!navigator.locks) return post(signal);
    return navigator.locks.request("draft", { signal }, () => post(signal)).catch((error) => {
      if (error.name !== "SecurityError") throw error;
      return post(signal);
    });
  }

  async function send() {
    if (!unsaved || request || closed) return;
    const current = (request = new AbortController());
    setTimeout(() => current.abort(), DRAFT_TIMEOUT_MS);
    let arrived = false;
    let status = 0;
    try {
      const response = await postExclusively(current);
      status = response.status;
      // 409: the session is gone. The response is a token that starts a new session with these answers. Retry only
      // once, because a browser that blocks cookies would get a 409 every time.
      const retry = status === 409 && !tokenRenewed;
      if (retry) form.elements.csrf_token.value = await response.text();
      tokenRenewed = retry;
      unsaved ||= retry;
      arrived = response.ok || retry;
    } catch {
      // Offline or aborted: the answers are still in the form.
    }
    request = null;
    if (arrived && unsaved) return send();
    unsaved = !arrived && status !== GONE;
    if (!closed) form.dispatchEvent(new CustomEvent("draft-finished", { detail: status }));
  }

  function save() {
    unsaved = true;
    send();
  }

  // Once the form is submitted or the page is left, a late draft must not bring old answers back.
  function close() {
    closed = true;
    request?.abort();
  }

  form.addEventListener("change", (event) => {
    if (event.target.closest("[data-private]")) held = true;
    else save();
  });
  form.addEventListener("formdata", ({ formData }) => {
    for (const { name, value } of form.querySelectorAll("fieldset label:first-of-type input")) {
      if (!formData.has(name)) formData.append(name, BLANK.repeat(value.length));
    }
  });
  form.addEventListener("save-draft", save);
  form.addEventListener("submit", (event) => setTimeout(() => event.defaultPrevented || close()));
  document.addEventListener("click", (event) => event.target.closest('[data-module~="leave"]') && close(), true);
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.hidden && held && save());
  addEventListener("pagehide", () => {
    if ((unsaved || held || request) && !closed) post(null, true).catch(() => {});
  });
  addEventListener("pageshow", () => (closed = false));
}

start("draft", draft);
