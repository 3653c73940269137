// What keys and their lists need of the console's frame, for who hears nothing live.
(() => {
  "use strict";
  const late = Promise.all([...document.querySelectorAll("[data-then]")].flatMap((box) => box.dataset.then.split(" ")).map((src) => new Promise((done) => {
    document.head.append(Object.assign(document.createElement("script"), { src, async: false, onload: done, onerror: done }));
  })));
  window.tl = { late, say(text) { document.getElementById("said").textContent = text; }, close() {}, page: async () => null };
})();
