// Where the phone is becomes the place of the form, only when its holder presses.
(() => {
  const box = document.querySelector("[data-here-box]");
  if (!box || !navigator.geolocation || !isSecureContext) return;
  const said = box.querySelector("[data-here-said]"), form = box.closest("form");
  box.hidden = false;
  box.querySelector("[data-here]").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      form.elements.at.value = `${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)}`;
      form.noValidate = true;
      form.requestSubmit();
    }, () => { said.textContent = said.dataset.no; }, { enableHighAccuracy: true, timeout: 8000 });
  });
})();
