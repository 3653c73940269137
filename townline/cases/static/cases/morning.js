// The mayor's pages: the end of the answer must have been on screen; news is told, not swapped in.
(() => {
  "use strict";
  const main = document.getElementById("main"), end = document.getElementById("end");
  const confirm = document.getElementById("confirm");
  let read = !end;

  if (end) new IntersectionObserver((seen) => { read ||= seen.some((one) => one.isIntersecting); }, { rootMargin: "0px 0px -80px" }).observe(end);
  confirm?.addEventListener("submit", (event) => {
    if (read) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    end.scrollIntoView({ block: "center" });
  });

  // The bar counts down to the moment the words leave; then they cannot be taken back.
  function holds() {
    document.querySelectorAll(".undo[data-leaves]").forEach((bar) => {
      if (new Date(bar.dataset.leaves) > Date.now()) return;
      bar.querySelector("button").hidden = true;
      bar.querySelector("span").textContent = bar.querySelector("span").textContent.split(":")[0] + ": " + bar.dataset.gone;
      delete bar.dataset.leaves;
      setTimeout(() => bar.remove(), 8000);
    });
  }
  setInterval(holds, 1000);

  async function check(event) {
    if (!confirm || (event.detail.id && event.detail.id !== main.dataset.code)) return;
    const page = await tl.page(location.href);
    const now = page?.getElementById("main").dataset.hash;
    if (now === undefined || now === main.dataset.hash) return;
    const changed = document.getElementById("changed");
    confirm.hidden = true;
    changed.hidden = false;
    tl.say(changed.textContent);
  }
  ["case", "text", "resync"].forEach((kind) => document.addEventListener("tl:" + kind, (event) => {
    if (main.dataset.refresh) tl.refresh(location.href, [main.dataset.refresh]);
    else check(event);
  }));
})();
