// The mayor's pages: the end of the answer must have been on screen; news is told, not swapped in;
// a swipe only moves; without a connection presses wait in this phone.
(() => {
  "use strict";
  const main = document.getElementById("main"), end = document.getElementById("end");
  const confirm = document.getElementById("confirm"), bar = document.getElementById("queue");
  const words = document.body.dataset, NAME = "townline-morning", LIFE = 12 * 3600e3;
  const approve = confirm?.querySelector("button"), unread = document.getElementById("unread");
  let read = !end;

  // The end of the words counts: photos and who wrote it follow after.
  if (end) new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) enable(); }, { rootMargin: "0px 0px -80px" }).observe(end);
  if (end) approve?.setAttribute("aria-disabled", "true");
  function enable() {
    read = true;
    approve?.removeAttribute("aria-disabled");
  }
  confirm?.addEventListener("submit", (event) => {
    // Quicker than the observer: what can be seen at this moment counts as well.
    if (read || end.getBoundingClientRect().top < innerHeight - 80) return named();
    event.preventDefault();
    event.stopImmediatePropagation();
    end.scrollIntoView({ block: "center" });
    unread.hidden = false;
    tl.say(unread.textContent);
  });

  // The press gets a name of its own, so that it may be sent again when nobody knows whether it arrived.
  function named() {
    if (!navigator.serviceWorker?.controller) return;
    for (const [name, value] of [["press", crypto.randomUUID()], ["at", Date.now()]]) {
      const field = confirm.elements[name] ?? confirm.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
      field.value ||= value;
    }
  }

  // A page that comes back is pressed anew: an old name would be taken for the press before.
  addEventListener("pageshow", () => ["press", "at"].forEach((name) => confirm?.elements[name]?.remove()));

  // The bar counts down to the moment the words leave; then they cannot be taken back.
  function holds() {
    document.querySelectorAll(".undo[data-leaves]").forEach((bar) => {
      if (new Date(bar.dataset.leaves) > Date.now()) return;
      bar.querySelector("button").hidden = true;
      bar.querySelector("span").textContent = bar.querySelector("span").textContent.split(":")[0] + ": " + bar.dataset.gone;
      delete bar.dataset.leaves;
      setTimeout(() => bar.remove(), 8000);
    });
  }
  setInterval(holds, 1000);

  async function check(event) {
    if (!confirm || (event.detail.id && event.detail.id !== main.dataset.code)) return;
    const page = await tl.page(location.href);
    const now = page?.getElementById("main").dataset.hash;
    if (now === undefined || now === main.dataset.hash) return;
    const changed = document.getElementById("changed");
    confirm.hidden = true;
    changed.hidden = false;
    tl.say(changed.textContent);
  }

  // What is open stays open when the morning is renewed.
  let renewing;
  function renew() {
    clearTimeout(renewing);
    renewing = setTimeout(async () => {
      const page = await tl.page(location.href);
      if (!page) return;
      document.querySelectorAll("details[id][open]").forEach((box) => page.getElementById(box.id)?.setAttribute("open", ""));
      tl.replace(main.dataset.refresh, page);
    }, 200 + Math.random() * 700);
  }
  ["case", "text", "resync"].forEach((kind) => document.addEventListener("tl:" + kind, (event) => {
    if (main.dataset.refresh) renew();
    else check(event);
  }));

  // A swipe, or an arrow key outside a field, moves between answers. It never sends.
  const move = (forward) => document.getElementById(forward ? "skip" : "before")?.click();
  let from = null;
  addEventListener("touchstart", (event) => {
    const still = event.touches.length > 1 || event.target.closest("textarea, input, select, dialog");
    from = still ? null : event.touches[0];
  }, { passive: true });
  addEventListener("touchend", (event) => {
    const to = event.changedTouches[0], x = from && to.clientX - from.clientX;
    if (from && Math.abs(x) > 70 && Math.abs(x) > 2 * Math.abs(to.clientY - from.clientY) && getSelection().isCollapsed) move(x < 0);
    from = null;
  }, { passive: true });
  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("textarea, input, select, dialog")) return;
    if (event.code === "ArrowRight" || event.code === "ArrowLeft") move(event.code === "ArrowRight");
  });

  if (!navigator.serviceWorker) return;

  // As web/on-device.js keeps rows; one more file would be one too many for a phone at seven.
  function presses(mode, deed) {
    return new Promise((done, fail) => {
      const opening = indexedDB.open(NAME, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("presses", { keyPath: "press" });
      opening.onerror = fail;
      opening.onsuccess = () => {
        const deal = opening.result.transaction("presses", mode, { durability: "strict" });
        const asked = deed(deal.objectStore("presses"));
        deal.oncomplete = () => { opening.result.close(); done(asked.result); };
        deal.onerror = fail;
      };
    });
  }
  const all = () => presses("readonly", (box) => box.getAll());
  const mine = async () => (await all()).filter((one) => one.person === words.person);
  const put = (one) => presses("readwrite", (box) => box.put(one));
  const drop = (one) => presses("readwrite", (box) => box.delete(one.press));
  const add = (box, tag, given) => box.appendChild(Object.assign(document.createElement(tag), given));

  async function show() {
    const own = await mine(), waiting = own.filter((one) => one.state === "waiting");
    const here = waiting.find((one) => one.code === main.dataset.code);
    bar.replaceChildren();
    if (waiting.length) add(bar, "b", { textContent: words.queued.replace("%s", waiting.length) });
    if (here) {
      const back = add(bar, "button", { type: "button", className: "krds-btn medium tertiary", textContent: words.back });
      back.addEventListener("click", async () => { await drop(here); show(); });
    }
    for (const one of own.filter((other) => other.state !== "waiting")) {
      add(bar, "a", { href: `/morning/${one.code}/?seen=${one.seen}`, textContent: `${one.code}: ${words.unsent}` });
    }
    bar.hidden = !bar.childNodes.length;
    if (confirm) confirm.hidden = Boolean(here);
  }

  // Sent only by the person who pressed, within twelve hours, with a form's sign fetched anew.
  async function replay() {
    const waiting = (await mine()).filter((one) => one.state === "waiting");
    const page = waiting.length ? await tl.page("/morning/") : null;
    if (page?.body.dataset.person !== words.person) return show();
    const sign = page.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const one of waiting) {
      const state = Date.now() - one.at > LIFE ? 409 : await send(one, sign);
      // Nobody took it: the line, the server, or a sign-in that ended. It waits on.
      if (!state) break;
      await (state === 200 ? drop(one) : put({ ...one, state: "unsent" }));
    }
    await show();
    if (main.dataset.refresh) renew();
  }
  async function send(one, sign) {
    const body = new URLSearchParams({ ...one, csrfmiddlewaretoken: sign });
    const answer = await tl.send(`/morning/${one.code}/confirm`, { method: "POST", body, headers: { Accept: "application/json" } });
    return answer?.status ?? 0;
  }

  // Looked at anew with a connection: what was not sent has been asked again. Others' old presses go.
  async function looked() {
    for (const one of await all()) {
      const own = one.person === words.person;
      if (own ? one.code === main.dataset.code && one.state !== "waiting" : Date.now() - one.at > LIFE) await drop(one);
    }
  }

  async function keep() {
    const ready = await navigator.serviceWorker.ready;
    if (!main.dataset.page) return;
    const wanted = { "/morning/": main.dataset.page };
    for (const pair of (main.dataset.keep ?? "").split(" ").filter(Boolean)) {
      const [code, mark] = pair.split("=");
      wanted[`/morning/${code}/`] = mark;
    }
    const files = [...document.querySelectorAll("link[href], script[src]")].map((one) => one.href || one.src);
    ready.active.postMessage({ keep: wanted, files });
  }

  function stale() {
    const mark = document.getElementById("live");
    mark.classList.add("lost");
    mark.querySelector("[data-since]").textContent = new Date(Number(words.kept)).toTimeString().slice(0, 5);
  }

  document.querySelectorAll("form[action='/sign-out/']").forEach((form) => form.addEventListener("submit", () => {
    ["", "-files"].forEach((kind) => caches.delete(NAME + kind));
    indexedDB.deleteDatabase(NAME);
  }));
  navigator.serviceWorker.addEventListener("message", () => { words.offline = "ready"; });
  navigator.serviceWorker.register("/morning/worker.js").then(keep).catch(() => {});
  addEventListener("online", replay);
  document.addEventListener("tl:resync", replay);
  if (words.kept) { stale(); show(); }
  else looked().then(replay);
})();
