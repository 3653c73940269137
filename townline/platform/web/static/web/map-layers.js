// What lies on the ground: points (with clusters), lines (colour and pattern), areas (colour and
// hatching). From the list beside the map, and from further layers:
// data-layers='[{"id", "kind": "points|lines|areas", "url" | "data" | "tiles" + "source_layer", "cluster"}]';
// properties of a feature: id, kind (of mark), colour (a meaning), pattern, name, mark, href, step,
// offset (of a line, pixels to the right of its way).
// Tiles: "minzoom", "maxzoom"; with a "prefix" a feature's id is that and its number in the tile.
// "near": up to that zoom lines have no patterns, and spots may be several ("point_count").
// Layers of the same tiles share one source. data-quiet: the list's items are drawn by the layers.
const EMPTY = { type: "FeatureCollection", features: [] };
const OWN = "list";
const feature = (geometry, properties) => ({ type: "Feature", geometry, properties });

export class Layers {
  constructor(view) {
    this.view = view;
    this.further = JSON.parse(view.root.dataset.layers || "[]");
    this.fitted = false;
  }

  get map() {
    return this.view.map;
  }

  draw() {
    this.pictures();
    this.areas();
    this.outline();
    this.points({ id: OWN, cluster: this.view.root.hasAttribute("data-cluster") }, this.collected());
    this.map.addSource("chosen", { type: "geojson", data: EMPTY });
    this.map.addSource("hovered", { type: "geojson", data: EMPTY });
    this.rings();
    this.fit();
    this.beyondGround();
  }

  // Further layers come once the ground is painted, pictures (which are cheap) at once; the list's
  // own marks lie on top of them.
  beyondGround() {
    const cheap = this.view.slow && this.further.some(({ near }) => near);
    if (this.beyondOf === this.map.style || !(this.view.painted || cheap)) return;
    this.beyondOf = this.map.style;
    const under = this.map.getStyle().layers.find(({ source }) => [OWN, "hovered", "chosen"].includes(source))?.id;
    for (const layer of this.further) this.more(layer, under);
    this.choose(this.view.chosen);
  }

  // The ground that the place is known by, where it is not known better; and a spot that was pressed.
  outline() {
    const { outline, at } = this.view.root.dataset;
    const { primary } = this.view.look.meaning();
    if (outline) {
      this.map.addSource("outline", { type: "geojson", data: feature(JSON.parse(outline), {}) });
      this.map.addLayer({ id: "outline", type: "line", source: "outline", paint: { "line-color": primary, "line-width": 3, "line-opacity": 0.75 } });
    }
    if (at && !this.view.root.dataset.drawing) {
      const [latitude, longitude] = at.split(",").map(Number);
      const data = feature({ type: "Point", coordinates: [longitude, latitude] }, { kind: "here" });
      this.map.addSource("pressed", { type: "geojson", data });
      this.marks("pressed", { source: "pressed" }, { filter: ["all"] });
    }
  }

  pictures() {
    const { marks, look } = this.view;
    for (const kind of marks.kinds) {
      this.map.addImage(`mark-${kind}`, marks.picture(kind, look.meaning()), { pixelRatio: 2 });
    }
    look.steps().forEach((colour, step) => {
      this.map.addImage(`step-${step}`, marks.hatching(step, colour, look.ground().text), { pixelRatio: 2 });
    });
  }

  collected() {
    const features = [];
    for (const item of this.view.items()) {
      if (!item.dataset.mapAt) continue;
      const [latitude, longitude] = item.dataset.mapAt.split(",").map(Number);
      const { mapKind: kind = "case", mapMark: mark = "", mapName: name = "" } = item.dataset;
      const words = name || item.textContent.trim().replace(/\s+/g, " ").slice(0, 80);
      const tags = { id: this.view.id(item), kind, mark, name: words };
      features.push(feature({ type: "Point", coordinates: [longitude, latitude] }, tags));
    }
    return (this.own = { type: "FeatureCollection", features });
  }

  renew() {
    this.map.getSource(OWN)?.setData(this.collected());
    this.map.getSource("route")?.setData(this.route());
    this.paintAreas();
    this.choose(this.view.chosen);
  }

  points({ id, cluster = false, minzoom = 0 }, data, under) {
    if (id === OWN && this.view.root.hasAttribute("data-quiet")) return;
    this.map.addSource(id, { type: "geojson", data, cluster, clusterRadius: 44, clusterMaxZoom: 15 });
    if (id === OWN && this.view.root.hasAttribute("data-route")) this.addRoute();
    if (cluster) this.clusters(id, { source: id }, under);
    this.marks(id, { source: id }, { filter: ["!", ["has", "point_count"]], minzoom, under });
  }

