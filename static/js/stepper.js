// Shows the one form a card at a time, without history entries or new titles. The server works without it.
// A step is a card (a statement, a question or a text); a part is a section of steps.

const ADVANCE_DELAY_MS = 300; // after a tap: long enough to see what was chosen, and for a double tap

function stepper(form) {
  const steps = [...form.querySelectorAll("[data-step]")];
  const parts = [...form.querySelectorAll("[data-part]")];
  const goButton = (name) => form.querySelector(`[data-go="${name}"]`);
  const [backButton, nextButton, doneButton] = ["back", "next", "done"].map(goButton);
  const progress = form.querySelector("progress");
  const review = form.querySelector("[data-review]");
  const reviewSteps = [...form.querySelectorAll("[data-review] a")].map((link) => stepOf(link.hash));
  const isUnanswered = (n) => steps[n].matches("fieldset") && !steps[n].querySelector("input:checked");
  // With every statement answered on arrival, the result can be opened from any card.
  const complete = !steps.some((step, n) => step.matches("[id^=s]") && isUnanswered(n));
  let current = 0;
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
    progress.max = steps[current].dataset.total ?? 1;
    progress.value = steps[current].dataset.number ?? 0;
    updateButtons();
  }

  function updateButtons() {
    nextButton.hidden = current === steps.length - 1 || isUnanswered(current);
    doneButton.hidden = !complete || !steps[current].matches("fieldset");
  }

  function goTo(n) {
    if (review) review.hidden = true;
    show(n);
    steps[current].querySelector("[tabindex]").focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
  }

  // After a review, goes to the next step it names that is still unanswered, and then to the end.
  function advance() {
    const unanswered = reviewSteps.find((n) => n > current && isUnanswered(n));
    const last = steps.length - 1;
    goTo(unanswered ?? (reviewSteps.length ? last : Math.min(current + 1, last)));
  }

  backButton.addEventListener("click", () => (current ? goTo(current - 1) : location.assign(form.dataset.startUrl)));
  nextButton.addEventListener("click", advance);
  form.addEventListener("change", updateButtons);
  form.addEventListener("pointerdown", () => (usingKeyboard = false));

  form.addEventListener("click", (event) => {
    const link = event.target.closest("[data-review] a");
    if (link) event.preventDefault(), goTo(stepOf(link.hash));
    // Arrow keys click a radio button, too, so with a keyboard only Enter advances.
    if (event.target.type !== "radio" || usingKeyboard) return;
    clearTimeout(advanceTimer);
    advanceTimer = setTimeout(advance, ADVANCE_DELAY_MS);
  });

  form.addEventListener("keydown", (event) => {
    usingKeyboard = true;
    if (event.target.closest("button, a") || event.ctrlKey || event.altKey || event.metaKey) return;
    const option = steps[current].contains(event.target) && steps[current].querySelectorAll("input")[event.key - 1];
    if (option) option.click(), option.focus();
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (!nextButton.hidden && !event.repeat) advance();
  });

  const linked = location.hash ? stepOf(location.hash) : -1;
  show(linked < 0 ? steps.findIndex((step) => step.matches(".is-current")) : linked);
  if (location.hash) history.replaceState(null, "", location.pathname);
  form.dataset.ready = "";
  // Number keys work only while the focus is inside the card.
  (review ?? steps[current].querySelector("[tabindex]")).focus({ preventScroll: true });
}

document.querySelectorAll('[data-module~="stepper"]').forEach(stepper);
