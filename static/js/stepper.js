// One statement at a time inside the one form: no history entry, no new title, nothing decided here.

const BEAT = 300; // ms from the last tap to moving on: long enough to see what was chosen, or for a double tap

function stepper(form) {
  const steps = [...form.querySelectorAll("[data-step]")];
  const parts = [...form.querySelectorAll("[data-part]")];
  const [back, next, done] = ["back", "next", "done"].map((way) => form.querySelector(`[data-go="${way}"]`));
  const thread = form.querySelector("progress");
  const summary = form.querySelector("[data-summary]");
  const gaps = [...form.querySelectorAll("[data-summary] a")].map((link) => place(link.hash));
  const open = (n) => steps[n].matches("fieldset") && !steps[n].querySelector("input:checked");
  // Somebody who looks through finished answers may go to the result from any of them.
  const looking = !steps.some((step, n) => step.matches("[id^=s]") && open(n));
  let at = 0;
  let beat = 0;
  let keyed = false;

  function place(hash) {
    const spot = document.getElementById(hash.slice(1));
    return steps.indexOf(spot?.closest("[data-step]") ?? spot?.closest("[data-part]")?.querySelector("[data-step]"));
  }

  function show(to) {
    clearTimeout(beat);
    at = to;
    for (const step of steps) step.hidden = step !== steps[at];
    for (const part of parts) part.hidden = !part.contains(steps[at]);
    thread.max = steps[at].dataset.of ?? 1;
    thread.value = steps[at].dataset.at ?? 0;
    ways();
  }

  function ways() {
    next.hidden = at === steps.length - 1 || open(at);
    done.hidden = !looking || !steps[at].matches("fieldset");
  }

  function turn(to) {
    if (summary) summary.hidden = true;
    show(to);
    steps[at].querySelector("[tabindex]").focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
  }

  function onward() {
    const gap = gaps.find((n) => n > at && open(n));
    turn(gap ?? (gaps.length ? steps.length - 1 : Math.min(at + 1, steps.length - 1)));
  }

  back.addEventListener("click", () => (at ? turn(at - 1) : location.assign(form.dataset.before)));
  next.addEventListener("click", onward);
  form.addEventListener("change", ways);
  form.addEventListener("pointerdown", () => (keyed = false));

  form.addEventListener("click", (event) => {
    const link = event.target.closest("[data-summary] a");
    if (link) event.preventDefault(), turn(place(link.hash));
    if (event.target.type !== "radio" || keyed) return;
    clearTimeout(beat);
    beat = setTimeout(onward, BEAT);
  });

  form.addEventListener("keydown", (event) => {
    keyed = true;
    if (event.target.closest("button, a") || event.ctrlKey || event.altKey || event.metaKey) return;
    const choice = steps[at].contains(event.target) && steps[at].querySelectorAll("input")[event.key - 1];
    if (choice) choice.click(), choice.focus();
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (!next.hidden && !event.repeat) onward();
  });

  const start = location.hash ? place(location.hash) : -1;
  show(start < 0 ? steps.findIndex((step) => step.matches(".is-current")) : start);
  if (location.hash) history.replaceState(null, "", location.pathname);
  form.dataset.ready = "";
  // Number keys work inside the card only, so the card is where a visit begins.
  (summary ?? steps[at].querySelector("[tabindex]")).focus({ preventScroll: true });
}

document.querySelectorAll('[data-module~="stepper"]').forEach(stepper);