  marks(id, source, { filter, minzoom = 0, under }) {
    const { look } = this.view;
    this.map.addLayer({
      id: `${id}-marks`, type: "symbol", ...source, filter, minzoom,
      layout: {
        "icon-image": ["concat", "mark-", ["coalesce", ["get", "kind"], "case"]],
        "icon-anchor": ["match", ["get", "kind"], "here", "bottom", "center"],
        "icon-allow-overlap": true,
        "text-field": ["coalesce", ["get", "mark"], ""],
        "text-font": look.fonts.bold, "text-size": 13, "text-allow-overlap": true,
      },
      paint: { "text-color": look.meaning().ink },
    }, under);
  }

  // Several of one kind have its colour, those that wait a sign before their number.
  clusters(id, source, under) {
    const { primary, success, warning, ink } = this.view.look.meaning();
    const filter = ["has", "point_count"];
    const by = (done, open, other) => ["match", ["coalesce", ["get", "kind"], ""], "done", done, "warning", open, other];
    this.map.addLayer({
      id: `${id}-clusters`, type: "circle", ...source, filter,
      paint: { "circle-color": by(success, warning, primary), "circle-stroke-color": ink, "circle-stroke-width": 3,
        "circle-radius": ["case", ["has", "kind"], ["step", ["get", "point_count"], 13, 100, 17], ["step", ["get", "point_count"], 15, 20, 19, 100, 24]] },
    }, under);
    this.map.addLayer({
      id: `${id}-counts`, type: "symbol", ...source, filter,
      layout: { "text-field": ["concat", by("", "!", ""), ["coalesce", ["get", "point_count_abbreviated"], ["to-string", ["get", "point_count"]]]],
        "text-font": this.view.look.fonts.bold, "text-size": ["case", ["has", "kind"], 11, 13], "text-allow-overlap": true },
      paint: { "text-color": ink },
    }, under);
  }

  route() {
    const coordinates = this.own.features.map((one) => one.geometry.coordinates);
    return coordinates.length > 1 ? feature({ type: "LineString", coordinates }, {}) : EMPTY;
  }

  addRoute() {
    const { primary, ink } = this.view.look.meaning();
    const round = { "line-cap": "round", "line-join": "round" };
    this.map.addSource("route", { type: "geojson", data: this.route() });
    this.map.addLayer({ id: "route-edge", type: "line", source: "route", layout: round, paint: { "line-color": ink, "line-width": 6, "line-opacity": 0.8 } });
    this.map.addLayer({ id: "route", type: "line", source: "route", layout: round, paint: { "line-color": primary, "line-width": 3, "line-dasharray": [1, 2] } });
  }

  more(layer, under) {
    if (layer.kind === "points" && layer.url) return this.points(layer, layer.url, under);
    const source = { source: this.source(layer), ...(layer.source_layer && { "source-layer": layer.source_layer }) };
    if (layer.kind === "points") this.marks(layer.id, source, { filter: ["!", ["has", "point_count"]], under });
    if (layer.kind === "points" && layer.near) this.clusters(layer.id, { ...source, maxzoom: layer.near }, under);
    if (layer.kind === "lines") this.lines(layer, source, under);
    if (layer.kind === "areas") this.fills(layer, source, under);
  }

  // Give the id of the layer's source, which is made for the first of those that share it.
  source({ id, url, data, tiles, minzoom, maxzoom }) {
    const first = tiles ? this.further.find((one) => one.tiles === tiles).id : id;
    if (this.map.getSource(first)) return first;
    // Not by URL(): it would write the braces in another way.
    this.map.addSource(first, tiles
      ? { type: "vector", tiles: [location.origin + tiles], ...(maxzoom && { minzoom, maxzoom }) }
      : { type: "geojson", data: data ?? url });
    return first;
  }

  colour() {
    const known = Object.entries(this.view.look.meaning()).flat();
    return ["match", ["coalesce", ["get", "colour"], "primary"], ...known, known[1]];
  }

  // From far away in one layer without patterns, which are dear: colour and width tell kinds apart.
  lines({ id, near }, source, under) {
    const width = ["interpolate", ["linear"], ["zoom"], 12, 2, 17, 6];
    const offset = ["coalesce", ["get", "offset"], 0];
    if (near && this.view.slow) return this.pictured({ id, ...source }, under);
    if (near) this.map.addLayer({ id: `${id}-far`, type: "line", ...source, maxzoom: near,
      paint: { "line-color": this.colour(), "line-offset": offset, "line-width": ["match", ["get", "pattern"], "dash", 1.5, "dot", 1, 2.5] } }, under);
    for (const [pattern, dashes] of Object.entries(this.view.marks.PATTERNS)) {
      this.map.addLayer({
        id: `${id}-${pattern}`, type: "line", ...source, ...(near && { minzoom: near }),
        filter: ["==", ["coalesce", ["get", "pattern"], "solid"], pattern],
        layout: { "line-join": "round", "line-cap": pattern === "dot" ? "round" : "butt" },
        paint: { "line-color": this.colour(), "line-offset": offset, "line-width": width, ...(dashes && { "line-dasharray": dashes }) },
      }, under);
    }
  }

