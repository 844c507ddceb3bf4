// Submits the quiz only after its answers have arrived as a draft, so that the form's token is valid and a lost signal
// does not end in the browser's own error page. Until then it shows a message and retries.

const RETRY_DELAY_MS = 5_000;
const SLOW_AFTER_MS = 3_000; // the message about waiting appears after this time
const MIN_RETRY_STATUS = 429; // from here on, the server did not process the request
const REPLACED_STATUS = 410; // the attempt of this page is no longer in the session

function submitQuiz(form) {
  const waitingMessage = form.querySelector("[data-waiting]");
  // Present on the copy of the page that the service worker cached, which has no token and no earlier answers.
  const offlineNotice = form.querySelector("[data-offline-copy]");
  const reviewShown = Boolean(form.querySelector("[data-review]"));
  const defaultButton = form.querySelector("[type=submit]");
  let pressed = defaultButton; // event.submitter would be missing before Safari 15.4
  let pending = null; // the button whose submission waits for a draft
  let confirmed = false;
  let timer = 0;

  const saveDraft = () => form.dispatchEvent(new Event("save-draft"));

  function showWaiting() {
    waitingMessage.hidden = false;
    waitingMessage.scrollIntoView({ block: "nearest" });
  }

  function waitForDraft(button) {
    pending = button;
    clearTimeout(timer);
    timer = setTimeout(showWaiting, SLOW_AFTER_MS);
    if (!navigator.onLine) showWaiting();
    saveDraft();
  }

  // Changing an answer cancels a waiting submission: the person is not done yet.
  function cancel() {
    pending = null;
    clearTimeout(timer);
    waitingMessage.hidden = true;
  }

  async function submit(button) {
    const unanswered = [...form.querySelectorAll("fieldset[id^=s]")].some((card) => !card.querySelector(":checked"));
    cancel();
    if (unanswered && !reviewShown && !button.hasAttribute("formaction")) {
      const body = new URLSearchParams(new FormData(form));
      if (button.name) body.set(button.name, button.value);
      const response = await fetch(form.action, { method: "POST", body }).catch(() => null);
      // Replaces this page by the review of unanswered statements: a normal submission would add a history entry.
      if (response?.redirected) return location.replace(response.url);
      if (!response) return waitForDraft(button);
    }
    confirmed = true;
    button.click();
    confirmed = false;
  }

  form.addEventListener("change", cancel);
  // The buttons of the language switch are outside of the form.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[type=submit]");
    pressed = button?.form === form ? button : defaultButton;
  });
  form.addEventListener("submit", (event) => {
    if (confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waitForDraft(event.submitter ?? pressed);
  });
  form.addEventListener("draft-finished", ({ detail: status }) => {
    if (status === REPLACED_STATUS) {
      cancel();
      form.querySelector("[data-replaced]").hidden = false;
    } else if (status && status < MIN_RETRY_STATUS) {
      // Nothing was chosen on the cached copy: reload to get the page with the earlier answers.
      if (form.contains(offlineNotice) && !form.querySelector(":checked")) return location.reload();
      offlineNotice?.remove();
      if (pending) submit(pending);
    } else if (pending || offlineNotice) {
      if (pending) showWaiting();
      clearTimeout(timer);
      timer = setTimeout(saveDraft, RETRY_DELAY_MS);
    }
  });
  if (offlineNotice) timer = setTimeout(saveDraft, SLOW_AFTER_MS);
}

start("submit-quiz", submitQuiz);
