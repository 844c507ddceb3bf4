// Leave quickly: blank the page at once and go, by a tap or by pressing Shift three times. A page that was left never
// comes back from the browser's memory.

const PRESSES = 3;
const PATIENCE = 5_000; // ms to the next press
const REMEMBERED = 70 * 86_400; // seconds that a phone may remember a journal

const tabs = new BroadcastChannel("left");
let leaving = false;

function leave(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (leaving) return;
    leaving = true;
    tabs.postMessage("");
    navigator.serviceWorker?.controller?.postMessage("");
    // What cannot be cleared now, without a signal or cut off half-way, is cleared by the next request that arrives.
    document.cookie = `${link.dataset.cookie}=1; path=/; samesite=lax; max-age=${REMEMBERED}${link.dataset.secure}`;
    document.body.replaceChildren();
    if (!navigator.onLine) return location.replace("about:blank");
    fetch(link.href, { keepalive: true, redirect: "manual" }).catch(() => {});
    location.replace(link.dataset.to);
  });
}

function shiftExit(said) {
  const link = document.querySelector('[data-module~="leave"]');
  let presses = 0;
  let timer = 0;

  function count(event) {
    clearTimeout(timer);
    presses = event?.key === "Shift" ? presses + 1 : 0;
    if (presses === PRESSES) return link.click();
    said.textContent = said.dataset[`after${presses}`] ?? "";
    if (presses) timer = setTimeout(count, PATIENCE);
  }

  document.addEventListener("keydown", (event) => event.repeat || count(event));
  tabs.addEventListener("message", () => link.click());
}

function clearOnLeave(body) {
  addEventListener("pagehide", (event) => event.persisted && body.replaceChildren());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

// The answer to a form stands in the history together with what was sent. Once gone on from, it is a plain page.
function replaceHistory(form) {
  form.addEventListener("submit", () => history.replaceState(null, "", form.dataset.instead));
}

// The list of open apps and tabs shows a page as it last was.
document.addEventListener("visibilitychange", () => document.body.classList.toggle("away", document.hidden));
document.querySelectorAll('[data-module~="leave"]').forEach(leave);
document.querySelectorAll('[data-module~="shift-exit"]').forEach(shiftExit);
document.querySelectorAll('[data-module~="clear-on-leave"]').forEach(clearOnLeave);
document.querySelectorAll('[data-module~="replace-history"]').forEach(replaceHistory);
