// The owner's answer comes as it is given. Where no events come, the page reads itself anew now and
// then, as it does without a script.
const told = document.querySelector("[data-state]");

async function anew() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const mine = next.querySelector("[data-state]");
    if (!mine) return location.reload();
    if (mine.dataset.state === told.dataset.state) return;
    // The box is a live region: its words change in place, so that they are read.
    told.innerHTML = mine.innerHTML;
    told.className = mine.className;
    told.dataset.state = mine.dataset.state;
    document.querySelector(".facts").replaceWith(next.querySelector(".facts"));
    document.title = next.title;
    navigator.vibrate?.(200);
    if (!mine.dataset.every) source.close();
  } catch { /* the next time will tell */ }
}

const source = new EventSource(`${location.pathname}/events`);
source.addEventListener("state", (event) => { if (event.data !== told.dataset.state) anew(); });
const every = setInterval(() => {
  if (!document.querySelector("[data-state]").dataset.every) return clearInterval(every);
  if (source.readyState !== EventSource.OPEN) anew();
}, 1000 * Number(told.dataset.every));
