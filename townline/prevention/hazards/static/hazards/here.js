// Where the phone is becomes the place of the form, only when its holder presses.
(() => {
  const box = document.querySelector("[data-here-box]");
  if (!box || !navigator.geolocation || !isSecureContext) return;
  const said = box.querySelector("[data-here-said]"), form = box.closest("form");
  box.hidden = false;
  box.querySelector("[data-here]").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const at = `${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)}`;
      // Whoever draws on the map goes on there; a page without one is asked for anew.
      const map = document.querySelector(`tl-map[data-pick="${form.id}"]`);
      if (map && !map.dispatchEvent(new CustomEvent("tl:map-pick", { cancelable: true, detail: { at } }))) return;
      form.elements.at.value = at;
      form.noValidate = true;
      form.requestSubmit();
    }, () => { said.textContent = said.dataset.no; }, { enableHighAccuracy: true, timeout: 8000 });
  });
})();
