// Draws one <tl-map>: the ground, what its list holds, further layers; and keeps list and map
// linked: what is chosen in one is shown in the other.
let libraries;

async function load(told, renderer) {
  libraries ??= (async () => {
    const slow = bySoftware(renderer);
    const [gl, look, marks, laid, drawn] = await Promise.all([
      import(told.gl), import(told.look), import(told.marks), import(told.laid), slow && import(told.pictures),
      script(told.pmtiles), sheet(told.sheet),
    ]);
    gl.setWorkerUrl(told.worker);
    if (slow) drawn.pictures(gl, look, marks.PATTERNS);
    gl.addProtocol("pmtiles", new window.pmtiles.Protocol({ metadata: true }).tile);
    return { gl, look, marks, laid, drawn, slow };
  })();
  return libraries;
}

const script = (src) => new Promise((resolve, reject) => {
  if (window.pmtiles) return resolve();
  document.head.append(Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject }));
});

const sheet = (href) => new Promise((resolve) => {
  if (document.querySelector(`link[href="${href}"]`)) return resolve();
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: resolve, onerror: resolve });
  document.head.prepend(link); // our own styles come after it, and win
});

// Without a graphics processor each picture takes a tenth of a second, or several.
const bySoftware = (renderer) => /swiftshader|llvmpipe|software|basic render/i.test(renderer);

export async function open(root) {
  return new View(root, await load(root.dataset, root.renderer));
}

class View {
  constructor(root, library) {
    Object.assign(this, library, { root, words: JSON.parse(root.dataset.words) });
    this.list = root.dataset.list ? document.getElementById(root.dataset.list) : null;
    this.chosen = "";
    this.map = this.build();
    this.layers = new this.laid.Layers(this);
    this.map.on("style.load", () => this.layers.draw());
    this.map.once("load", () => {
      this.paint();
      if (this.layers.further.length) this.map.once("idle", () => this.ready());
      else this.ready();
    });
    const seen = ({ tile, sourceId }) => {
      if (!tile) return;
      if (!this.began) this.map.once("render", () => performance.mark("tl-map-painted"));
      this.began = true;
      if (sourceId !== "ground" || !this.map.isSourceLoaded(sourceId)) return;
      this.map.off("sourcedata", seen);
      this.map.once("render", () => this.paint());
    };
    this.map.on("sourcedata", seen);
    if (root.hasAttribute("data-drag")) this.map.on("mousedown", (event) => this.carry(event));
    this.map.on("click", (event) => this.pressed(event));
    this.map.on("mousemove", (event) => {
      if (event.originalEvent.buttons) return; // while it is dragged nothing is looked for
      this.map.getCanvas().style.cursor = this.layers.at(event.point) ? "pointer" : "";
    });
    this.link();
    this.follow();
    if (root.dataset.drawing) import(root.dataset.drawing).then(({ Drawing }) => new Drawing(this));
  }

