// Where the phone is, only when its holder presses; and paper. Everything works without.
(() => {
  const place = navigator.geolocation;
  const ask = (then, no) => place.getCurrentPosition((at) => then(at.coords), no, { enableHighAccuracy: true, timeout: 5000, maximumAge: 60000 });
  function keep(form, at) {
    for (const name of ["latitude", "longitude"]) {
      const field = form.elements[name] || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
      field.value = at[name];
    }
  }
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  if (!place || !isSecureContext) return;
  document.querySelectorAll("[data-here-box]").forEach((box) => {
    const said = box.querySelector("[data-here-said]");
    box.hidden = false;
    box.querySelector("[data-here]").addEventListener("click", () => {
      ask((at) => { keep(box.closest("form"), at); said.textContent = said.dataset.yes; }, () => { said.textContent = said.dataset.no; });
    });
  });
  // A press never waits longer than five seconds for it, and goes without it if it must.
  // It goes on as a press, so that what was written is kept where it cannot be sent.
  const asked = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-with-here]");
    if (!form || event.defaultPrevented || asked.delete(form)) return;
    event.preventDefault();
    const send = () => { asked.add(form); delete form.dataset.sent; form.requestSubmit(event.submitter); };
    ask((at) => { keep(form, at); send(); }, send);
  });
})();
