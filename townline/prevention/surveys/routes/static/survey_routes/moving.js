// A visit that is chosen on the map or in the list stands in the form; carried to another pin, to a
// surveyor's heading or to a day, it is moved there. The form alone does all of it by keyboard.
const form = document.getElementById("ro-move");
const { home, surveyor, day } = form.elements;
const item = (id) => document.querySelector(`#ro-list [data-map-id="${CSS.escape(id)}"]`);

const choose = (id) => {
  home.value = id;
  surveyor.value = item(id)?.closest("[data-surveyor]").dataset.surveyor ?? surveyor.value;
};

document.addEventListener("tl:map-select", ({ detail: { id } }) => choose(id));
document.addEventListener("tl:map-drop", ({ detail: { id, onto, over } }) => {
  const target = onto ? item(onto) : over;
  const to = target?.closest("[data-surveyor]")?.dataset.surveyor;
  const on = target?.closest("[data-day]")?.dataset.day;
  choose(id);
  if (!on && (!to || to === surveyor.value)) return;
  if (to) surveyor.value = to;
  if (on) day.value = on;
  form.requestSubmit();
});