  build() {
    const { dataset } = this.root;
    const canvas = this.root.querySelector(".tl-map-canvas");
    canvas.hidden = false;
    const { slow } = this;
    const map = new this.gl.Map({
      container: canvas,
      style: this.look.style(this.told()),
      bounds: JSON.parse(dataset.bounds),
      fitBoundsOptions: { padding: 12 },
      minZoom: 10,
      maxZoom: 19,
      attributionControl: false,
      cooperativeGestures: matchMedia("(pointer: coarse)").matches,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: slow || matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
      ...(slow && { pixelRatio: 1, reduceMotion: true }),
      renderWorldCopies: false,
      locale: this.words.gl,
    });
    // Where marks are carried (data-drag), and by a finger, the map's own dragging stays.
    const own = "drag" in dataset || matchMedia("(pointer: coarse)").matches;
    if (slow && !own) import(dataset.panning).then(({ drag }) => drag(map));
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new this.gl.NavigationControl({ showCompass: false }), "top-right");
    map.addControl(new this.gl.ScaleControl({ maxWidth: 90 }), "bottom-left");
    map.on("error", ({ error }) => console.warn("map:", error?.message));
    return map;
  }

  // The ground is there: what lies on it comes now.
  paint() {
    if (this.painted) return;
    this.painted = true;
    performance.mark("tl-map-ground");
    this.layers.beyondGround();
  }

  told() {
    const { tiles, areas, raster, language } = this.root.dataset;
    return { tiles: tiles && new URL(tiles, location).href, areas, raster: raster && location.origin + raster, language };
  }

  ready() {
    this.root.dataset.state = "ready";
    performance.mark("tl-map-whole");
    this.attribute();
    this.root.dispatchEvent(new CustomEvent("tl:map-ready", { bubbles: true }));
  }

  // Whose the ground is stands in the file; with OpenStreetMap's it must be said, with its link.
  async attribute() {
    const place = this.root.querySelector(".tl-map-source");
    const { tiles } = this.told();
    if (!tiles || this.root.dataset.raster || place.textContent.trim()) return;
    const told = await new window.pmtiles.PMTiles(tiles).getMetadata().catch(() => ({}));
    const words = String(told.attribution ?? "").replace(/<[^>]*>/g, "");
    if (!words.includes("OpenStreetMap")) return void (place.textContent = this.words[words] ?? words);
    const link = Object.assign(document.createElement("a"), {
      href: "https://www.openstreetmap.org/copyright", textContent: words, rel: "noreferrer", target: "_blank",
    });
    place.replaceChildren(link);
  }

  // The list's items: [data-map-at="36.62,125.33"], and rows of dongs: [data-map-area].
  items() {
    return this.list ? [...this.list.querySelectorAll("[data-map-at], [data-map-area]")] : [];
  }

  item(id) {
    return this.items().find((one) => this.id(one) === id);
  }

  id(item) {
    return item.dataset.mapId ?? item.dataset.mapArea ?? String(this.items().indexOf(item));
  }

  link() {
    if (!this.list) return;
    const of = (event) => event.target.closest?.("[data-map-at], [data-map-area]");
    const hear = (kind, act) => this.list.addEventListener(kind, act, { signal: this.ends.signal });
    hear("focusin", (event) => of(event) && this.choose(this.id(of(event)), "list"));
    hear("click", (event) => of(event) && this.choose(this.id(of(event)), "list"));
    hear("pointerover", (event) => this.layers.hover(of(event) ? this.id(of(event)) : ""));
    hear("pointerleave", () => this.layers.hover(""));
    this.seen = new MutationObserver(() => this.layers.renew());
    this.seen.observe(this.list, { childList: true, subtree: true });
  }

  ends = new AbortController();

  // Light and dark follow the page's switch and the device.
  follow() {
    const renew = () => this.map.setStyle(this.look.style(this.told()), { diff: false });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", renew, { signal: this.ends.signal });
    this.map.getCanvas().setAttribute("aria-label", `${this.root.getAttribute("aria-label")}: ${this.words.keys}`);
    this.map.getCanvas().addEventListener("keydown", (event) => this.pressedKey(event));
  }

  // Page Down and Page Up go through what lies on the map; Enter opens it.
  pressedKey(event) {
    const step = { PageDown: 1, PageUp: -1 }[event.code];
    if (step) {
      event.preventDefault();
      const ids = this.layers.ids();
      if (!ids.length) return;
      const at = ids.indexOf(this.chosen) + step;
      this.choose(ids[(at + ids.length) % ids.length], "map");
    } else if (event.code === "Enter") {
      const link = this.item(this.chosen)?.querySelector("a[href]");
      if (link) link.click();
      else if (this.root.hasAttribute("data-pick")) this.pick(this.map.getCenter());
    }
  }

  pressed(event) {
    const found = this.layers.at(event.point);
    if (found?.cluster) return void this.layers.open(found);
    if (found) return this.choose(found.id, "map");
    if (this.root.hasAttribute("data-pick")) this.pick(event.lngLat);
  }

  // A mark is carried to another one, or to something beside the map: the page is told where to.
  carry(event) {
    const held = this.layers.at(event.point);
    if (!held || held.cluster || event.originalEvent.button) return;
    event.preventDefault(); // the ground stays where it is
    const ends = new AbortController();
    const ghost = Object.assign(document.createElement("span"), { className: "tl-map-held", textContent: this.layers.name(held.id) });
    const from = event.originalEvent;
    const hear = (kind, act) => window.addEventListener(kind, act, { signal: ends.signal });
    const stop = () => { ends.abort(); ghost.remove(); };
    hear("mousemove", ({ clientX: x, clientY: y }) => {
      if (Math.hypot(x - from.clientX, y - from.clientY) > 6) document.body.append(ghost);
      Object.assign(ghost.style, { left: `${x}px`, top: `${y}px` });
    });
    hear("keydown", (press) => press.code === "Escape" && stop());
    hear("mouseup", ({ clientX: x, clientY: y }) => {
      const carried = ghost.isConnected;
      stop();
      if (carried) this.drop(held.id, x, y);
    });
  }

  drop(id, x, y) {
    const canvas = this.map.getCanvas();
    const over = document.elementFromPoint(x, y);
    const { left, top } = canvas.getBoundingClientRect();
    const mark = canvas.parentElement.contains(over) ? this.layers.at({ x: x - left, y: y - top }) : null;
    const detail = { id, onto: mark && !mark.cluster && mark.id !== id ? mark.id : "", over };
    this.root.dispatchEvent(new CustomEvent("tl:map-drop", { bubbles: true, detail }));
  }

  // A place was pointed at: who draws takes it, else the page's form with the same id, at once.
  pick({ lat, lng }) {
    const at = `${lat.toFixed(5)},${lng.toFixed(5)}`;
    if (!this.root.dispatchEvent(new CustomEvent("tl:map-pick", { cancelable: true, detail: { at } }))) return;
    const form = document.getElementById(this.root.dataset.pick);
    form.elements.at.value = at;
    form.requestSubmit();
  }

  choose(id, from) {
    if (id === this.chosen && from === "list") return;
    this.chosen = id;
    for (const one of this.items()) {
      if (this.id(one) === id) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    const item = this.item(id);
    if (from !== "list") item?.scrollIntoView({ block: "nearest" });
    this.layers.choose(id);
    this.root.querySelector(".tl-map-said").textContent = from === "map" ? this.layers.name(id) : "";
    this.root.dispatchEvent(new CustomEvent("tl:map-select", { bubbles: true, detail: { id, from } }));
  }

  remove() {
    this.ends.abort();
    this.seen?.disconnect();
    this.map.remove();
  }
}
