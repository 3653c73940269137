// A surveyor's pages without a line: the frame and its scripts, the ground and the drawings of the
// day's homes. What people wrote lies in the page's own rows (store.js), not here.
const HERE = new URL(registration.scope).pathname;
const GROUND = "townline-ground", PHOTOS = `townline-photos${HERE}`;
const { page, file } = keptPages({
  name: `townline-survey${HERE}`, owner: "/field/owner", life: 30 * 24 * 3600e3, wait: 2500,
  home: { ko: "연결되면 다시 열어 주세요. 보내지 않은 조사는 이 휴대전화에 남아 있습니다.", en: "Open it again with a connection. Surveys that were not sent are still on this phone." },
});

// The file of the ground is read in parts, and each part is kept under its range: as a whole
// answer, for parts cannot be kept. A reader that finds the file changed asks past all caches.
async function ground(request) {
  const range = request.headers.get("Range");
  if (!range) return fetch(request);
  if (request.cache === "reload") await caches.delete(GROUND);
  const cache = await caches.open(GROUND), name = `${new URL(request.url).pathname}?${range}`;
  const found = await cache.match(name);
  if (found) return new Response(found.body, { status: 206, headers: found.headers });
  const answer = await fetch(request);
  if (answer.status === 206) {
    const copy = answer.clone();
    await cache.put(name, new Response(copy.body, { status: 200, headers: copy.headers }));
  }
  return answer;
}

async function photo(request) {
  const cache = await caches.open(PHOTOS), found = await cache.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || request.method !== "GET") return;
  if (pathname.startsWith("/static/") || pathname === "/map/areas.json") return event.respondWith(file(request));
  if (pathname.startsWith("/map/") && pathname.endsWith(".pmtiles")) return event.respondWith(ground(request));
  if (pathname.startsWith(`${HERE}photo/`)) return event.respondWith(photo(request));
  if (request.mode === "navigate" && (pathname === HERE || pathname === `${HERE}fill`)) event.respondWith(page(event, pathname));
});
