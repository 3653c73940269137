// Photos: a window with zoom and rotation, and an upload that says how far it is.
(() => {
  "use strict";
  if (window.tlPhotos) return;
  window.tlPhotos = true;
  const box = () => document.getElementById("viewer");
  const part = (selector) => box().querySelector(selector);
  let links = [], at = 0, zoom = 1, turn = 0;

  function draw() {
    const image = part("img"), area = part(".view-area"), stage = part(".view-stage");
    if (!image.naturalWidth) return;
    const aside = turn % 180 !== 0;
    const [wide, high] = aside ? [image.naturalHeight, image.naturalWidth] : [image.naturalWidth, image.naturalHeight];
    const size = Math.min(area.clientWidth / wide, area.clientHeight / high, 1) * zoom;
    image.style.width = image.naturalWidth * size + "px";
    image.style.height = image.naturalHeight * size + "px";
    // A turned picture keeps the room of one that is not: the stage gives it its own.
    stage.style.width = wide * size + "px";
    stage.style.height = high * size + "px";
    image.style.margin = aside ? `${(wide - high) * size / 2}px ${(high - wide) * size / 2}px` : "0";
    image.style.transform = `rotate(${turn}deg)`;
    part("[data-zoom]").textContent = Math.round(zoom * 100) + "%";
  }

  function show(to) {
    at = (to + links.length) % links.length;
    zoom = 1;
    turn = 0;
    const link = links[at], image = part("img"), name = part("[data-name]"), keep = part("[data-keep]");
    image.onload = draw;
    image.src = link.href;
    const count = name.dataset.form.replace("%n", at + 1).replace("%m", links.length);
    name.textContent = link.dataset.name ? link.dataset.name + " · " + count : count;
    image.alt = name.textContent;
    keep.hidden = !link.dataset.original;
    if (link.dataset.original) keep.href = link.dataset.original;
    box().querySelectorAll("[data-view=back], [data-view=next]").forEach((button) => { button.hidden = links.length < 2; });
  }

  const deeds = {
    in: () => { zoom = Math.min(zoom * 1.5, 12); },
    out: () => { zoom = Math.max(zoom / 1.5, 0.25); },
    fit: () => { zoom = 1; },
    turn: () => { turn = (turn + 90) % 360; },
    back: () => show(at - 1),
    next: () => show(at + 1),
    close: () => box().close(),
  };
  const keys = { "+": "in", "=": "in", "-": "out", 0: "fit" };

  // What is in the middle stays there.
  function deed(name) {
    const area = part(".view-area"), before = zoom;
    const middle = [area.scrollLeft + area.clientWidth / 2, area.scrollTop + area.clientHeight / 2];
    deeds[name]();
    draw();
    const by = zoom / before;
    area.scrollTo(middle[0] * by - area.clientWidth / 2, middle[1] * by - area.clientHeight / 2);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("#viewer [data-view]");
    if (button) return deed(button.dataset.view);
    const link = event.target.closest("[data-photo]");
    if (!link || !box() || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    links = [...document.querySelectorAll("[data-photo]")];
    box().showModal();
    show(links.indexOf(link));
    box().addEventListener("close", () => links[at]?.focus(), { once: true });
  });
  document.addEventListener("keydown", (event) => {
    if (!box()?.open || event.ctrlKey || event.metaKey || event.altKey) return;
    const still = zoom <= 1;
    const name = keys[event.key] ?? (event.code === "KeyR" ? "turn"
      // Enlarged, the arrows move the picture under the frame.
      : still && links.length > 1 && { ArrowLeft: "back", ArrowRight: "next" }[event.key]);
    if (!name) return;
    event.preventDefault();
    deed(name);
  });
  addEventListener("resize", () => { if (box()?.open) draw(); });

  function upload(input) {
    const form = input.form, bar = form.querySelector("[data-upload]"), trouble = form.querySelector("[data-trouble]");
    const tell = (words) => { trouble.textContent = words; trouble.hidden = !words; };
    tell("");
    if ([...input.files].some((file) => file.size > +input.dataset.bytes)) {
      tell(input.dataset.large);
      input.value = "";
      return;
    }
    const body = new FormData(form), request = new XMLHttpRequest();
    body.set("do", "save");
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-Townline", "script");
    request.upload.onprogress = ({ loaded, total }) => { bar.hidden = false; bar.value = loaded / total; };
    request.onerror = () => { bar.hidden = true; tell(input.dataset.lost); };
    request.onload = async () => {
      bar.hidden = true;
      let told = {};
      try { told = JSON.parse(request.responseText); } catch { /* a page of the frame: said below */ }
      if (told.version) form.elements.base_version.value = told.version;
      if (request.status === 401) tl.unsent("ended", told.sign_in);
      if (request.status !== 200 || !told.version) return tell(told.detail ?? input.dataset.lost);
      const page = await tl.page(document.querySelector("#pane [data-code]").dataset.url);
      if (page) tl.replace("draft-photos", page);
      document.querySelector("#draft-photos input")?.focus();
      tl.say(input.dataset.added);
    };
    request.send(body);
  }
  document.addEventListener("change", ({ target }) => { if (target.matches("#write [type=file]") && target.files.length) upload(target); });
})();
