// The ground's look, light and dark. Labels are drawn from the fonts of the machine (the style
// names no "glyphs": nothing is fetched for them, in Korean or in Latin letters).
const LIGHT = {
  land: "#f5f4f1", wood: "#d5e6c6", park: "#cfe8bd", bank: "#e1edd3", school: "#f1ead8",
  market: "#fde8cf", homes: "#eeece7", civic: "#e8e6f2", water: "#b3d8ef", stream: "#9fcde9",
  house: "#e3ded5", houseEdge: "#d2cbbf", big: "#dcd3c6", street: "#ffffff", casing: "#dedad1",
  road: "#fff3d1", roadCasing: "#e6cf93", main: "#ffe3a1", mainCasing: "#e0b85c", path: "#b9a58a",
  rail: "#a4a8b0", railGap: "#f5f4f1", dong: "#8b7bb0", veil: "#f7f7f8", veilPart: 0.55,
  text: "#33363d", soft: "#585d68", halo: "#ffffff", green: "#35602b", blue: "#1f5f8b",
  special: "#7a4a12", station: "#0b50d0",
};
const DARK = {
  land: "#1c1e22", wood: "#1d2c20", park: "#20341f", bank: "#1f2a20", school: "#2a2822",
  market: "#33281a", homes: "#22252a", civic: "#272634", water: "#12324a", stream: "#17405e",
  house: "#2b2e34", houseEdge: "#363a42", big: "#343740", street: "#3a3e46", casing: "#17181b",
  road: "#4a463a", roadCasing: "#17181b", main: "#5c5238", mainCasing: "#17181b", path: "#55503f",
  rail: "#6a6f79", railGap: "#1c1e22", dong: "#8f80b5", veil: "#131416", veilPart: 0.5,
  text: "#d8dbe0", soft: "#a9afb9", halo: "#141518", green: "#9fca91", blue: "#8cc4ea",
  special: "#e6b27a", station: "#8cb4ff",
};
// What lies on the ground: the five meanings of the house's marks.
const MEANING = {
  light: { primary: "#0b50d0", danger: "#bd2c0f", warning: "#9e6a00", success: "#267337", grey: "#58616a", ink: "#ffffff" },
  dark: { primary: "#86afff", danger: "#ff8f7a", warning: "#ffcf70", success: "#7fd08f", grey: "#b1b8be", ink: "#131416" },
};
const STEPS = {
  light: ["#edf1fb", "#c6d6f7", "#8fb0ee", "#4f80db", "#1d4fae"],
  dark: ["#20293d", "#28406f", "#335a9f", "#5482cf", "#94b8f5"],
};
const FAMILIES = "Noto Sans KR,Noto Sans CJK KR,Apple SD Gothic Neo,Malgun Gothic";
const FONT = [`Pretendard GOV,${FAMILIES}`];
const BOLD = [`Pretendard GOV Bold,Pretendard GOV,${FAMILIES}`];

// A page that allows both ("light dark") follows the device.
export const isDark = () => {
  const allowed = getComputedStyle(document.documentElement).colorScheme;
  return allowed.includes("dark") && (!allowed.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches);
};
export const meaning = () => MEANING[isDark() ? "dark" : "light"];
export const steps = () => STEPS[isDark() ? "dark" : "light"];
export const fonts = { plain: FONT, bold: BOLD };
export const ground = () => (isDark() ? DARK : LIGHT);

const of = (...kinds) => ["in", ["get", "class"], ["literal", kinds]];
const grow = (...pairs) => ["interpolate", ["exponential", 1.55], ["zoom"], ...pairs];

function fills(c) {
  const by = (layer, kind, colour, more = {}) => ({
    id: `${layer}-${kind}`, type: "fill", source: "ground", "source-layer": layer,
    filter: of(kind), paint: { "fill-color": colour, ...more },
  });
  return [
    ...["bank", "wood", "homes", "school", "market", "civic", "park"].map((kind) => by("land", kind, c[kind])),
    { id: "stream-line", type: "line", source: "ground", "source-layer": "water_names", filter: of("stream"),
      paint: { "line-color": c.stream, "line-width": grow(11, 1, 16, 4) } },
    by("water", "river", c.water), by("water", "pond", c.water), by("water", "stream", c.stream),
  ];
}

function ways(c) {
  const way = (id, kinds, colour, width, more = {}, from = 10) => ({
    id, type: "line", source: "ground", "source-layer": "streets", minzoom: from, filter: of(...kinds),
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colour, "line-width": grow(...width), ...more },
  });
  return [
    way("path", ["path"], c.path, [13, 0.6, 18, 3], { "line-dasharray": [2, 2] }, 13),
    way("street-casing", ["street", "lane", "arcade"], c.casing, [13, 0.8, 15, 3.4, 18, 22], {}, 13.5),
    way("road-casing", ["road"], c.roadCasing, [11, 1.4, 14, 5, 18, 36], {}, 11.5),
    way("main-casing", ["main"], c.mainCasing, [11, 2, 14, 7, 18, 48]),
    way("street", ["street", "arcade"], c.street, [13, 0.5, 15, 2.4, 18, 19], {}, 13),
    way("lane", ["lane"], c.street, [13, 0.9, 15, 3.2, 18, 22], {}, 12),
    way("road", ["road"], c.road, [11, 0.8, 14, 3.8, 18, 33]),
    way("main", ["main"], c.main, [11, 1.2, 14, 5.4, 18, 44]),
    way("rail", ["rail"], c.rail, [11, 1, 14, 2.4, 18, 7]),
    way("rail-gap", ["rail"], c.railGap, [11, 0.4, 14, 1.2, 18, 4], { "line-dasharray": [4, 4] }, 13),
  ];
}

