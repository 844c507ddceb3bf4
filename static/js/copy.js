// A button that copies a text to the clipboard and reports whether that worked. It stays hidden where the browser has
// no clipboard API.

function copy(container) {
  const button = container.querySelector("[data-copy]");
  const copiedMessage = container.querySelector("[data-copied]");
  const failedMessage = container.querySelector("[data-failed]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(button.dataset.copy).then(
      () => true,
      () => false,
    );
    copiedMessage.hidden = !copied;
    failedMessage.hidden = copied;
  });
}

start("copy", copy);
