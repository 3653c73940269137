// Lines of vector tiles as pictures, for maps that are drawn by software: each tile is drawn once,
// by the browser's own pen, instead of line by line in each frame. Addresses: tl-lines://https://...
// with ?layer= of the tile; patterns and colours as the layers of lines have them.
const SCHEME = "tl-lines";
const SIDE = 512;
const DEEPEST = 14; // nearer, a part of such a tile is drawn larger

// Protocol buffers, as far as a tile has them: numbers, and what has a length.
class Reader {
  constructor(bytes, at = 0, end = bytes.length) {
    Object.assign(this, { bytes, at, end });
  }

  number() {
    let [value, scale, byte] = [0, 1, 0];
    do {
      byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return value;
  }

  *fields() {
    while (this.at < this.end) {
      const key = this.number();
      const length = this.number();
      if ((key & 7) !== 2) yield [key >> 3, length];
      else {
        yield [key >> 3, new Reader(this.bytes, this.at, this.at + length)];
        this.at += length;
      }
    }
  }

  *numbers() {
    while (this.at < this.end) yield this.number();
  }

  text() {
    return new TextDecoder().decode(this.bytes.subarray(this.at, this.end));
  }
}

const signed = (number) => (number & 1 ? -(number + 1) / 2 : number / 2);

// Give the features of one layer: {tags, geometry}, and how many steps its side has.
function features(bytes, wanted) {
  for (const [, layer] of new Reader(bytes).fields()) {
    const found = { name: "", rows: [], keys: [], values: [], extent: 4096 };
    for (const [field, told] of layer.fields()) {
      if (field === 1) found.name = told.text();
      else if (field === 2) found.rows.push(told);
      else if (field === 3) found.keys.push(told.text());
      else if (field === 4) for (const [, value] of told.fields()) found.values.push(value instanceof Reader ? value.text() : value);
      else if (field === 5) found.extent = told;
    }
    if (found.name === wanted) return { extent: found.extent, rows: found.rows.map((row) => feature(row, found)) };
  }
  return { extent: 4096, rows: [] };
}

function feature(row, { keys, values }) {
  const made = { tags: {}, geometry: [] };
  for (const [field, told] of row.fields()) {
    if (field === 2) {
      const pairs = [...told.numbers()];
      for (let at = 0; at < pairs.length; at += 2) made.tags[keys[pairs[at]]] = values[pairs[at + 1]];
    } else if (field === 4) made.geometry = told;
  }
  return made;
}

function trace(pen, geometry) {
  let [x, y, command, left] = [0, 0, 0, 0];
  pen.beginPath();
  while (geometry.at < geometry.end) {
    if (!left) {
      const head = geometry.number();
      [command, left] = [head & 7, head >> 3];
    }
    x += signed(geometry.number());
    y += signed(geometry.number());
    left -= 1;
    if (command === 1) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  }
}

function picture(bytes, { layer, zoom, part, colours, patterns }) {
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const pen = canvas.getContext("2d");
  const { extent, rows } = features(bytes, layer);
  const scale = (SIDE / extent) * part.times;
  const width = Math.max(1.5, 2 + (4 * (zoom - 12)) / 5) / scale;
  pen.scale(scale, scale);
  pen.translate(-part.x * extent, -part.y * extent);
  pen.lineJoin = "round";
  for (const { tags, geometry } of rows) {
    pen.strokeStyle = colours[tags.colour] ?? colours.primary;
    pen.lineWidth = width;
    pen.lineCap = tags.pattern === "dot" ? "round" : "butt";
    pen.setLineDash((patterns[tags.pattern] ?? []).map((step) => step * width));
    trace(pen, geometry);
    pen.stroke();
  }
  return canvas.transferToImageBitmap();
}

// Which tile holds a tile, and which part of it that is: at (x, y), so many times larger.
function within(zoom, x, y) {
  const deeper = Math.max(0, zoom - DEEPEST);
  const times = 2 ** deeper;
  const [column, row] = [Math.floor(x / times), Math.floor(y / times)];
  return { address: [zoom - deeper, column, row], part: { times, x: x / times - column, y: y / times - row } };
}

// Have the map know such addresses; `look` gives the colours as they are now.
export function pictures(gl, look, patterns) {
  gl.addProtocol(SCHEME, async ({ url }, ending) => {
    const [, address, zoom, x, y, more] = /^tl-lines:\/\/(.+)\/(\d+)\/(\d+)\/(\d+)(\..+)$/.exec(url);
    const found = within(Number(zoom), Number(x), Number(y));
    const asked = new URL(`${address}/${found.address.join("/")}${more}`);
    const layer = asked.hash.slice(1);
    asked.hash = "";
    const answer = await fetch(asked, { signal: ending.signal });
    if (!answer.ok) throw new Error(`${answer.status} ${asked}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return { data: picture(bytes, { layer, zoom: Number(zoom), part: found.part, colours: look.meaning(), patterns }) };
  });
}

// The source of the pictures of a layer of lines.
export const source = ({ tiles, source_layer: layer, minzoom }) => ({
  type: "raster", tiles: [`${SCHEME}://${location.origin}${tiles}#${layer}`], tileSize: SIDE, minzoom: minzoom ?? 0, maxzoom: 19,
});
