// An incident's pages follow what happens to it: each box is fetched anew where it stands.
(() => {
  "use strict";
  const page = document.querySelector("[data-incident]");
  if (!page) return;
  const boxes = page.dataset.boxes.split(" ");
  const fresh = () => tl.refresh(location.pathname, boxes);
  document.addEventListener("tl:incident", (event) => { if (event.detail.id === page.dataset.incident) fresh(); });
  document.addEventListener("tl:resync", fresh);
})();
