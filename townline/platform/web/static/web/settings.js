// Finds pages of settings by typing: every word must stand somewhere in what is said of the page.
for (const index of document.querySelectorAll("[data-settings]")) {
  const field = index.querySelector("input");
  const none = index.querySelector("[data-none]");
  const plain = (words) => words.normalize("NFC").toLowerCase();
  const show = () => {
    const asked = plain(field.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const group of index.querySelectorAll("section")) {
      let here = 0;
      for (const item of group.querySelectorAll("li")) {
        const words = plain(item.dataset.words);
        item.hidden = !asked.every((word) => words.includes(word));
        here += item.hidden ? 0 : 1;
      }
      group.hidden = here === 0;
      left += here;
    }
    none.textContent = left ? "" : none.dataset.none;
  };
  field.parentElement.hidden = false;
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const first = index.querySelector("section:not([hidden]) li:not([hidden]) a");
    if (event.key === "Enter" && field.value.trim() && first) location.assign(first.href);
    if (event.key === "Escape") { field.value = ""; show(); }
  });
}
