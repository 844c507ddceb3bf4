// Shows the one form a card at a time, without history entries or new titles. The server works without it.
// A step is a card (a statement, a question or a text); a part is a section of steps.

const ADVANCE_DELAY_MS = 300; // after a tap: long enough to see what was chosen, and for a double tap

function stepper(form) {
  const steps = [...form.querySelectorAll("[data-step]")];
  const parts = [...form.querySelectorAll("[data-part]")];
  const goButton = (name) => form.querySelector(`[data-go="${name}"]`);
  const [backButton, nextButton, doneButton] = ["back", "next", "done"].map(goButton);
  const progress = form.querySelector("progress");
  const kindWord = form.querySelector("[data-kind-word]");
  const answers = form.querySelector("[data-answers]");
  const review = form.querySelector("[data-review]");
  const reviewSteps = [...form.querySelectorAll("[data-review] a")].map((link) => stepOf(link.hash));
  const last = steps.length - 1;
  const isQuestion = (step) => step.matches("fieldset");
  const isUnanswered = (n) => isQuestion(steps[n]) && !steps[n].querySelector("input:checked");
  // With every statement answered on arrival, the result can be opened from any card.
  const complete = !steps.some((step, n) => step.matches("[id^=s]") && isUnanswered(n));
  let current = 0;
  let fromAnswers = false; // looking at one card out of the list of answers, to return there
  let advanceTimer = 0;
  let usingKeyboard = false;

  function stepOf(hash) {
    const target = document.getElementById(hash.slice(1));
    const step = target?.closest("[data-step]") ?? target?.closest("[data-part]")?.querySelector("[data-step]");
    return steps.indexOf(step);
  }

  function show(n) {
    clearTimeout(advanceTimer);
    current = n;
    for (const step of steps) step.hidden = step !== steps[current];
    for (const part of parts) part.hidden = !part.contains(steps[current]);
    progress.max = steps.filter(isQuestion).length;
    progress.value = steps.slice(0, current + 1).filter(isQuestion).length;
    const before = steps[current].previousElementSibling;
    kindWord.textContent = before?.matches(".kind-word") ? before.textContent : "";
    if (current === last) listAnswers();
    updateButtons();
  }

  function updateButtons() {
    nextButton.hidden = current === last || isUnanswered(current);
    doneButton.hidden = !complete || !isQuestion(steps[current]);
  }

  // Private answers are not listed: they are never shown again.
  function listAnswers() {
    const items = steps.filter((step) => step.matches("fieldset:not([data-private])")).map((step) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const answer = document.createElement("span");
      link.href = `#${step.id}`;
      link.append(...step.querySelector(".statement").cloneNode(true).childNodes);
      answer.textContent = step.querySelector(":checked + span")?.textContent ?? answers.dataset.unanswered;
      item.append(link, " ", answer);
      return item;
    });
    answers.querySelector("ol").replaceChildren(...items);
  }

  // Reading the position lays the page out: Firefox does not focus what has no box yet.
  function focusOn(target) {
    target.getBoundingClientRect();
    target.focus({ preventScroll: true });
  }

  // A card whose legend had the focus would be read aloud twice: as a group and as its legend.
  function placeOf(step) {
    return isQuestion(step) ? step : step.querySelector("[tabindex]");
  }

  function goTo(n) {
    if (review) review.hidden = true;
    show(n);
    focusOn(placeOf(steps[current]));
    scrollTo({ top: 0, behavior: "instant" });
  }

  function leaveFor(n) {
    const target = fromAnswers ? last : n;
    fromAnswers = false;
    goTo(target);
  }

  // After a review, goes to the next step it names that is still unanswered, and then to the end.
  function advance() {
    const unanswered = reviewSteps.find((n) => n > current && isUnanswered(n));
    leaveFor(unanswered ?? (reviewSteps.length ? last : Math.min(current + 1, last)));
  }

  function goBack() {
    if (current) leaveFor(current - 1);
    else location.assign(form.dataset.startUrl);
  }

  // Enter on a card, or on the review above it.
  function enter(target) {
    if (review?.contains(target) && reviewSteps.length) goTo(reviewSteps[0]);
    else if (review?.contains(target) || current === last) form.querySelector(".primary[type=submit]").click();
    else if (!nextButton.hidden) advance();
  }

  backButton.addEventListener("click", goBack);
  nextButton.addEventListener("click", advance);
  form.addEventListener("change", updateButtons);
  form.addEventListener("pointerdown", () => (usingKeyboard = false));

  // On the whole page: in Firefox, screen readers call every card "clickable" if the form listens.
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) return;
    const link = event.target.closest("a[href^='#']");
    if (link) {
      event.preventDefault();
      fromAnswers = answers.contains(link);
      goTo(stepOf(link.hash));
    }
    // Arrow keys click a radio button, too, so with a keyboard only Enter advances.
    if (event.target.type !== "radio" || usingKeyboard) return;
    clearTimeout(advanceTimer);
    advanceTimer = setTimeout(advance, ADVANCE_DELAY_MS);
  });

  // On the whole page, because a tap beside the card takes the focus away from it.
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (target !== document.body && !form.contains(target)) return;
    usingKeyboard = true;
    if (target.closest("button, a, summary") || event.ctrlKey || event.altKey || event.metaKey) return;
    const option = !review?.contains(target) && steps[current].querySelectorAll("input")[key - 1];
    if (option) option.click(), option.focus();
    if (key !== "Enter") return;
    event.preventDefault();
    if (!event.repeat) enter(target);
  });

  const linked = location.hash ? stepOf(location.hash) : -1;
  show(linked < 0 ? steps.findIndex((step) => step.matches(".is-current")) : linked);
  if (location.hash) history.replaceState(null, "", location.pathname);
  form.dataset.ready = "";
  focusOn(review ?? placeOf(steps[current]));
}

start("stepper", stepper);
