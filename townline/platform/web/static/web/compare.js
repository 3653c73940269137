// The edge between two pictures of one place follows the range under them, also by its keys.
document.addEventListener("input", ({ target }) => {
  const pair = target.closest("[data-compare]");
  if (!pair) return;
  pair.style.setProperty("--at", `${target.value}%`);
  // What a screen reader says in the place of a bare number: the template's sentence.
  const words = target.getAttribute("aria-valuetext");
  target.setAttribute("aria-valuetext", words.replace(/\d+/, target.value));
});
