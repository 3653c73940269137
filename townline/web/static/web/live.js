// Events carry kind and id; pages fetch what they show.
(() => {
  "use strict";
  const mark = document.getElementById("live");
  const said = document.getElementById("said");
  const pause = (low, high) => low + Math.random() * (high - low);
  let source, poll;

  const tell = (name, detail) => document.dispatchEvent(new CustomEvent("tl:" + name, { detail }));
  const clock = () => new Date().toTimeString().slice(0, 5);

  function lost() {
    if (mark.classList.contains("lost")) return;
    mark.classList.add("lost");
    mark.querySelector("[data-since]").textContent = clock();
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
      // The browser does not try a refused stream again.
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, pause(3000, 10000));
    };
    for (const kind of ["case", "text", "presence", "link", "alarm", "resync"]) {
      source.addEventListener(kind, (event) => {
        back();
        tell(kind, event.data ? JSON.parse(event.data) : {});
      });
    }
  }

  // Boxes are replaced in place: never one that holds the focus or unsaved words.
  const waiting = new Map();
  window.tl = {
    say(text) { said.textContent = text; },
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
        const answer = await fetch(url, { headers: { "HX-Request": "true" } });
        if (!answer.ok || answer.redirected) return null;
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

  function count() {
    const words = document.body.dataset;
    document.querySelectorAll(".tl-mark[data-due]").forEach((box) => {
      const left = new Date(box.dataset.due) - Date.now();
      const minutes = Math.floor(Math.abs(left) / 60000), hours = Math.floor(minutes / 60);
      // Beyond twelve hours the server's words hold.
      if (hours >= 12) return;
      const fill = (form) => form.replace("%h", hours).replace("%m", String(minutes % 60).padStart(hours ? 2 : 1, "0"));
      const length = fill(hours ? (minutes % 60 ? words.hm : words.h) : words.m);
      const late = left < 0;
      box.classList.toggle("danger", late);
      box.classList.toggle("warning", !late);
      box.classList.remove("calm");
      box.querySelector("use").setAttribute("href", late ? "#i-overdue" : "#i-clock");
      const long = box.hasAttribute("data-long");
      box.querySelector(".words").textContent = (late ? words.late : long ? words.left : "%s").replace("%s", length);
    });
  }

  document.addEventListener("click", (event) => {
    const open = event.target.closest("[data-open]"), close = event.target.closest("[data-close]");
    if (open) document.getElementById(open.dataset.open).showModal();
    if (close) close.closest("dialog").close();
    document.querySelectorAll("details.tl-menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  ["alarm", "link", "resync"].forEach((kind) => document.addEventListener("tl:" + kind, () => tl.refresh("/banners/", ["banners"])));
  setInterval(() => document.querySelectorAll("[data-ack]").forEach((box) => {
    const left = new Date(box.dataset.ack) - Date.now();
    const time = new Date(Math.abs(left)).toISOString().slice(left > -36e5 ? 14 : 11, 19).replace(/^0/, "");
    box.textContent = document.body.dataset[left > 0 ? "left" : "late"].replace("%s", time);
  }), 1000);
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
  setInterval(count, 20000);
  if (document.body.dataset.live) connect();
})();