  // Of many lines drawn by software the pictures of their tiles; what is pressed is looked for in a
  // layer that is not painted, once the rest is there.
  pictured(layer, under) {
    const told = this.further.find(({ id }) => id === layer.id);
    const id = `${layer.id}-picture`;
    this.map.addSource(id, this.view.drawn.source(told));
    this.map.addLayer({ id, type: "raster", source: id, paint: { "raster-fade-duration": 0 } }, under);
    const { id: name, ...source } = layer;
    this.map.once("idle", () => {
      if (!this.map.getLayer(`${name}-far`)) this.map.addLayer({ id: `${name}-far`, type: "line", ...source, paint: { "line-opacity": 0 } }, id);
    });
  }

  // Areas by their step; those with "plain" by their colour, as lines are.
  fills({ id, plain }, source, under) {
    if (plain) {
      this.map.addLayer({ id: `${id}-areas`, type: "fill", ...source, paint: { "fill-color": this.colour(), "fill-opacity": 0.3 } }, under);
      this.map.addLayer({ id: `${id}-edges`, type: "line", ...source, paint: { "line-color": this.colour(), "line-width": 3 } }, under);
      return;
    }
    this.map.addLayer({ id: `${id}-areas`, type: "fill", ...source,
      paint: { "fill-pattern": ["concat", "step-", ["to-string", ["coalesce", ["get", "step"], 0]]], "fill-opacity": 0.75 } }, under);
    this.map.addLayer({ id: `${id}-edges`, type: "line", ...source, paint: { "line-color": this.view.look.ground().text, "line-width": 1 } }, under);
  }

  // Dongs in steps, as their rows say: data-map-area, data-map-step (0 to 4), data-map-mark.
  areas() {
    this.rows = this.view.items().filter((item) => item.dataset.mapArea);
    if (!this.rows.length) return;
    this.map.addSource("figures", { type: "geojson", data: this.view.root.dataset.areas, promoteId: "name_ko" });
    const { look } = this.view;
    const under = this.map.getLayer("name-dong") ? "name-dong" : undefined;
    this.map.addLayer({ id: "figures-areas", type: "fill", source: "figures", paint: { "fill-opacity": 0.82 } }, under);
    this.map.addLayer({ id: "figures-edges", type: "line", source: "figures", paint: { "line-color": look.ground().text, "line-width": 1 } }, under);
    this.map.addLayer({ id: "figures-chosen", type: "line", source: "figures", filter: ["==", ["get", "name_ko"], ""],
      paint: { "line-color": look.meaning().primary, "line-width": 4 } }, under);
    this.map.addLayer({ id: "figures-marks", type: "symbol", source: "figures",
      layout: { "text-font": look.fonts.bold, "text-size": 13, "text-allow-overlap": true },
      paint: { "text-color": look.ground().text, "text-halo-color": look.ground().halo, "text-halo-width": 2 } });
    if (under) this.map.setLayoutProperty("name-dong", "visibility", "none");
    this.paintAreas();
  }

  paintAreas() {
    if (!this.map.getSource("figures")) return;
    const told = (name) => this.rows.flatMap((row) => [row.dataset.mapArea, name(row)]);
    const by = ["get", "name_ko"];
    const shown = ["coalesce", ["get", `name_${this.view.root.dataset.language}`], by];
    this.map.setPaintProperty("figures-areas", "fill-pattern", ["match", by, ...told((row) => `step-${row.dataset.mapStep || 0}`), "step-0"]);
    this.map.setLayoutProperty("figures-marks", "text-field", ["concat", shown, "\n", ["match", by, ...told((row) => row.dataset.mapMark || "-"), "-"]]);
  }

  rings() {
    const { look } = this.view;
    const is = (...kinds) => ["in", ["geometry-type"], ["literal", kinds]];
    const ring = (id, width) => ({ id, type: "circle", source: id, filter: is("Point"),
      paint: { "circle-radius": 18, "circle-color": "transparent", "circle-stroke-width": width, "circle-stroke-color": look.ground().text } });
    this.map.addLayer(ring("hovered", 2));
    this.map.addLayer(ring("chosen", 4));
    this.map.addLayer({ id: "chosen-line", type: "line", source: "chosen", layout: { "line-cap": "round", "line-join": "round" },
      filter: is("LineString", "MultiLineString", "Polygon", "MultiPolygon"),
      paint: { "line-color": look.meaning().primary, "line-width": 12, "line-opacity": 0.45 } });
  }

