// The ground of the day's homes, fetched once with a line: the worker keeps each part of the file.
const AROUND = 0.003; // degrees, some 300 m
const MOST = 900, BEGIN = 11;

export function wanted(points, from, to) {
  const found = new Set();
  for (let zoom = from; zoom <= to; zoom += 1) {
    const wide = 2 ** zoom;
    const column = (longitude) => Math.floor(((longitude + 180) / 360) * wide);
    const row = (latitude) => Math.floor((1 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI) / 2 * wide);
    for (const [latitude, longitude] of points) {
      for (let x = column(longitude - AROUND); x <= column(longitude + AROUND); x += 1) {
        for (let y = row(latitude + AROUND); y <= row(latitude - AROUND); y += 1) found.add(`${zoom}/${x}/${y}`);
      }
    }
  }
  return [...found].slice(0, MOST).map((name) => name.split("/").map(Number));
}

const script = (src) => new Promise((done, fail) => {
  if (window.pmtiles) return done();
  document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: fail }));
});

export async function gather({ tiles, pmtiles }, homes) {
  if (!tiles || !navigator.serviceWorker?.controller) return false;
  await script(pmtiles);
  const ground = new window.pmtiles.PMTiles(new URL(tiles, location).href), { minZoom, maxZoom } = await ground.getHeader();
  const points = homes.map((home) => home.geometry.split(" ").slice(0, 2).map(Number)).filter((at) => at.length === 2);
  for (const at of wanted(points, Math.max(minZoom, BEGIN), maxZoom)) await ground.getZxy(...at);
  return true;
}
