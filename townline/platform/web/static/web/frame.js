// The frame after the first view: the rail's width, its groups, what was done, the sheet of a phone.
(() => {
  "use strict";
  // The rail turns at once; the server keeps it for the next page.
  const rail = document.querySelector("[data-rail]");
  rail?.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = rail.querySelector("button"), body = new FormData(rail);
    body.set("rail", button.value);
    button.value = document.querySelector(".ui-app").classList.toggle("is-mini") ? "wide" : "mini";
    tl.send(rail.action, { method: "POST", body: new URLSearchParams(body), quiet: true });
  });
  const groups = [...document.querySelectorAll("[data-group]")];
  groups.forEach((group) => group.addEventListener("toggle", () => {
    const shut = groups.filter((one) => !one.open).map((one) => one.dataset.group).join(".");
    document.cookie = `tl-shut=${shut}; path=/; max-age=31536000; SameSite=Lax`;
  }));
  // A row of tabs or views that is wider than a phone shows the one that is open.
  document.querySelectorAll(".ui-tabs, .ui-views").forEach((row) => {
    const [all, one] = [row, row.querySelector(":scope > [aria-current]") ?? row].map((box) => box.getBoundingClientRect());
    row.scrollLeft += one.left - all.left - (all.width - one.width) / 2;
  });
  // What was done stays for twelve seconds, twenty with a press that undoes it, and for as long as
  // somebody is at it; what is shown once (a link to hand over) stays.
  const toasts = document.querySelector(".ui-toasts");
  const leave = () => (toasts.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toasts.classList.add("is-over"));
  if (toasts) setTimeout(leave, toasts.querySelector("form") ? 20000 : 12000);
  const sheet = document.getElementById("rail");
  document.addEventListener("keydown", (event) => { if (event.code === "Escape" && location.hash === "#rail") location.hash = "#main"; });
  document.addEventListener("click", (event) => { if (location.hash === "#rail" && !sheet.contains(event.target) && !event.target.closest(".ui-tabbar")) location.hash = "#main"; });
  // A menu shuts by Esc and by a press elsewhere; the focus goes back to what opened it.
  const menus = () => document.querySelectorAll("details.ui-more[open]");
  document.addEventListener("click", (event) => menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));
  document.addEventListener("keydown", (event) => {
    if (event.code === "Escape") menus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });
  // What is ticked in a table is counted, and all of a page is ticked at once.
  document.querySelectorAll(".ui-picks").forEach((form) => {
    const all = form.querySelector("[data-pick-all]"), boxes = [...form.querySelectorAll("tbody .pick input")];
    if (all) all.hidden = false;
    form.addEventListener("change", (event) => {
      if (event.target === all) boxes.forEach((box) => { box.checked = all.checked; });
      const picked = boxes.filter((box) => box.checked).length;
      if (all) { all.checked = picked === boxes.length; all.indeterminate = picked > 0 && !all.checked; }
      form.querySelectorAll("[data-picked]").forEach((box) => { box.textContent = picked; });
    });
  });
})();
