// Keys by place (event.code), for Korean; silent in fields and in a syllable.
(() => {
  "use strict";
  const one = (selector) => document.querySelector(selector);
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const field = (box) => box.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

  function step(by) {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((row) => row === document.activeElement);
    const from = at >= 0 ? at : all.findIndex((row) => row.hasAttribute("aria-current"));
    const next = all[Math.max(from + by, 0)] ?? all.at(-1);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  function pane(by) {
    const panes = [...document.querySelectorAll("[data-pane]")].filter((box) => box.offsetParent);
    const at = panes.findIndex((box) => box.contains(document.activeElement));
    panes[(at + by + panes.length) % panes.length]?.focus({ preventScroll: true });
  }

  function show(selector) {
    const box = one(selector);
    if (!box) return false;
    for (let at = box; (at = at.closest("details")); at = at.parentElement) at.open = true;
    box.focus();
    box.scrollIntoView({ block: "nearest" });
    return true;
  }

  function press(selector) {
    const box = one(selector);
    box?.click();
    return !!box;
  }
  function pick() {
    const box = one(".pick:has(:focus, + :focus-within) input") ?? [...document.querySelectorAll(".pick input")].at(-1) ?? one("[data-key=pick]");
    box?.click();
    one(".pick + :focus-within") ?? box?.focus();
  }

  // By its name, in a filter box that comes after the first view.
  function choose(selector) {
    const box = one(selector);
    if (box) tl.late.then(() => (tl.choose ? tl.choose(box) : show(selector)));
  }
  const accept = () => press("[data-key=accept]") || show("[data-key=choose]") || (one("#suggestion") && choose("#assign-service"));

  // Where a key leads, so that what cannot be done here is not offered (the palette).
  const places = {
    KeyR: "#draft", KeyM: "#note", KeyD: "#assign-department", KeyL: "#assign-service", KeyT: "#opening:not([hidden])",
    KeyS: "#send-at", KeyV: "#other", KeyG: "[data-key=same], #into", KeyB: "#joint", KeyO: "#old", KeyN: "[data-key=split]",
    KeyA: "[data-key=accept], [data-key=choose], #suggestion", KeyC: "[data-key=ack]", KeyZ: "[data-key=undo]",
  };
  const single = {
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    KeyD: () => choose(places.KeyD),
    KeyL: () => choose(places.KeyL),
    KeyG: () => press("[data-key=same]") || show("#into"),
    KeyX: pick,
    KeyA: accept,
    ...Object.fromEntries(["KeyN", "KeyC", "KeyZ", "Digit1", "Digit2", "Digit3"].map((code) => [code, () => press(places[code] ?? `[data-key=${code}]`)])),
    ...Object.fromEntries(["KeyR", "KeyM", "KeyT", "KeyS", "KeyV", "KeyB", "KeyO"].map((code) => [code, () => show(places[code])])),
    Period: () => press("[data-key=new]"),
    BracketLeft: () => pane(-1),
    BracketRight: () => pane(1),
  };
  tl.keys = { places, single };

  const ask = (event) => event.shiftKey || event.key === "?" ? one("#keys").showModal() : one("#find")?.focus();

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || one("dialog[open]")) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.code === "KeyK" && !event.shiftKey && one("#palette")) {
        event.preventDefault();
        tl.late.then(() => tl.palette?.());
        return;
      }
      if (event.code === "Enter" && one("[data-key=submit]")) {
        event.preventDefault();
        press("[data-key=submit]");
      }
      return;
    }
    if (event.code === "Escape") {
      if (field(event.target)) event.target.blur();
      (one("[data-row][aria-current]") ?? one("[data-pane=list]"))?.focus();
      return;
    }
    if (field(event.target) || document.body.dataset.singleKeys === "off") return;
    const run = event.code === "Slash" ? ask : !event.shiftKey && single[event.code];
    if (!run) return;
    event.preventDefault();
    run(event);
  });
})();
