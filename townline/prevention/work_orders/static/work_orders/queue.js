// What was written on the spot goes at once, or waits in this phone until there is a connection:
// words, places and photos in IndexedDB. Each look has a name that the server takes once.
(() => {
  "use strict";
  const bar = document.querySelector("[data-queue]");
  if (!bar || !window.indexedDB) return;
  const { person, home } = bar.dataset, form = document.querySelector("[data-field]");
  const NAME = "townline-field", GONE = [0, 401, 429, 500, 502, 503, 504];

  const rows = tlDevice.store(NAME, { looks: "look" });
  const looks = (mode, deed) => rows(["looks"], mode, (deal) => deed(deal.objectStore("looks")));
  const mine = async () => (await looks("readonly", (box) => box.getAll())).filter((one) => one.person === person);
  const put = (one) => looks("readwrite", (box) => box.put(one));
  const drop = (one) => looks("readwrite", (box) => box.delete(one.look));

  const said = (words) => { bar.querySelector("[data-said]").textContent = words ?? ""; };
  async function show(words) {
    const own = await mine(), waiting = own.filter((one) => !one.problem), list = bar.querySelector("[data-refusals]");
    bar.querySelector("[data-count]").textContent = own.length ? bar.dataset.queued.replace("%s", own.length) : "";
    list.replaceChildren(...own.filter((one) => one.problem).map((one) => {
      const link = Object.assign(document.createElement("a"), { href: one.page, textContent: one.title });
      const item = document.createElement("li"), { refused, again: words } = bar.dataset;
      const button = Object.assign(document.createElement("button"), { type: "button", className: "krds-btn small tertiary second", textContent: words });
      button.setAttribute("aria-label", `${words}: ${one.title}`);
      button.addEventListener("click", () => resend(one));
      item.append(link, ` · ${refused}: ${one.problem} `, button, discarding(one));
      return item;
    }));
    bar.querySelector("[data-send]").hidden = !waiting.length;
    // Signing out clears this phone: the server asks before.
    document.cookie = `tl-unsent=1; path=/; samesite=lax; max-age=${own.length ? 14 * 86400 : 0}`;
    bar.hidden = !own.length && !words;
    if (words !== undefined) said(words);
    return own.length;
  }

  // A refused record is given up with a reason, which the server writes into the history.
  function discarding(one) {
    const fold = document.createElement("details"), summary = document.createElement("summary");
    const label = document.createElement("label"), reason = document.createElement("input");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "krds-btn small danger second", textContent: bar.dataset.discard });
    summary.textContent = bar.dataset.discard;
    summary.setAttribute("aria-label", `${bar.dataset.discard}: ${one.title}`);
    Object.assign(reason, { className: "tl-input", maxLength: 500, required: true });
    label.append(bar.dataset.reason, reason);
    button.addEventListener("click", () => (reason.reportValidity() ? discard(one, reason.value) : undefined));
    fold.append(summary, label, button);
    return fold;
  }
  async function discard(one, reason) {
    const { page, gone } = await sign(one.page);
    if (!page && !gone) return show(bar.dataset.waits);
    if (page) {
      const answer = await post(one, page, [["do", "discard"], ["look", one.look], ["reason", reason]]);
      if (!answer?.ok) return show((answer && (await answer.json().catch(() => ({}))).detail) || bar.dataset.waits);
    }
    await drop(one);
    await show(bar.dataset.discarded);
  }

  // Sent with a form's sign as the server gives it now: that of a page kept for hours is too old.
  async function sign(url) {
    const answer = await fetch(url, { cache: "no-store", redirect: "manual" }).catch(() => null);
    if (answer?.type === "opaqueredirect") said(bar.dataset.signed);
    if (answer && [404, 410].includes(answer.status)) return { gone: answer.status };
    if (!answer?.ok) return {};
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const queue = page.querySelector("[data-queue]");
    return queue?.dataset.person === person ? { page } : {};
  }
  async function post(one, page, fields, photos = []) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    photos.forEach((photo, at) => body.append("photos", photo, `${at}.jpg`));
    for (const name of ["csrfmiddlewaretoken", "key"]) {
      const field = page.querySelector(`[name=${name}]`);
      if (field) body.set(name, field.value);
    }
    return fetch(one.url, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  }
  async function send(one) {
    const { page, gone } = await sign(one.page);
    if (gone) {
      // Its page is gone: it must not hold back what waits behind it.
      await put({ ...one, problem: bar.dataset.gone });
      return gone;
    }
    if (!page) return 0;
    const answer = await post(one, page, one.words, one.photos);
    const problem = answer && !answer.ok ? (await answer.json().catch(() => ({}))).detail : "";
    if (answer && !answer.ok && !GONE.includes(answer.status)) await put({ ...one, problem: problem || `(${answer.status})` });
    return answer?.status ?? 0;
  }

  // What was refused waits for a person: the same words may be taken later, and nobody meant it.
  const waiting = async () => (await mine()).filter((one) => !one.problem);
  let busy = Promise.resolve();
  const replay = () => (busy = busy.catch(() => {}).then(run));
  async function run() {
    let sent = 0;
    for (const one of await waiting()) {
      const status = await send(one);
      if (GONE.includes(status) || status === 403) break;
      if (status < 300) {
        await drop(one);
        sent += 1;
      }
    }
    await show(sent ? bar.dataset.sent : undefined);
    return sent;
  }

  async function taken() {
    const body = await window.tlField.gathered(), words = [], photos = [];
    for (const [name, value] of body) {
      if (name === "photos") photos.push(value);
      else if (name !== "csrfmiddlewaretoken" && name !== "key") words.push([name, value]);
    }
    return { look: body.get("look"), person, at: Date.now(), url: form.action, page: location.pathname, title: document.title, words, photos };
  }
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button:not([type])");
    if (button.dataset.busy) return;
    button.dataset.busy = "1";
    const one = await taken();
    await put(one);
    await replay();
    delete button.dataset.busy;
    const left = (await mine()).find((other) => other.look === one.look);
    if (!left) return location.assign(home);
    await show(left.problem || bar.dataset.waits);
    if (!left.problem) again();
    bar.scrollIntoView({ block: "start" });
  });
  // The next look has a name of its own.
  function again() {
    form.reset();
    form.elements.look.value = crypto.randomUUID();
    form.elements.seen_at.value = new Date().toISOString();
  }

  async function press() {
    said("");
    const sent = await replay(), still = (await waiting()).length;
    if (!sent && still && !bar.querySelector("[data-said]").textContent) said(bar.dataset.waits);
  }
  async function resend(one) {
    await put({ ...one, problem: "" });
    await press();
    const left = (await mine()).find((other) => other.look === one.look);
    if (left?.problem) said(left.problem);
  }
  bar.querySelector("[data-send]").addEventListener("click", press);
  addEventListener("online", replay);
  show();
  if (navigator.onLine) replay();

  async function keep() {
    if (!bar.hasAttribute("data-keep")) return;
    const ready = await navigator.serviceWorker.ready;
    const files = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
    ready.active.postMessage({ keep: { [location.pathname]: "" }, files, rest: true });
  }
  if (navigator.serviceWorker && bar.dataset.worker) {
    navigator.serviceWorker.addEventListener("message", () => { document.body.dataset.offline = "ready"; });
    navigator.serviceWorker.register(bar.dataset.worker).then(keep).catch(() => {});
  }
})();
