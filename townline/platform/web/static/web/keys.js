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
    const next = all[Math.min(Math.max(from + by, 0), all.length - 1)];
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
    for (let outer = box.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
    box.focus();
    box.scrollIntoView({ block: "nearest" });
    return true;
  }

  const press = (selector) => one(selector)?.click();
  function pick() {
    const box = one(".pick input:focus, .pick:has(+ :focus) input") ?? [...document.querySelectorAll(".pick input")].at(-1) ?? one("[data-key=pick]");
    box?.click();
    one(".pick + :focus") ?? box?.focus();
  }

  const single = {
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    KeyR: () => show("#draft"),
    KeyM: () => show("#note"),
    KeyD: () => show("#assign-department"),
    KeyL: () => show("#assign-service"),
    KeyT: () => show("#opening"),
    KeyS: () => show("#send-at"),
    KeyV: () => show("#other"),
    KeyG: () => press("[data-key=same]") ?? show("#into"),
    KeyX: pick,
    KeyB: () => show("#joint"),
    KeyO: () => show("#old"),
    KeyN: () => press("[data-key=split]"),
    KeyA: () => one("[data-key=accept]") ? press("[data-key=accept]") : show("[data-key=choose]"),
    KeyC: () => press("[data-key=ack]"),
    KeyZ: () => press("[data-key=undo]"),
    Period: () => press("[data-key=new]"),
    BracketLeft: () => pane(-1),
    BracketRight: () => pane(1),
  };

  function plain(event) {
    if (event.code === "Slash") return event.shiftKey || event.key === "?" ? one("#keys").showModal() : one("#find")?.focus();
    return event.shiftKey ? undefined : single[event.code]?.();
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || one("dialog[open]")) return;
    if (event.ctrlKey || event.metaKey) {
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
    const known = event.code === "Slash" || (!event.shiftKey && single[event.code]);
    if (!known) return;
    event.preventDefault();
    plain(event);
  });
})();
