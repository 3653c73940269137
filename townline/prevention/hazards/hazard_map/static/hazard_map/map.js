// What is chosen on the map or in the list is told above it: the same words that the page without a
// script has behind each link, brought in place.
const box = document.getElementById("chosen");
let asked = "";

const address = (item) => {
  const url = new URL(location.href);
  url.searchParams.set("item", item);
  url.hash = "";
  return url;
};

async function show(item, { focus = false } = {}) {
  if (!item || (item === asked && !focus)) return;
  asked = item;
  const answer = await fetch(address(item));
  if (!answer.ok || asked !== item) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  box.replaceChildren(...page.getElementById("chosen").childNodes);
  if (focus) document.getElementById("chosen-name")?.focus();
}

document.addEventListener("tl:map-select", ({ detail }) => {
  if (detail.from === "map") show(detail.id);
});

document.getElementById("found")?.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  show(link.closest("li").dataset.mapId, { focus: true });
});

// Whoever came by a link to one spot sees it on the map.
const first = new URLSearchParams(location.search).get("item");
if (first) document.addEventListener("tl:map-ready", ({ target }) => target.choose(first), { once: true });
