// Quick exit: blanks the page at once and goes to another site, on a tap or on pressing Shift three times. A page that
// was left is never restored from the browser's back/forward cache.

const SHIFT_PRESSES = 3;
const SHIFT_TIMEOUT_MS = 5_000;
const LEFT_MAX_AGE_SECONDS = 7 * 86_400; // as long as a session lasts, and the longest that Safari lets a script set

const otherTabs = channel("left");
let leaving = false;

// Null where the browser has none, or refuses it because cookies are blocked: then each tab leaves on its own.
function channel(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

function leave(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (leaving) return;
    leaving = true;
    otherTabs?.postMessage("");
    navigator.serviceWorker?.controller?.postMessage("");
    // For when the request below does not arrive: at the next one the server sees the first cookie and clears the
    // session; without the second, which it set, it opens no remembered journal.
    const { cookie: left, stayed, path, secure } = link.dataset;
    document.cookie = `${left}=1; path=${path}; samesite=lax; max-age=${LEFT_MAX_AGE_SECONDS}${secure}`;
    document.cookie = `${stayed}=; path=${path}; samesite=lax; max-age=0${secure}`;
    document.body.replaceChildren();
    if (!navigator.onLine) return location.replace("about:blank");
    fetch(link.href, { keepalive: true, redirect: "manual" }).catch(() => {});
    location.replace(link.dataset.exitUrl);
  });
}

function shiftExit(status) {
  const link = document.querySelector('[data-module~="leave"]');
  let presses = 0;
  let alone = false;
  let timer = 0;

  function count(number) {
    clearTimeout(timer);
    presses = number;
    if (presses === SHIFT_PRESSES) return link.click();
    status.textContent = status.dataset[`after${presses}`] ?? "";
    if (presses) timer = setTimeout(count, SHIFT_TIMEOUT_MS, 0);
  }

  // Counted when it is let go, because before another key it is not a press of its own: a capital letter, Shift and Tab.
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    alone = event.key === "Shift";
    if (!alone) count(0);
  });
  document.addEventListener("keyup", (event) => {
    if (event.key === "Shift" && alone) count(presses + 1);
  });
  otherTabs?.addEventListener("message", () => link.click());
}

function clearOnLeave(body) {
  addEventListener("pagehide", (event) => event.persisted && body.replaceChildren());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

// The response to a POST is stored in the history together with the submitted data. On submitting the next form, its
// entry becomes that of a plain page.
function replaceHistory(form) {
  form.addEventListener("submit", () => history.replaceState(null, "", form.dataset.historyUrl));
}

// The list of open apps and tabs shows a page as it was when last visible.
document.addEventListener("visibilitychange", () => document.body.classList.toggle("tab-hidden", document.hidden));
start("leave", leave);
start("shift-exit", shiftExit);
start("clear-on-leave", clearOnLeave);
start("replace-history", replaceHistory);
