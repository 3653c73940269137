// The list beside the case: rows open in place, news waits behind a bar, nothing moves.
(() => {
  "use strict";
  const list = () => document.getElementById("list");
  const fresh = () => document.querySelector("[data-key=new]");
  const here = () => document.querySelector("#rows [aria-current]");
  let newest;

  async function renew() {
    if ("later" in list().dataset) return fetchList();
    const page = await tl.page(list().dataset.url);
    if (!page) return;
    newest = page;
    const rows = new Map([...page.querySelectorAll("[data-row]")].map((row) => [row.id, row]));
    let unseen = rows.size;
    document.querySelectorAll("#rows [data-row]").forEach((old) => {
      const now = rows.get(old.id);
      old.classList.toggle("gone", !now);
      if (!now) return;
      unseen -= 1;
      old.classList.toggle("unread", now.classList.contains("unread"));
      if (old.innerHTML !== now.innerHTML) old.innerHTML = now.innerHTML;
    });
    const button = fresh(), words = button.querySelector("[data-form]");
    const text = words.dataset.form.replace("%n", unseen);
    if (unseen && (button.hidden || words.textContent !== text)) tl.say(text);
    words.textContent = text;
    button.hidden = !unseen;
    if (!document.querySelector("#chips details[open]")) tl.replace("chips", page);
  }

  // A case comes before its list, and so it does on the way back.
  async function fetchList() {
    const page = list().offsetParent && await tl.page(list().dataset.url);
    if (!page) return;
    tl.replace("list", page);
    mark();
    here()?.scrollIntoView({ block: "nearest" });
  }

  let timer;
  const soon = () => { timer ??= setTimeout(() => { timer = undefined; renew(); }, 800 + Math.random() * 1500); };
  ["case", "text", "resync"].forEach((kind) => document.addEventListener("tl:" + kind, soon));

  function showNew() {
    const box = newest?.getElementById("rows");
    if (!box) return;
    const open = here()?.id;
    document.getElementById("rows").replaceWith(document.adoptNode(box));
    if (open) document.getElementById(open)?.setAttribute("aria-current", "true");
    fresh().hidden = true;
    document.querySelector("#rows [data-row]")?.focus();
  }

  function mark() {
    const pane = document.querySelector("#pane [data-code]");
    document.querySelectorAll("#rows [data-row]").forEach((row) => {
      const open = pane && row.id === "row-" + pane.dataset.code;
      if (open) {
        row.setAttribute("aria-current", "true");
        row.classList.remove("unread");
        row.querySelectorAll(".name .dot, .name .sr-only").forEach((mark) => mark.remove());
      } else row.removeAttribute("aria-current");
    });
    return pane;
  }

  function opened() {
    const pane = mark();
    document.body.classList.toggle("has-case", !!pane);
    document.body.classList.toggle("no-case", !pane);
    const title = document.getElementById("title");
    if (title) {
      document.title = title.textContent + " · " + pane.dataset.code;
      title.focus({ preventScroll: true });
    }
    begin();
  }

  function begin() {
    ready();
    if ("later" in list().dataset) fetchList();
  }

  function ready() {
    document.querySelectorAll("[data-script]").forEach((box) => { box.hidden = false; });
    if (matchMedia("(max-width: 79.9375em)").matches) document.querySelectorAll(".side-box").forEach((box) => { box.open = location.hash === "#history"; });
    const first = document.querySelector("[data-first]"), box = first?.closest("#thread");
    if (box) box.scrollTop = first.offsetTop - box.offsetTop - 8;
    document.dispatchEvent(new CustomEvent("tl:pane"));
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-key=new]")) return showNew();
    if (event.target.closest("[data-print]")) return print();
    const row = event.target.closest("#rows [data-row]");
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey || event.button || !window.htmx) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("tl:leave"));
    htmx.ajax("GET", row.href, { target: "#pane", swap: "outerHTML", select: "#pane", push: row.getAttribute("href") });
  });
  document.addEventListener("htmx:after:swap", ({ target }) => target.closest?.("[data-own]") || opened());

  // Changed elsewhere: boxes are renewed, the words being written never.
  function renewCase(event) {
    const pane = document.querySelector("#pane [data-code]");
    if (!pane || (event.detail.id && event.detail.id !== pane.dataset.code)) return;
    const boxes = ["head", "thread", "notes", "history"];
    const state = document.getElementById("composer")?.dataset.state;
    tl.refresh(pane.dataset.url, boxes);
    setTimeout(async () => {
      const page = await tl.page(pane.dataset.url);
      if (page && !tl.unsaved?.() && page.getElementById("composer")?.dataset.state !== state) {
        tl.replace("composer", page);
        ready();
      }
    }, 1200);
  }
  ["case", "text", "presence"].forEach((kind) => document.addEventListener("tl:" + kind, renewCase));
  begin();
  // The row below came up after a decision: the next key, and the screen reader, begin there.
  if (new URLSearchParams(location.search).has("taken")) document.getElementById("title")?.focus({ preventScroll: true });
})();
