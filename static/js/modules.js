// Starts a module on each element that names it in data-module. One that fails, in an old browser for example, stops no
// other.

function start(name, module) {
  for (const element of document.querySelectorAll(`[data-module~="${name}"]`)) {
    try {
      module(element);
    } catch (error) {
      console.error(error);
    }
  }
}
