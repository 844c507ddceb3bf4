// Helps with typing the passphrase: hides it on request, and suggests the closest words of the word list for a word
// that is not on it. The list is fetched once, from this site; what is typed is sent nowhere.

const TYPING_PAUSE_MS = 1000;

const normalize = (text) => text.toLowerCase().replace(/[^a-z]/g, "");

function passphrase(form) {
  const field = form.elements.words;
  const hints = form.querySelector(".word-hints");
  const showButton = form.querySelector("[data-show]");
  let list = null;
  let pauseTimer = 0;

  const fetchList = async () => (await (await fetch(form.dataset.wordListUrl)).text()).split("\n");
  const loadList = () => (list ??= fetchList());

  // Even entries are words, odd ones separators. A hyphen separates, too, unless it is part of a known word.
  const splitHyphens = (chunk, known) => (known.includes(normalize(chunk)) ? [chunk] : chunk.split(/(-+)/));
  const split = (known) => field.value.split(/([\s,;.]+)/).flatMap((chunk) => splitHyphens(chunk, known));

  // While somebody is typing, the last word is incomplete and gets no hint. Hints that stay the same are left in place:
  // new ones are read aloud.
  async function check(lastWordComplete = true) {
    const known = await loadList().catch(() => (list = null));
    const parts = known ? split(known) : [];
    const found = document.createElement("div");
    const incomplete = lastWordComplete ? -1 : parts.length - 1;
    const isUnknown = (word) => word && !known.includes(word);
    const createHint = field.type === "password" ? hiddenWordHint : suggestions;
    parts.forEach((word, n) => {
      if (n % 2 === 0 && n !== incomplete && isUnknown(normalize(word))) found.append(createHint(word, n, known));
    });
    if (parts.length < 3) found.replaceChildren();
    if (found.textContent !== hints.textContent) hints.replaceChildren(...found.childNodes);
  }

  // While the words are hidden, somebody may be looking: the hint only says which word is wrong.
  function hiddenWordHint(_, n, known) {
    const position = split(known).filter((word, m) => m % 2 === 0 && m <= n && normalize(word)).length;
    const textContent = form.dataset.hiddenWordHint.replace("#", position);
    return Object.assign(document.createElement("p"), { textContent });
  }

  function suggestions(word, _, known) {
    const hint = document.createElement("p");
    const closest = closestWords(normalize(word), known);
    const message = closest.length ? form.dataset.suggestWords : form.dataset.unknownWord;
    const [before, after] = message.split("#");
    hint.append(before, untranslated("span", { textContent: word }), `${after} `);
    for (const other of closest) {
      const button = untranslated("button", { type: "button", textContent: other });
      button.classList.add("button");
      button.addEventListener("click", () => {
        field.value = split(known)
          .map((part) => (part === word ? other : part))
          .join("");
        field.focus();
        check();
      });
      hint.append(button);
    }
    return hint;
  }

  // A page translator must leave the words as they are.
  function untranslated(tag, properties) {
    const element = Object.assign(document.createElement(tag), { translate: false, ...properties });
    element.classList.add("notranslate");
    return element;
  }

  showButton.addEventListener("click", (event) => {
    event.preventDefault();
    const wasHidden = field.type === "password";
    field.type = wasHidden ? "text" : "password";
    // Why: templates/journal/open_form.html.
    field.autocomplete = wasHidden ? "off" : "current-password";
    showButton.textContent = wasHidden ? showButton.dataset.hide : showButton.dataset.show;
    check();
    field.focus();
  });

  field.addEventListener("input", () => {
    check(false);
    clearTimeout(pauseTimer);
    pauseTimer = setTimeout(check, TYPING_PAUSE_MS);
  });
}

document.querySelectorAll('[data-module~="passphrase"]').forEach(passphrase);
