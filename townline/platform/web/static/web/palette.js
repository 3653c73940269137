// One filter box for what is chosen by its name: a service, a department; a page, a case, an action.
(() => {
  "use strict";
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const box = dialog.querySelector("input"), list = dialog.querySelector("ul"), said = document.getElementById("palette-said");
  const words = dialog.dataset;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: words.css }));
  let source, shown = [], at = 0;

  // Korean by syllables or by their first consonants; a syllable still being typed counts.
  const FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", LAST = 28, SYLLABLES = 0xAC00;
  const place = (sign) => sign.charCodeAt(0) - SYLLABLES;
  const syllable = (sign) => place(sign) >= 0 && place(sign) < 11172;
  const first = (sign) => (syllable(sign) ? FIRST[Math.floor(place(sign) / 588)] : sign);
  function same(typed, sign, last) {
    if (typed === sign || typed === first(sign)) return true;
    return last && syllable(typed) && syllable(sign) && place(typed) % LAST === 0 && place(typed) === place(sign) - place(sign) % LAST;
  }
  const plain = (text) => text.normalize("NFC").toLowerCase();
  const bare = (text) => [...plain(text).replace(/[^\p{L}\p{N}]/gu, "")];

  // 0: the name begins so; 1: a word of it does; 2: it stands within; 3: it does not.
  function rank(name, typed) {
    const words = plain(name).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const starts = new Set(words.map((_, n) => words.slice(0, n).join("").length));
    const signs = bare(name);
    let best = 3;
    for (let from = 0; from + typed.length <= signs.length && best; from += 1) {
      if (typed.every((sign, n) => same(sign, signs[from + n], n === typed.length - 1))) {
        best = Math.min(best, from === 0 ? 0 : starts.has(from) ? 1 : 2);
      }
    }
    return best;
  }

  function fitting(items, typed) {
    if (!typed.length) return items;
    const ranked = items.map((item) => [Math.min(...[item.name, ...(item.also ?? [])].map((name) => rank(name, typed))), item]);
    return ranked.filter(([how]) => how < 3).sort((one, other) => one[0] - other[0]).map(([, item]) => item);
  }

  function option(item, number) {
    const row = document.createElement("li");
    Object.assign(row, { id: "palette-" + number, role: "option" });
    if (item.key) row.append(Object.assign(document.createElement("kbd"), { textContent: item.key }));
    row.append(Object.assign(document.createElement("span"), { className: "name", textContent: item.name }));
    if (item.note) row.append(Object.assign(document.createElement("span"), { className: "meta", textContent: item.note }));
    return row;
  }

  function mark(number) {
    at = Math.max(0, Math.min(number, shown.length - 1));
    [...list.children].forEach((row, n) => row.setAttribute("aria-selected", String(n === at)));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    if (shown.length) box.setAttribute("aria-activedescendant", "palette-" + at);
    else box.removeAttribute("aria-activedescendant");
  }

  function show(items) {
    shown = items;
    list.replaceChildren(...items.map(option));
    said.textContent = items.length ? words.count.replace("%n", items.length) : words.none;
    mark(0);
  }

  function filter() {
    const number = source.numbered && /^[1-9]$/.test(box.value.trim()) ? Number(box.value) : 0;
    if (number) {
      show(source.items);
      return mark(number - 1);
    }
    show([...fitting(source.items, bare(box.value)), ...(source.last?.(box.value.trim()) ?? [])]);
    source.ask?.(box.value.trim());
  }

  function open(wanted) {
    source = wanted;
    dialog.querySelector("label").textContent = source.title;
    box.value = "";
    dialog.showModal();
    box.focus();
    filter();
  }

  // A closed dialog keeps the focus until the next frame, and the box would take the next key.
  const leave = () => box.blur();
  function take() {
    const item = shown[at];
    if (!item) return;
    leave();
    dialog.close();
    item.run();
  }

  dialog.addEventListener("cancel", leave);
  // Where the focus was may have been renewed meanwhile.
  dialog.addEventListener("close", () => {
    if (document.activeElement === document.body) document.getElementById("title")?.focus({ preventScroll: true });
  });
  box.addEventListener("input", filter);
  box.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    if (!by || event.isComposing) return;
    event.preventDefault();
    mark(at + by);
  });
  // By the form, not by Enter: an input method hands on what ends a syllable only once.
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    take();
  });
  list.addEventListener("click", (event) => {
    const row = event.target.closest("li");
    if (!row) return;
    mark([...list.children].indexOf(row));
    take();
  });

  // What is likely stands first, with a digit; taking it is its own form.
  function likely(select) {
    if (select.name !== "service") return [];
    return [...document.querySelectorAll("#suggestion form.suggest:has([name=service])")].map((form) => ({
      name: form.querySelector("b").textContent, value: form.elements.service.value, run: () => form.requestSubmit(),
    }));
  }

  function put(select, value) {
    select.value = value;
    // Another service goes to its own department, not to the one that has the case.
    if (select.name === "service" && select.form.elements.department) select.form.elements.department.value = "";
    select.form.requestSubmit();
  }

  tl.choose = (select) => {
    const near = likely(select), known = new Set(near.map((item) => item.value));
    const rest = [...select.options].filter((choice) => choice.value && !known.has(choice.value)).map((choice) => ({
      name: choice.label, also: (choice.dataset.also ?? "").split("|"), run: () => put(select, choice.value),
    }));
    for (const item of near) item.also = ([...select.options].find((choice) => choice.value === item.value)?.dataset.also ?? "").split("|");
    const items = [...near, ...rest].map((item, n) => ({ ...item, key: n < 9 ? String(n + 1) : "" }));
    open({ title: select.labels[0].firstChild.textContent.trim(), items, numbered: true });
  };

  const link = (place) => ({ name: (place.querySelector("span:not(.sr-only)") ?? place).textContent.trim(), note: words.page, run: () => place.click() });
  const far = (place) => ({ name: place.textContent, note: words.page, run: () => location.assign(place.getAttribute("href")) });
  const find = () => document.querySelector("form.tl-find");
  function last(typed) {
    if (!typed || !find()) return [];
    return [{ name: words.find.replace("%q", typed), run() { find().elements.q.value = typed; find().requestSubmit(); } }];
  }

  // Cases by the search itself. A telephone number, or its beginning, goes into no address.
  const NUMBER = /^[\d\s+().-]{4}/;
  let timer, asked;
  function ask(typed) {
    clearTimeout(timer);
    asked = typed;
    if (bare(typed).length < 2 || NUMBER.test(typed)) return;
    timer = setTimeout(async () => {
      const page = await tl.page("/search/?" + new URLSearchParams({ q: typed }));
      if (!page || asked !== typed || !dialog.open) return;
      const rows = [...page.querySelectorAll("main [data-row]")].slice(0, 6).map((row) => ({
        name: row.querySelector(".name").lastChild.textContent.trim(), note: row.id.replace("row-", ""), run: () => location.assign(row.href),
      }));
      const here = at, end = last(typed).length;
      show([...shown.slice(0, shown.length - end), ...rows, ...shown.slice(shown.length - end)]);
      mark(here);
    }, 250);
  }

  tl.palette = () => {
    const pages = [...document.querySelectorAll(".ui-rail :is(.ui-rail-in, .ui-rail-f) a, .ui-me a")].map(link);
    pages.push(...[...document.getElementById("places").content.children].map(far));
    const keys = document.querySelector(".tl-keys-button");
    if (keys) pages.push({ name: keys.title, note: words.page, run: () => keys.click() });
    // What can be done with what is open, in the words of the list of keys.
    const { places = {}, single } = tl.keys ?? {};
    const actions = [...document.querySelectorAll("#keys td kbd:only-child")].flatMap((kbd) => {
      const code = "Key" + kbd.textContent, known = places[code] && document.querySelector(places[code]);
      const name = kbd.parentElement.nextElementSibling.textContent;
      return known ? [{ name, key: kbd.textContent, run: single[code], note: words.action }] : [];
    });
    open({ title: words.title, items: [...actions, ...pages], last, ask });
  };
  document.querySelectorAll("[data-palette]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => tl.palette());
  });

  // Held for 0.4 s, Alt shows the keys on their buttons.
  let held;
  const keysShown = (on) => { clearTimeout(held); document.documentElement.dataset.keys = on ? "on" : ""; };
  document.addEventListener("keydown", (event) => {
    clearTimeout(held);
    if (event.key === "Alt" && document.body.dataset.singleKeys !== "off") held = setTimeout(keysShown, 400, true);
  });
  document.addEventListener("keyup", (event) => { if (event.key === "Alt") keysShown(false); });
  addEventListener("blur", () => keysShown(false));
})();
