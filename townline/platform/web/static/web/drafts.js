// What somebody writes into a form is lost neither with a sign-in that ends nor with a line that
// breaks: it stays on the page and is kept in this browser for its person and its form, under a
// key that only that person's pages have. It goes when the server has taken it, at sign-out, and
// after twelve hours.
(() => {
  "use strict";
  const bar = document.getElementById("unsaved"), PREFIX = "tl-kept:", LIFE = 12 * 3600e3;
  const TEXT = "textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=submit], [type=file])";
  const SECRET = "[type=password], [autocomplete=one-time-code]";
  // Forms that bring a file (data-plain), and what is sought, go as the browser sends them.
  // By the attribute: a form that asks for a method has a field of that name in the property's place.
  const written = (form) => form.getAttribute("method") === "post" && !form.matches("[role=search], [data-plain]") && !form.querySelector(SECRET) && (form.querySelector(TEXT) ?? form.closest("[data-with-here]"));
  if (!tl.keeps) return;

  const path = (form) => new URL(form.getAttribute("action") ?? "", location.href).pathname;
  const all = () => [...document.forms].filter(written);
  const name = (form) => PREFIX + bar.dataset.person + ":" + path(form) + "#" + all().filter((one) => path(one) === path(form)).indexOf(form);
  const fields = (form) => [...form.elements].filter((one) => one.name && one.matches("input:not([type=hidden], [type=file], [type=submit]), textarea, select"));
  const ticked = (one) => one.matches("[type=checkbox], [type=radio]");
  const values = (form) => fields(form).map((one) => [one.name, ticked(one) ? one.checked : one.value, ticked(one) ? one.value : null]);
  const changed = (form) => fields(form).some((one) => ticked(one) ? one.checked !== one.defaultChecked : "defaultValue" in one && one.value !== one.defaultValue);

  const key = crypto.subtle.importKey("raw", Uint8Array.from(atob(bar.dataset.key), (sign) => sign.charCodeAt(0)), "AES-GCM", false, ["encrypt", "decrypt"]);
  const text = (bytes) => btoa(Array.from(new Uint8Array(bytes), (one) => String.fromCharCode(one)).join(""));
  const bytes = (sealed) => Uint8Array.from(atob(sealed), (sign) => sign.charCodeAt(0));

  // A form that was sent and met a sign-in that had ended goes out once more by the same button.
  const waiting = new WeakMap();
  async function keep(form) {
    const again = waiting.get(form) ?? null;
    const what = { fields: values(form), base: form.dataset.keep ?? form.elements.base_version?.value ?? null, again }, place = name(form), iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, new TextEncoder().encode(JSON.stringify(what)));
    try { localStorage.setItem(place, [Date.now(), text(iv), text(sealed)].join(" ")); } catch { /* full: the page has it still */ }
  }
  async function kept(place) {
    const [at, iv, sealed] = (localStorage.getItem(place) ?? "").split(" ");
    if (!sealed || Date.now() - at > LIFE) return null;
    try {
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, await key, bytes(sealed))));
    } catch { return null; }
  }
  const drop = (form) => { waiting.delete(form); localStorage.removeItem(name(form)); };
  tl.taken = drop;
  tl.dirty = () => all().some(changed);

  function put(form, what) {
    const open = fields(form);
    for (const [field, value, of] of what.fields) {
      const at = open.findIndex((one) => one.name === field && (of === null || one.value === of));
      if (at < 0) continue;
      const [one] = open.splice(at, 1);
      if (of === null) one.value = value; else one.checked = value;
    }
    if (what.base !== null && form.elements.base_version) form.elements.base_version.value = what.base;
    for (let box = form.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    form.querySelector(TEXT)?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // When all scripts of the page have begun: they look at what a form held at first.
  const begun = document.readyState === "complete" ? Promise.resolve() : new Promise((done) => { addEventListener("load", done); });
  async function giveBack() {
    await begun;
    for (const form of all()) {
      const place = name(form), what = await kept(place);
      if (!what || form.dataset.given) continue;
      form.dataset.given = "1";
      const before = JSON.stringify(values(form));
      put(form, what);
      if (what.again) form.requestSubmit([...form.elements].find((one) => one.matches("button") && one.name === what.again.name && one.value === what.again.value));
      else if (JSON.stringify(values(form)) === before) drop(form);
      else if (!form.hasAttribute("data-autosave")) offer(form);
    }
  }
  function offer(form) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "tl-link", textContent: bar.dataset.drop });
    button.addEventListener("click", () => { form.reset(); drop(form); tl.calm(); });
    tl.show("tl-banner warning", "auto auto 16px 16px", bar.dataset.kept);
    bar.append(button);
  }

  function go(to) {
    const there = new URL(to, location.href);
    if (there.href.split("#")[0] !== location.href.split("#")[0] || !there.hash) return location.assign(there);
    history.replaceState(null, "", there);
    location.reload();
  }
  // A page in the place of this one, as the browser would show it.
  function show(page) {
    tl.close();
    // What still waits or is asked for would run on in a page that need not have what it looks for.
    stop();
    for (let last = setTimeout(() => {}); last; last -= 1) clearTimeout(last);
    document.open();
    document.write(page);
    document.close();
  }

  async function submit(form, button) {
    const data = new FormData(form, button), multi = form.enctype === "multipart/form-data";
    const body = multi ? data : new URLSearchParams(data);
    waiting.delete(form);
    await keep(form);
    const answer = await tl.send(button?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href, { method: "POST", body, headers: { "X-Townline": "form" } });
    delete form.dataset.sent;
    if (!answer) {
      // Where nobody knows whether it arrived, only a person sends it again.
      if (bar.dataset.last === "ended") waiting.set(form, { name: button?.name ?? "", value: button?.value ?? "" });
      return keep(form);
    }
    const to = answer.headers.get("X-Location"), page = to ? "" : await answer.text();
    // A page that refuses with the form on it holds the words itself.
    if (answer.headers.get("X-Townline") !== "problem") drop(form);
    return to ? go(to) : show(page);
  }

  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !written(event.target)) return;
    event.preventDefault();
    submit(event.target, event.submitter);
  });
  // From the first word that did not arrive, all that stands on the page is kept, and what follows.
  document.addEventListener("tl:unsent", () => all().filter(changed).forEach(keep));
  document.addEventListener("input", ({ target }) => {
    if ((bar.dataset.kind || target.form === asked) && target.form && written(target.form)) keep(target.form);
  });
  document.addEventListener("tl:signed-in", () => { all().forEach((form) => delete form.dataset.given); giveBack(); });
  document.addEventListener("tl:pane", giveBack);
  document.addEventListener("submit", ({ target }) => {
    if (target.getAttribute("action") !== "/sign-out/") return;
    Object.keys(localStorage).filter((one) => one.startsWith(PREFIX)).forEach((one) => localStorage.removeItem(one));
  });
  // Others' words that are too old go; younger ones wait for their person.
  Object.keys(localStorage).filter((one) => one.startsWith(PREFIX) && !(Date.now() - localStorage[one].split(" ")[0] < LIFE)).forEach((one) => localStorage.removeItem(one));
  // A page that asks which words are right: who leaves it finds their own where they wrote them.
  const asked = document.querySelector("form[data-keep]");
  if (!asked) return giveBack();
  keep(asked);
  document.addEventListener("click", ({ target }) => { if (target.closest("[data-theirs]")) drop(asked); });
})();
