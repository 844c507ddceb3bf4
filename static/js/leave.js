// Leave quickly: blank the page at once, then go without keeping this page behind Back.

for (const link of document.querySelectorAll('[data-module~="leave"]')) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.body.replaceChildren();
    location.replace(link.href);
  });
}
