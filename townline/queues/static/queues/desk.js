// A desk by keys; reads itself anew when its queues changed, and after the computer slept.
const desk = document.getElementById("desk"), lost = desk.querySelector(".q-lost");
let seen = Date.now(), timer = 0;
const typing = () => document.activeElement?.closest("input, select, textarea, details[open] form");
function anew() {
  timer = 0;
  // What somebody is writing is never taken away from them: the server refuses a stale press.
  if (typing()) return;
  const at = document.activeElement;
  sessionStorage.setItem("desk-at", at?.name === "do" ? at.value : "");
  location.reload();
}
// Whoever works by Tab stays where they were.
const was = sessionStorage.getItem("desk-at");
sessionStorage.removeItem("desk-at");
if (was) desk.querySelector(`button[name="do"][value="${was}"]`)?.focus();
// At first each queue says how it is; what comes later is a change.
let known = -desk.dataset.services.split(",").filter(Boolean).length;
const source = new EventSource(`/live/queues?services=${desk.dataset.services}`);
source.addEventListener("snapshot", () => { if (known++ >= 0) timer ||= setTimeout(anew, 300); });
setInterval(() => {
  if (Date.now() - seen > 90000) { lost.hidden = false; anew(); }
  seen = Date.now();
}, 15000);
document.addEventListener("keydown", (event) => {
  // These keys are the desk's alone: C calls again, and must never say that an alarm was seen.
  if (["Space", "KeyA", "KeyC", "KeyN"].includes(event.code)) event.stopImmediatePropagation();
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (document.body.dataset.singleKeys === "off" || event.target.closest("input, select, textarea, button, a, summary")) return;
  const button = desk.querySelector(`[data-key-code="${event.code}"]`);
  if (button) { event.preventDefault(); button.click(); }
}, true);
