// On the spot: the place of the phone, photos made small, the extent drawn. The rest works without.
(() => {
  "use strict";
  const form = document.querySelector("[data-field]");
  if (!form) return;
  const field = (name) => form.elements[name];

  // Each look has its own name and moment: sent twice, it is kept once.
  field("seen_at").value = new Date().toISOString();

  const where = form.querySelector("[data-where]");
  const metres = (lat, lng) => {
    const wide = (lng - form.dataset.lng) * Math.cos(lat * Math.PI / 180);
    return Math.hypot(lat - form.dataset.lat, wide) * 111195;
  };
  function here({ coords }) {
    field("latitude").value = coords.latitude.toFixed(6);
    field("longitude").value = coords.longitude.toFixed(6);
    field("accuracy_m").value = Math.round(coords.accuracy);
    const off = form.dataset.lat ? Math.round(metres(coords.latitude, coords.longitude)) : 0;
    const far = off > Number(form.dataset.far) + coords.accuracy;
    where.textContent = far ? where.dataset.off.replace("%s m", off < 1000 ? `${off} m` : `${(off / 1000).toFixed(1)} km`) : where.dataset.got.replace("%s", Math.round(coords.accuracy));
    where.classList.toggle("off", far);
    where.hidden = false;
  }
  if (navigator.geolocation && isSecureContext) {
    const none = () => { where.textContent = where.dataset.none; where.hidden = false; };
    navigator.geolocation.getCurrentPosition(here, none, { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 });
  }

  // Where a photo was taken stands in the file only, so the phone's own place is sent beside it.
  window.tlField = {
    async gathered() {
      const body = new FormData(form);
      body.delete("photos");
      for (const file of field("photos").files) body.append("photos", await tlDevice.smaller(file));
      return body;
    },
  };

  // Work is finished with a photo of after, never with one of before.
  form.addEventListener("change", ({ target }) => {
    if (target.name === "moment") field("done").checked = target.value === "after";
    if (target.name === "done" && target.checked && field("moment")) field("moment").value = "after";
  });

  // The extent: twenty metres on a side, the registered place in the middle, north on top.
  const box = form.querySelector("[data-sketch]");
  if (!box || !form.dataset.lat) return;
  box.hidden = false;
  const canvas = box.querySelector("canvas"), pen = canvas.getContext("2d"), SIDE = 20;
  let line = [], drawing = false;
  function draw() {
    const step = canvas.width / SIDE;
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = "#ccd";
    pen.lineWidth = 1;
    for (let at = 0; at <= canvas.width; at += step) {
      pen.strokeRect(at, 0, 0, canvas.height);
      pen.strokeRect(0, at, canvas.width, 0);
    }
    pen.fillStyle = "#c00";
    pen.beginPath();
    pen.arc(canvas.width / 2, canvas.height / 2, 6, 0, 7);
    pen.fill();
    pen.strokeStyle = "#00366e";
    pen.lineWidth = 4;
    pen.beginPath();
    line.forEach(([x, y]) => pen.lineTo(x, y));
    if (!drawing && line.length > 2) pen.closePath();
    pen.stroke();
  }
  const spot = (event) => {
    const { left, top, width } = canvas.getBoundingClientRect(), part = canvas.width / width;
    return [(event.clientX - left) * part, (event.clientY - top) * part];
  };
  function keep() {
    const lat = Number(form.dataset.lat), lng = Number(form.dataset.lng), unit = SIDE / canvas.width / 111195;
    const place = ([x, y]) => [
      Number((lng + (x - canvas.width / 2) * unit / Math.cos(lat * Math.PI / 180)).toFixed(7)),
      Number((lat - (y - canvas.height / 2) * unit).toFixed(7)),
    ];
    const thin = line.filter((_, at) => at % Math.ceil(line.length / 200) === 0).map(place);
    field("sketch").value = thin.length > 2 ? JSON.stringify({ type: "Polygon", coordinates: [[...thin, thin[0]]] }) : "";
  }
  canvas.addEventListener("pointerdown", (event) => { drawing = true; line = [spot(event)]; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointermove", (event) => { if (drawing) { line.push(spot(event)); draw(); } });
  canvas.addEventListener("pointerup", () => { drawing = false; keep(); draw(); });
  const clear = () => { line = []; keep(); draw(); };
  box.querySelector("[data-clear]").addEventListener("click", clear);
  form.addEventListener("reset", () => setTimeout(clear)); // once what was written is gone
  draw();
})();
