// A place is drawn on the map of a form (data-draw) without a new page: a press is the spot or the
// next corner; what is there is dragged, or moved by arrows, and a corner goes by Delete. The form's
// fields hold it all (`shape`, `at`, `corners`), so that it can be typed, and is sent as any form.
const EMPTY = { type: "FeatureCollection", features: [] };
const SPOT = /^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$/;
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const STEP = 4; // pixels that an arrow moves a corner

const written = ({ lat, lng }) => `${lat.toFixed(5)},${lng.toFixed(5)}`;
const read = (at) => at.split(",").map(Number).reverse();

export class Drawing {
  constructor(view) {
    this.view = view;
    this.form = document.getElementById(view.root.dataset.pick);
    this.handles = [];
    const hear = (target, kind, act) => target.addEventListener(kind, act, { signal: view.ends.signal });
    hear(view.root, "tl:map-pick", (event) => { event.preventDefault(); this.take(event.detail.at); });
    hear(this.form, "input", () => this.show());
    hear(this.form, "click", (event) => this.pressed(event));
    view.map.on("style.load", () => this.lay());
    if (view.map.getSource("chosen")) this.lay();
  }

  get fields() {
    return this.form.elements;
  }

  get isSpot() {
    return this.fields.shape.value === "point";
  }

  get spots() {
    const told = this.isSpot ? [this.fields.at.value] : this.fields.corners.value.split(/\s+/);
    return told.filter((at) => SPOT.test(at));
  }

  // Write it into the form's fields, and tell the page as if it had been typed.
  write(spots) {
    if (this.isSpot) this.fields.at.value = spots.at(-1) ?? "";
    else this.fields.corners.value = spots.join("\n");
    if (this.isSpot && spots.length) this.fields.place.value = "";
    this.show();
  }

  take(at) {
    this.write([...this.spots, at]);
  }

  // The buttons that ask the server without a map: a known place as a corner, the last one less.
  pressed(event) {
    const { value } = event.target.closest("button[name=do]") ?? {};
    if (this.isSpot || !["corner", "back"].includes(value)) return;
    event.preventDefault();
    const { at } = this.fields.place.selectedOptions[0].dataset;
    if (value === "back") this.write(this.spots.slice(0, -1));
    else if (at) this.take(at);
  }

  lay() {
    const { map } = this.view;
    const { danger } = this.view.look.meaning();
    map.addSource("drawn", { type: "geojson", data: EMPTY });
    map.addLayer({ id: "drawn-area", type: "fill", source: "drawn", filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": danger, "fill-opacity": 0.3 } });
    map.addLayer({ id: "drawn-line", type: "line", source: "drawn", layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": danger, "line-width": 4 } });
    this.show();
  }

  show() {
    const { isSpot, spots } = this;
    const told = this.form.querySelector("[data-drawn]");
    const corners = this.form.querySelector("[data-corners]");
    const [lat, lng] = (isSpot && spots[0]?.split(",")) || [];
    if (told && lat) told.textContent = told.dataset.drawn.replace("{lat}", lat).replace("{lng}", lng);
    if (corners) corners.textContent = isSpot ? "" : String(spots.length);
    if (!isSpot && corners) corners.closest("details").open = true;
    this.line();
    while (this.handles.length > spots.length) this.handles.pop().remove();
    spots.forEach((at, number) => {
      this.handles[number] ??= this.handle(number);
      this.handles[number].getElement().textContent = isSpot ? "" : number + 1;
      this.handles[number].setLngLat(read(at)).addTo(this.view.map);
    });
  }

  line() {
    const points = this.spots.map(read);
    const area = this.fields.shape.value === "area" && points.length > 2;
    const geometry = area ? { type: "Polygon", coordinates: [[...points, points[0]]] } : { type: "LineString", coordinates: points };
    const data = this.isSpot || points.length < 2 ? EMPTY : { type: "Feature", geometry, properties: {} };
    this.view.map.getSource("drawn")?.setData(data);
  }

  handle(number) {
    const element = Object.assign(document.createElement("button"), { type: "button", className: "tl-map-corner" });
    element.setAttribute("aria-label", `${this.view.words.corner} ${number + 1}`);
    const made = new this.view.gl.Marker({ element, draggable: true });
    const move = (to) => this.write(this.spots.with(number, written(to)));
    made.on("drag", () => move(made.getLngLat()));
    element.addEventListener("click", (event) => event.stopPropagation());
    element.addEventListener("keydown", (event) => {
      const [x, y] = ARROWS[event.code] ?? [];
      if (x !== undefined) {
        const from = this.view.map.project(made.getLngLat());
        move(this.view.map.unproject([from.x + x * STEP, from.y + y * STEP]));
      } else if (["Delete", "Backspace"].includes(event.code)) {
        this.write(this.spots.toSpliced(number, 1));
        (this.handles[number] ?? this.handles.at(-1))?.getElement().focus();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
    return made;
  }
}
