// Helps with the seven words while they are typed: shows them on request, and offers the nearest word on the list for
// one that is not on it. The list is fetched once, from here; what is typed goes nowhere.

const CLOSE = 2; // letters that may differ
const MOST = 3;
const PAUSE = 1000; // ms

const letters = (text) => text.toLowerCase().replace(/[^a-z]/g, "");

// How many letters must be changed, added, dropped or swapped (Damerau-Levenshtein), counted up to the limit.
function distance(one, other, limit) {
  let rows = [[], Array.from({ length: other.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(rows[1][j] + 1, row[j - 1] + 1, rows[1][j - 1] + !same);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], rows[0][j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    rows = [rows[1], row];
  }
  return rows[1][other.length];
}

function nearest(word, list) {
  const far = list.map((known) => [distance(word, known, CLOSE), known]);
  return far.filter(([steps]) => steps <= CLOSE).sort(([a], [b]) => a - b).slice(0, MOST).map(([, known]) => known);
}

function passphrase(form) {
  const field = form.elements.words;
  const hints = form.querySelector(".hints");
  const show = form.querySelector("[data-show]");
  let list = null;
  let pause = 0;

  const load = () => (list ??= fetch(form.dataset.words).then((got) => got.text()).then((text) => text.split("\n")));
  // Every other one is what stands between two words. A hyphen does, unless it is in a word that is known.
  const split = (known) => field.value.split(/([\s,;.]+)/).flatMap((lump) => (known.includes(letters(lump)) ? [lump] : lump.split(/(-+)/)));

  // A word that is being typed is left in peace until there is a pause.
  async function look(all = true) {
    const known = await load().catch(() => (list = null));
    hints.replaceChildren();
    const parts = known ? split(known) : [];
    if (parts.length < 3) return;
    const open = all ? -1 : parts.length - 1;
    const strange = (word, n) => n % 2 === 0 && n !== open && letters(word) && !known.includes(letters(word));
    const say = field.type === "password" ? covered : hint;
    parts.forEach((word, n) => strange(word, n) && hints.append(say(word, n, known)));
  }

  // Somebody may be looking on: while the words are hidden, nothing of one is shown.
  function covered(_, n, known) {
    const place = split(known).filter((word, m) => m % 2 === 0 && m <= n && letters(word)).length;
    return Object.assign(document.createElement("p"), { textContent: form.dataset.covered.replace("#", place) });
  }

  function hint(word, n, known) {
    const line = document.createElement("p");
    const close = nearest(letters(word), known);
    line.append(`“${word}” is not one of our words${close.length ? ". Did you mean " : "."}`);
    for (const other of close) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: other });
      button.addEventListener("click", () => {
        field.value = split(known).with(n, other).join("");
        field.focus();
        look();
      });
      line.append(button);
    }
    return line;
  }

  show.addEventListener("click", (event) => {
    event.preventDefault();
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    // What is typed in sight must not be learnt by the browser.
    field.autocomplete = hidden ? "off" : "current-password";
    show.textContent = hidden ? show.dataset.hide : show.dataset.show;
    look();
    field.focus();
  });
  field.addEventListener("input", () => {
    look(false);
    clearTimeout(pause);
    pause = setTimeout(look, PAUSE);
  });
}

document.querySelectorAll('[data-module~="passphrase"]').forEach(passphrase);