  // A feature by its id: of the list, or of a further layer as far as it is loaded.
  find(id) {
    if (!id) return;
    const own = this.own?.features.find((one) => one.properties.id === id);
    const quiet = this.view.root.hasAttribute("data-quiet");
    return (!quiet && own) || this.beyond(id) || own;
  }

  // A feature of a further layer, joined from the tiles that it lies in.
  beyond(id) {
    for (const layer of this.further) {
      const { prefix, source_layer: sourceLayer } = layer;
      if (prefix && !id.startsWith(prefix)) continue;
      const source = this.source(layer);
      const filter = prefix ? ["==", ["id"], Number(id.slice(prefix.length))] : ["==", ["to-string", ["get", "id"]], id];
      const found = this.map.querySourceFeatures(source, { sourceLayer, filter });
      if (!found.length) continue;
      const [{ geometry, properties }] = found;
      if (!geometry.type.endsWith("LineString")) return feature(geometry, properties);
      const coordinates = found.flatMap((one) => one.geometry.type === "LineString" ? [one.geometry.coordinates] : one.geometry.coordinates);
      return feature({ type: "MultiLineString", coordinates }, properties);
    }
  }

  ids() {
    return this.view.items().map((item) => this.view.id(item));
  }

  name(id) {
    const mark = this.view.item(id)?.dataset.mapMark;
    const named = this.find(id)?.properties.name ?? this.own?.features.find((one) => one.properties.id === id)?.properties.name;
    // What has no name is told by the page, which hears that it was chosen.
    return named ?? (this.view.root.hasAttribute("data-quiet") ? "" : [id, mark].filter(Boolean).join(": "));
  }

  hover(id) {
    this.map.getSource("hovered")?.setData(this.find(id) ?? EMPTY);
  }

  choose(id) {
    const found = this.find(id);
    if (this.map.getLayer("figures-chosen")) this.map.setFilter("figures-chosen", ["==", ["get", "name_ko"], id]);
    this.map.getSource("chosen")?.setData(found ?? EMPTY);
    if (id && this.view.root.hasAttribute("data-quiet") && !this.beyond(id)) this.later(id);
    if (!found) return;
    const all = found.geometry.coordinates.flat(3);
    const middle = Math.floor(all.length / 4) * 2;
    const center = all.slice(middle, middle + 2);
    if (!this.map.getBounds().contains(center)) this.map.jumpTo({ center });
  }

  // Once the tiles of where the map went are there, the whole of what was chosen is shown.
  later(id) {
    this.map.once("idle", () => {
      const whole = this.view.chosen === id && this.beyond(id);
      if (whole) this.map.getSource("chosen").setData(whole);
    });
  }

  at({ x, y }) {
    const near = [[x - 12, y - 12], [x + 12, y + 12]];
    const ids = [OWN, ...this.further.map((one) => one.id)];
    const layers = ids.flatMap((id) => [`${id}-marks`, `${id}-clusters`, `${id}-areas`, "figures-areas",
      ...[...Object.keys(this.view.marks.PATTERNS), "far"].map((name) => `${id}-${name}`)]);
    const known = [...new Set(layers)].filter((id) => this.map.getLayer(id));
    if (!known.length) return null;
    const [found] = this.map.queryRenderedFeatures(near, { layers: known });
    if (!found) return null;
    const { cluster, id, name_ko: dong } = found.properties;
    const prefix = this.further.find((one) => one.prefix && found.layer.id.startsWith(`${one.id}-`))?.prefix;
    return { id: prefix ? prefix + found.id : String(id ?? dong), cluster, feature: found };
  }

  async open({ feature: one }) {
    const source = this.map.getSource(one.source);
    const nearer = () => Math.min(this.map.getZoom() + 2, this.map.getMaxZoom());
    const zoom = await (source.getClusterExpansionZoom?.(one.properties.cluster_id) ?? nearer());
    this.map.jumpTo({ center: one.geometry.coordinates, zoom });
  }

  // Show all that the list holds; the district where it holds nothing.
  fit() {
    const { outline, at, box } = this.view.root.dataset;
    const bounds = new this.view.gl.LngLatBounds();
    if (box) [0, 2].forEach((corner) => bounds.extend(JSON.parse(box).slice(corner, corner + 2)));
    else for (const one of this.own.features) bounds.extend(one.geometry.coordinates);
    if (at) bounds.extend(at.split(",").map(Number).reverse());
    if (bounds.isEmpty() && outline) JSON.parse(outline).coordinates.flat(2).forEach((spot) => bounds.extend(spot));
    if (this.fitted || bounds.isEmpty()) return;
    this.fitted = true;
    const maxZoom = Number(this.view.root.dataset.zoom || 16);
    this.map.fitBounds(bounds, { padding: 56, maxZoom, animate: false });
  }
}
