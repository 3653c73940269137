// The mayor's pages without a connection: the last state, marked as such, and presses that wait.
// Kept: the morning, the answers that wait, and the files they need; 24 hours at most.
"use strict";
const PAGES = "townline-morning", FILES = "townline-morning-files", PRESSES = "townline-morning";
const LIFE = 24 * 3600e3, WAIT = 4000, SENDING = 8000, OWNER = "/morning/owner";
const PAGE = /^\/morning\/([\w-]+\/)?$/, CONFIRM = /^\/morning\/([\w-]+)\/confirm$/;
const GONE = [502, 503, 504], OVER = [401, 403];

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => {
  if (event.data.keep) event.waitUntil(gather(event.data).then(() => event.source.postMessage("kept"), () => {}));
});
addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "GET" && pathname.startsWith("/static/")) event.respondWith(file(request));
  if (request.mode !== "navigate") return;
  if (request.method === "GET" && PAGE.test(pathname)) event.respondWith(page(event, pathname));
  if (request.method === "POST" && CONFIRM.test(pathname)) event.respondWith(press(request, pathname));
});

// A sign-in that has ended takes the pages away. Presses stay: they name a person and a hash,
// no words, and only that person's own sign-in sends them.
const forget = () => Promise.all([caches.delete(PAGES), caches.delete(FILES)]);
const over = (answer) => answer.type === "opaqueredirect" || answer.redirected || OVER.includes(answer.status);

async function keep(path, answer) {
  const cache = await caches.open(PAGES), mark = answer.headers.get("X-Keep");
  if (!mark) return cache.delete(path);
  const person = mark.split(".")[0], owner = await (await cache.match(OWNER))?.text();
  if (owner && owner !== person) await forget();
  const headers = new Headers(answer.headers);
  headers.set("X-Kept", Date.now());
  const body = await answer.text(), mine = await caches.open(PAGES);
  await mine.put(OWNER, new Response(person));
  await mine.put(path, new Response(body, { headers }));
}

async function kept(path) {
  const cache = await caches.open(PAGES), found = await cache.match(path, { ignoreVary: true });
  if (!found) return null;
  const at = Number(found.headers.get("X-Kept"));
  if (Date.now() - at > LIFE) {
    await cache.delete(path);
    return null;
  }
  const body = (await found.text()).replace("<body ", `<body data-kept="${at}" `);
  return new Response(body, { headers: found.headers });
}

async function page(event, path) {
  const network = fetch(event.request);
  event.waitUntil(network.then((answer) => {
    if (over(answer)) return forget();
    if (answer.ok && !new URL(event.request.url).search) return keep(path, answer.clone());
  }).catch(() => {}));
  const late = new Promise((done) => { setTimeout(done, WAIT); });
  const answer = await Promise.race([network, late]).catch(() => null);
  if (answer && !GONE.includes(answer.status)) return answer;
  return (await kept(path)) ?? (await network.catch(nothing));
}

const nothing = () => new Response(
  "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'><title>·</title>" +
  "<h1 lang=ko>연결이 없습니다</h1><p lang=ko>저장된 화면이 없습니다. <a href=/morning/>일일 현황으로 이동</a></p>" +
  "<h1 lang=en>No connection</h1><p lang=en>This page was not saved. <a href=/morning/>Go to the daily summary</a></p>",
  { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });

async function file(request) {
  return (await (await caches.open(FILES)).match(request, { ignoreVary: true })) ?? fetch(request);
}

// What the morning shows as waiting is fetched ahead; all else goes.
async function gather({ keep: wanted, files }) {
  const cache = await caches.open(PAGES);
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname;
    if (path !== OWNER && !(path in wanted)) await cache.delete(request);
  }
  for (const [path, mark] of Object.entries(wanted)) {
    const found = await cache.match(path, { ignoreVary: true });
    if (found?.headers.get("X-Keep") === mark && Date.now() - found.headers.get("X-Kept") < LIFE / 4) continue;
    const answer = await fetch(path);
    if (over(answer)) return forget();
    if (answer.ok) await keep(path, answer);
  }
  const store = await caches.open(FILES), have = (await store.keys()).map((one) => one.url);
  await Promise.all(have.filter((url) => !files.includes(url)).map((url) => store.delete(url)));
  await store.addAll(files.filter((url) => !have.includes(url)));
}

// A press that the server does not take in time waits in this phone. It may have arrived all the
// same: it goes out again under its own name, which the server takes once.
async function press(request, path) {
  const copy = request.clone();
  let answer = null;
  try {
    const late = new Promise((_, fail) => { setTimeout(fail, SENDING); });
    answer = await Promise.race([fetch(request), late]);
  } catch { /* no connection */ }
  // Signed out, or in anew since the page was opened: it waits as well, and the answer is shown.
  const refused = answer && (answer.status === 401 || answer.headers.get("X-Townline") === "form-too-old");
  if (answer && !refused && !GONE.includes(answer.status)) return answer;
  const form = await copy.formData(), word = (name) => form.get(name) ?? "";
  if (!word("press")) return answer ?? nothing();
  await store({
    press: word("press"), person: word("person"), at: Number(word("at")), code: CONFIRM.exec(path)[1],
    hash: word("hash"), seen: word("seen"), state: "waiting",
  });
  if (refused) return answer;
  const next = word("then") ? `/morning/${word("then")}/` : "/morning/";
  return Response.redirect(next, 303);
}

function store(one) {
  return new Promise((done, fail) => {
    const opening = indexedDB.open(PRESSES, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("presses", { keyPath: "press" });
    opening.onerror = fail;
    opening.onsuccess = () => {
      const deal = opening.result.transaction("presses", "readwrite");
      deal.objectStore("presses").put(one);
      deal.oncomplete = () => { opening.result.close(); done(); };
      deal.onerror = fail;
    };
  });
}
