// The staff's map of everything: a change of the form draws anew without a new page, what is
// pressed opens the drawer, and the address holds all that is shown: the form in its query, the
// part of the map and what is open in its hash (#14.2/37.55/127.04/hazards-12).
const form = document.getElementById("sm-form");
const drawer = document.getElementById("sm-drawer");
const frame = document.querySelector("tl-map");
form.closest("main").classList.add("is-live");
let open = "";
let view = null;
let latest = 0;

const query = () => new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && !(name === "weeks" && value === "0"))).toString();

function remember() {
  const { lat, lng } = view.map.getCenter();
  const parts = [view.map.getZoom().toFixed(2), lat.toFixed(5), lng.toFixed(5), open].filter(Boolean);
  history.replaceState(null, "", `${location.pathname}${location.search}#${parts.join("/")}`);
}

// Give what is known of a thing: from the list, or from the map where the list has it not.
async function known(id) {
  const features = view.layers.further.map(({ url }) => fetched(url));
  for (const found of await Promise.all(features)) {
    const one = found.features.find(({ properties }) => properties.id === id);
    if (one) return one;
  }
}

const answers = new Map();
function fetched(url) {
  if (!answers.has(url)) answers.set(url, fetch(url).then((answer) => (answer.ok ? answer.json() : { features: [] })));
  return answers.get(url);
}

async function show(id, { focus = false } = {}) {
  open = id;
  const found = id && (await known(id));
  if (open !== id) return;
  if (!found) return close();
  for (const place of drawer.querySelectorAll("[data-of]")) place.textContent = found.properties[place.dataset.of] ?? "";
  document.getElementById("sm-open").href = found.properties.url;
  drawer.hidden = false;
  if (focus) document.getElementById("sm-title").focus();
  remember();
}

function close() {
  open = "";
  const inside = drawer.contains(document.activeElement);
  drawer.hidden = true;
  if (view) {
    view.layers.choose("");
    view.chosen = "";
    if (inside) view.map.getCanvas().focus();
    remember();
  }
}

async function renew() {
  const turn = ++latest;
  const address = `${location.pathname}?${query()}`;
  const answer = await fetch(address);
  if (!answer.ok || turn !== latest) return void (answer.ok || form.submit());
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  history.replaceState(null, "", address + location.hash);
  for (const id of ["sm-lists", "sm-time"]) document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  const layers = JSON.parse(page.querySelector("tl-map").dataset.layers);
  frame.dataset.layers = JSON.stringify(layers);
  if (!view) return;
  answers.clear();
  view.layers.further = layers;
  for (const { id, url } of layers) view.map.getSource(id)?.setData(url);
  if (open) show(open);
}

form.addEventListener("change", renew);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  renew();
});
document.getElementById("sm-close").addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (event.code === "Escape" && !drawer.hidden) close();
});
frame.addEventListener("tl:map-select", ({ detail }) => detail.from === "map" && show(detail.id, { focus: true }));

frame.addEventListener("tl:map-ready", () => {
  view = frame.view;
  view.layers.further = JSON.parse(frame.dataset.layers);
  const [zoom, latitude, longitude, id] = location.hash.slice(1).split("/");
  if (Number(zoom) && Number(latitude) && Number(longitude)) view.map.jumpTo({ zoom: Number(zoom), center: [Number(longitude), Number(latitude)] });
  if (id) show(id);
  view.map.on("moveend", remember);
  frame.dataset.follows = "";
}, { once: true });
