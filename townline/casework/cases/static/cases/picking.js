// How many rows of the list are picked, beside what may be done with them.
(() => {
  "use strict";
  const box = document.querySelector("[data-picked]");
  if (!box) return;
  const picked = () => document.querySelectorAll("#rows .pick input:checked").length;
  const count = () => { box.textContent = box.dataset.picked.replace("%n", picked()); };
  document.addEventListener("change", ({ target }) => { if (target.closest("#rows .pick")) count(); });
  // New rows come in the place of old ones, and bring none that is picked.
  new MutationObserver(count).observe(document.getElementById("list"), { childList: true });
  count();
})();
