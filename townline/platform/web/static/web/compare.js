// The edge between two pictures of one place follows the range under them, also by its keys.
document.addEventListener("input", ({ target }) => {
  target.closest("[data-compare]")?.style.setProperty("--at", `${target.value}%`);
});
