// A ticket's page. Whoever is near hears of changes at once; the rest ask now and then for the one
// snapshot that everybody shares, so that a city may wait. One's own page is read on a change only.
const NEAR = 20, POLL = 15, box = document.getElementById("ticket");
const some = (low, high) => low + Math.random() * (high - low);
const ahead = () => (box.dataset.ahead === "" ? 500 : Number(box.dataset.ahead));
const near = () => ahead() <= NEAR;
const called = () => box.querySelector(".ticket").matches(".now");
let seen = "", state = "", timer = 0, read = Date.now(), source = null, over = false;

function lost(is = true) {
  const at = document.getElementById("at");
  at?.classList.toggle("bad", is);
  at?.querySelector(".lost")?.toggleAttribute("hidden", !is);
}

async function anew() {
  timer = 0;
  read = Date.now();
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) return lost();
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const mine = next.getElementById("ticket");
    if (!mine) return location.reload();
    const held = box.contains(document.activeElement) && document.activeElement.matches("input,button,a") || Boolean(box.querySelector("#code")?.value);
    const was = box.querySelector(".ticket"), now = mine.querySelector(".ticket"), before = called();
    // The status is a live region: only its words change, so that it is read, and once.
    const old = was.querySelector("[role=status]"), fresh = now.querySelector("[role=status]");
    if (old.textContent !== fresh.textContent) old.innerHTML = fresh.innerHTML;
    was.querySelector(".pair")?.remove();
    if (now.querySelector(".pair")) was.append(now.querySelector(".pair"));
    was.className = now.className;
    box.dataset.ahead = mine.dataset.ahead ?? "";
    if (called() && !before) navigator.vibrate?.([400, 200, 400]);
    document.title = next.title;
    if (!held) {
      for (const part of [...box.children]) if (part !== was) part.remove();
      for (const part of [...mine.children]) if (part !== now) box.append(part);
    }
    lost(false);
    over = !mine.dataset.service;
    if (over) return source?.close();
    watch();
  } catch { lost(); }
}

function told(snapshot) {
  const key = [snapshot.calls[0]?.number, snapshot.calls[0]?.calls, snapshot.desks, snapshot.state].join();
  const opened = state && state !== snapshot.state;
  // Everybody hears of a call at the same moment: not all of them read their page at the same moment.
  if (seen && key !== seen && !timer && (near() || opened)) timer = setTimeout(anew, some(500, near() ? 3000 : 20000));
  [seen, state] = [key, snapshot.state];
  lost(false);
}

function watch() {
  if (!near() || source) return;
  source = new EventSource(`/api/v1/queues/${box.dataset.service}/events`);
  source.addEventListener("snapshot", (event) => told(JSON.parse(event.data)));
  source.addEventListener("error", () => lost());
}

async function poll() {
  if (over) return;
  if (!source) await fetch(`/api/v1/queues/${box.dataset.service}`).then(async (answer) => (answer.ok ? told(await answer.json()) : lost())).catch(() => lost());
  setTimeout(poll, 1000 * some(POLL, 2 * POLL));
}

watch();
setTimeout(poll, 1000 * some(1, POLL));
// A call that was ended is no change of the queue; the far ones move slowly.
setInterval(() => {
  const every = called() ? 10 : near() ? 60 : Math.min(600, 60 + 0.6 * ahead());
  if (!over && !timer && Date.now() - read > 1000 * every) anew();
}, 5000);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && !over && !timer && Date.now() - read > 10000) anew();
});
