// Sends the quiz once its answers have arrived as a draft: never into a browser's own error page, and with a token that
// holds. Without a signal that waits, says so, and goes by itself.

const PAUSE_BETWEEN = 5_000; // ms from one try to the next
const SLOW = 3_000; // ms until somebody who waits is told why
const BUSY = 429; // so says a server, and anything above, that could not look

function submitQuiz(form) {
  const waits = form.querySelector("[data-waits]");
  const adrift = form.querySelector("[data-adrift]");
  const asked = Boolean(form.querySelector("[data-summary]"));
  let wanted = null; // the event that asks for the result
  let sure = false;
  let timer = 0;

  const ask = () => form.dispatchEvent(new Event("ask"));

  function tell() {
    waits.hidden = false;
    waits.scrollIntoView({ block: "nearest" });
  }

  function want(event) {
    wanted = event;
    clearTimeout(timer);
    timer = setTimeout(tell, SLOW);
    if (!navigator.onLine) tell();
    ask();
  }

  // Somebody who goes on choosing is not done: then nothing goes by itself any more.
  function stay() {
    wanted = null;
    clearTimeout(timer);
    waits.hidden = true;
  }

  async function go(event) {
    const open = [...form.querySelectorAll("fieldset[id^=s]")].some((card) => !card.querySelector(":checked"));
    stay();
    if (open && !asked) {
      const body = new URLSearchParams(new FormData(form, event.submitter));
      const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
      // Asked about in place: the way there and back would be one page more in the history.
      if (answer?.redirected) return location.replace(answer.url);
      if (!answer) return want(event);
    }
    sure = true;
    form.requestSubmit(event.submitter);
    sure = false;
  }

  form.addEventListener("change", stay);
  form.addEventListener("submit", (event) => {
    if (sure) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    want(event);
  });
  form.addEventListener("drafted", ({ detail: status }) => {
    if (status && status < BUSY) {
      // A page that nothing was chosen on is fetched anew, with what was answered before.
      if (form.contains(adrift) && !form.querySelector(":checked")) return location.reload();
      adrift?.remove();
      if (wanted) go(wanted);
    } else if (wanted || adrift) {
      if (wanted) tell();
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE_BETWEEN);
    }
  });
  if (adrift) timer = setTimeout(ask, SLOW);
}

document.querySelectorAll('[data-module~="submit-quiz"]').forEach(submitQuiz);
