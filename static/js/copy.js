// A button that copies its words, where the browser lets it, and says how that went.

function copy(box) {
  const button = box.querySelector("[data-copy]");
  const [copied, failed] = ["copied", "failed"].map((how) => box.querySelector(`[data-${how}]`));
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const done = await navigator.clipboard.writeText(button.dataset.copy).then(
      () => true,
      () => false,
    );
    copied.hidden = !done;
    failed.hidden = done;
  });
}

document.querySelectorAll('[data-module~="copy"]').forEach(copy);
