// A ticket's page: reads itself anew when its queue changed, and says so when the line is lost.
const box = document.getElementById("ticket");
const lost = () => document.getElementById("at")?.classList.add("bad");
let seen = "", timer = 0;
async function anew() {
  timer = 0;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) return lost();
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const mine = next.getElementById("ticket");
    if (!mine) return location.reload();
    const was = box.querySelector(".ticket"), now = mine.querySelector(".ticket");
    const held = box.contains(document.activeElement) && document.activeElement.matches("input,button,a");
    // The status is a live region: only its words change, so that it is read, and once.
    if (was.textContent !== now.textContent) { was.className = now.className; was.innerHTML = now.innerHTML; }
    if (now.matches(".now") && document.hidden && navigator.vibrate) navigator.vibrate(400);
    document.title = next.title;
    if (!held) for (const part of [...box.children]) {
      if (part === was) continue;
      part.remove();
    }
    if (!held) for (const part of [...mine.children]) if (part !== now) box.append(part);
    if (!mine.dataset.service) source.close();
  } catch { lost(); }
}
const source = new EventSource(`/api/v1/queues/${box.dataset.service}/events`);
source.addEventListener("snapshot", (event) => {
  const told = JSON.parse(event.data);
  const key = [told.calls[0]?.number, told.calls[0]?.calls, told.waiting, told.desks, told.state].join();
  // Everybody hears of a call at the same moment: not all of them ask at the same moment.
  if (key !== seen && seen && !timer) timer = setTimeout(anew, 500 + Math.random() * 2500);
  seen = key;
});
source.addEventListener("error", lost);
setInterval(() => timer || anew(), 60000);
