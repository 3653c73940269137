// Pages that a phone keeps for a time without a connection, as they were shown last. Each says by
// X-Keep whose it is; another owner's first page, an ended sign-in, or its age takes them away.
"use strict";
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

// name: of the caches; owner: an address that is no page; home: where a page leads that is not kept.
function keptPages({ name, owner: OWNER, home, life: LIFE, wait: WAIT }) {
  const PAGES = name, FILES = `${name}-files`;
  const GONE = [502, 503, 504], OVER = [401, 403];
  const forget = () => Promise.all([caches.delete(PAGES), caches.delete(FILES)]);
  const over = (answer) => answer.type === "opaqueredirect" || answer.redirected || OVER.includes(answer.status);
  const gone = (answer) => GONE.includes(answer.status);

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
    const body = (await found.text()).replace(/<body(?=[ >])/, `<body data-kept="${at}"`);
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
    if (answer && !gone(answer)) return answer;
    return (await kept(path)) ?? (await network.catch(nothing));
  }

  const nothing = () => new Response(
    "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'><title>·</title>" +
    `<h1 lang=ko>연결이 없습니다</h1><p lang=ko>저장된 화면이 없습니다. ${home.ko}</p>` +
    `<h1 lang=en>No connection</h1><p lang=en>This page was not saved. ${home.en}</p>`,
    { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });

  async function file(request) {
    return (await (await caches.open(FILES)).match(request, { ignoreVary: true })) ?? fetch(request);
  }

  // What a page names is fetched ahead; all else goes, unless the rest is to stay until it is old.
  async function gather({ keep: wanted, files, rest = false }) {
    const cache = await caches.open(PAGES);
    for (const request of rest ? [] : await cache.keys()) {
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
    if (!rest) await Promise.all(have.filter((url) => !files.includes(url)).map((url) => store.delete(url)));
    // addAll takes no address twice, and a page may name one twice.
    await store.addAll([...new Set(files)].filter((url) => !have.includes(url)));
  }

  addEventListener("message", (event) => {
    if (event.data.keep) event.waitUntil(gather(event.data).then(() => event.source.postMessage("kept"), () => {}));
  });
  return { page, file, gone, nothing };
}
