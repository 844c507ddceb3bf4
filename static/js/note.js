// Counts the characters of a note as people count them, while they type. A browser that cannot do that shows no count,
// and the page says after saving if the note is too long.

const NOTE_PAUSE_MS = 1000;

function countNote(form) {
  if (!("Segmenter" in Intl)) return;
  const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const field = form.elements.note;
  const counter = form.querySelector("[data-counter]");
  const announcer = form.querySelector("[data-announcer]");
  const limit = Number(form.dataset.limit);
  let pauseTimer = 0;

  function show() {
    // Blanks at the end are not saved.
    const count = [...segmenter.segment(field.value.trimEnd())].length;
    const excess = count - limit;
    const text = excess > 1 ? form.dataset.excess : excess === 1 ? form.dataset.excessOne : form.dataset.count;
    counter.textContent = text.replace("{count}", count).replace("{limit}", limit).replace("{excess}", excess);
    counter.hidden = false;
    counter.classList.toggle("excess", excess > 0);
  }

  // A screen reader hears the count after a pause, not with every letter.
  function announce() {
    announcer.textContent = counter.textContent;
  }

  field.addEventListener("input", () => {
    show();
    clearTimeout(pauseTimer);
    pauseTimer = setTimeout(announce, NOTE_PAUSE_MS);
  });
  show();
}

start("note", countNote);
