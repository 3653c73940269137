// A record over its list: the link's own page, without its frame. Without a script it is a link.
(() => {
  "use strict";
  const drawer = document.getElementById("drawer");
  const title = drawer.querySelector("h2"), body = drawer.querySelector(".ui-drawer-b"), whole = drawer.querySelector("[data-drawer-page]");
  let opener;

  // What the page needs besides this one's sheets.
  function fetchSheets(page) {
    const there = [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href"));
    page.querySelectorAll("head link[rel=stylesheet]").forEach((link) => { if (!there.includes(link.getAttribute("href"))) document.head.append(document.adoptNode(link)); });
  }
  async function open(link) {
    const page = await tl.page(link.href);
    const main = page?.getElementById("main");
    if (!main) return location.assign(link.href);
    fetchSheets(page);
    const heading = main.querySelector("h1");
    title.textContent = heading ? heading.textContent.trim() : link.textContent.trim();
    heading?.remove();
    main.querySelectorAll(".ui-crumbs, [data-not-in-drawer], script").forEach((box) => box.remove());
    // A form that names no address is sent to its own page.
    main.querySelectorAll("form:not([action])").forEach((form) => form.setAttribute("action", link.getAttribute("href")));
    whole.href = link.href;
    body.replaceChildren(...main.childNodes);
    window.htmx?.process(body);
    opener = link;
    drawer.showModal();
    body.scrollTop = 0;
    title.focus();
  }
  document.addEventListener("click", (event) => {
    if (event.target === drawer) return drawer.close();
    const link = event.target.closest("a[data-drawer]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link);
  });
  drawer.addEventListener("close", () => { body.replaceChildren(); opener?.focus(); });
})();
