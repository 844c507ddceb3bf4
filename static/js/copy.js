// A button that copies its words, where the browser lets it.

function copy(box) {
  const button = box.querySelector("[data-copy]");
  const said = box.querySelector("[data-copied]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    said.hidden = false;
  });
}

document.querySelectorAll('[data-module~="copy"]').forEach(copy);
