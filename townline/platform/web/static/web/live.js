// Events carry kind and id; pages fetch what they show.
(() => {
  "use strict";
  const mark = document.getElementById("live");
  const said = document.getElementById("said");
  const pause = (low, high) => low + Math.random() * (high - low);
  let source, poll, looked = 0;

  const tell = (name, detail) => document.dispatchEvent(new CustomEvent("tl:" + name, { detail }));

  function lost() {
    if (mark.classList.contains("lost")) return;
    mark.classList.add("lost");
    mark.querySelector("[data-since]").textContent = new Date().toTimeString().slice(0, 5);
    poll = setInterval(() => tell("resync", {}), 30000);
  }

  function back() {
    if (!mark.classList.contains("lost")) return;
    mark.classList.remove("lost");
    clearInterval(poll);
    tell("resync", {});
  }

  function connect() {
    source = new EventSource(document.body.dataset.live);
    source.onopen = back;
    source.onerror = () => {
      lost();
      // Refused is who signed out.
      if (source.readyState !== EventSource.CLOSED) return;
      if (Date.now() - looked > 30000) { looked = Date.now(); late.then(() => tl.session?.()); }
      setTimeout(connect, pause(3000, 10000));
    };
    for (const kind of "case text presence link alarm incident surge resync".split(" ")) {
      source.addEventListener(kind, (event) => {
        back();
        tell(kind, event.data ? JSON.parse(event.data) : {});
      });
    }
  }

  // What the first view does not need comes after it.
  const late = Promise.all([...document.querySelectorAll("[data-then]")].flatMap((box) => box.dataset.then.split(" ")).map((src) => new Promise((done) => {
    document.head.append(Object.assign(document.createElement("script"), { src, async: false, onload: done, onerror: done }));
  })));

  // Boxes are replaced in place: never one that holds the focus or unsaved words.
  const waiting = new Map();
  window.tl = {
    late,
    say(text) { said.textContent = text; },
    close() { source?.close(); },
    async send(url, how) {
      await late;
      return tl.deliver ? tl.deliver(url, how) : fetch(url, how).catch(() => null);
    },
    refresh(url, ids, wait = pause(200, 900)) {
      if (waiting.has(url)) return;
      waiting.set(url, setTimeout(async () => {
        waiting.delete(url);
        const page = await tl.page(url);
        if (page) ids.forEach((id) => tl.replace(id, page));
      }, wait));
    },
    async page(url) {
      try {
        const answer = await tl.send(url, { headers: { "HX-Request": "true" }, quiet: true });
        if (!answer?.ok || answer.redirected) return null;
        return new DOMParser().parseFromString(await answer.text(), "text/html");
      } catch { return null; }
    },
    replace(id, page) {
      const old = document.getElementById(id), fresh = page.getElementById(id);
      if (!old || !fresh || old.contains(document.activeElement) || old.isEqualNode(fresh)) return;
      const top = old.scrollTop;
      old.replaceWith(document.adoptNode(fresh));
      fresh.scrollTop = top;
      fresh.querySelectorAll("[data-script]").forEach((box) => { box.hidden = false; });
    },
  };

  document.addEventListener("click", (event) => {
    const open = event.target.closest("[data-open]"), close = event.target.closest("[data-close]");
    if (open) document.getElementById(open.dataset.open).showModal();
    if (close) close.closest("dialog").close();
    document.querySelectorAll("details.tl-menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  ["alarm", "link", "surge", "resync"].forEach((kind) => document.addEventListener("tl:" + kind, () => tl.refresh("/banners/", ["banners"])));
  document.querySelectorAll("[data-script]").forEach((box) => { box.hidden = false; });
  document.querySelectorAll(".tl-keys-button").forEach((box) => { box.hidden = false; });
  // A second press is ignored.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
    setTimeout(() => delete event.target.dataset.sent, 5000);
  });
  addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach((form) => delete form.dataset.sent));
  if (document.body.dataset.live) connect();
})();