function houses(c) {
  return {
    id: "buildings", type: "fill", source: "ground", "source-layer": "buildings", minzoom: 14,
    paint: {
      "fill-color": ["match", ["get", "class"], ["school", "civic", "homes"], c.big, c.house],
      "fill-outline-color": c.houseEdge,
      "fill-opacity": ["interpolate", ["linear"], ["zoom"], 14.2, 0, 14.8, 1],
    },
  };
}

function labels(c, language) {
  const name = ["coalesce", ["get", `name_${language}`], ["get", "name_ko"]];
  const paint = (colour) => ({ "text-color": colour, "text-halo-color": c.halo, "text-halo-width": 1.6 });
  const words = (id, layer, filter, colour, layout, from = 10) => ({
    id, type: "symbol", source: "ground", "source-layer": layer, minzoom: from, filter,
    layout: { "text-field": name, "text-font": FONT, "text-size": 12, "text-padding": 4, ...layout },
    paint: paint(colour),
  });
  const along = { "symbol-placement": "line", "symbol-spacing": 320, "text-letter-spacing": 0.04 };
  return [
    words("name-lane", "streets", of("lane"), c.soft, { ...along, "text-size": 11 }, 15.2),
    words("name-water", "water_names", ["has", "name_ko"], c.blue, { ...along, "text-size": 13, "text-letter-spacing": 0.15 }, 12),
    words("name-road", "streets", of("road", "main"), c.soft, { ...along, "text-size": grow(12, 11, 17, 14) }, 12.6),
    words("name-place", "names", of("place"), c.soft, {}, 15.4),
    words("name-ground", "names", of("school", "civic", "homes"), c.soft, { "text-size": 11.5, "text-max-width": 8 }, 14.2),
    words("name-green", "names", of("park", "hill"), c.green, { "text-size": 12.5 }, 12),
    words("name-market", "names", of("market"), c.special, { "text-font": BOLD }, 13),
    words("name-station", "names", of("station"), c.station, { "text-font": BOLD, "text-size": 12.5 }, 12),
    words("name-dong", "names", of("dong"), c.text, { "text-font": BOLD, "text-size": grow(11, 12, 15, 17), "text-letter-spacing": 0.06 }),
  ];
}

function frame(c) {
  return [
    { id: "dongs", type: "line", source: "ground", "source-layer": "dongs",
      paint: { "line-color": c.dong, "line-width": grow(11, 0.8, 16, 1.8), "line-dasharray": [3, 3], "line-opacity": 0.6 } },
    { id: "veil", type: "fill", source: "ground", "source-layer": "veil",
      paint: { "fill-color": c.veil, "fill-opacity": c.veilPart } },
  ];
}

// Where a district has no tiles: its dongs alone.
function plain(c, language) {
  const name = ["coalesce", ["get", `name_${language}`], ["get", "name_ko"]];
  return [
    { id: "dong-ground", type: "fill", source: "areas", paint: { "fill-color": c.homes } },
    { id: "dong-edge", type: "line", source: "areas", paint: { "line-color": c.dong, "line-width": 1.2 } },
    { id: "name-dong", type: "symbol", source: "areas",
      layout: { "text-field": name, "text-font": BOLD, "text-size": 13 },
      paint: { "text-color": c.text, "text-halo-color": c.halo, "text-halo-width": 1.6 } },
  ];
}

// told: {tiles, areas, raster, language}; gives a style for MapLibre.
export function style(told) {
  const c = ground();
  const back = { id: "land", type: "background", paint: { "background-color": c.land } };
  const areas = { type: "geojson", data: told.areas, promoteId: "name_ko" };
  if (told.raster) {
    const source = { type: "raster", tiles: [told.raster], tileSize: 256, maxzoom: 19 };
    const paint = isDark() ? { "raster-brightness-max": 0.7, "raster-saturation": -0.3 } : {};
    return { version: 8, sources: { areas, ground: source }, layers: [back, { id: "ground", type: "raster", source: "ground", paint }] };
  }
  if (!told.tiles) return { version: 8, sources: { areas }, layers: [back, ...plain(c, told.language)] };
  const sources = { areas, ground: { type: "vector", url: `pmtiles://${told.tiles}` } };
  return { version: 8, sources, layers: [back, ...fills(c), ...ways(c), houses(c), ...frame(c), ...labels(c, told.language)] };
}
