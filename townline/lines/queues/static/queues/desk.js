// A desk by keys; reads itself anew when its queues changed, and after the computer slept.
(() => {
  const desk = document.getElementById("desk");
  // A form that was refused is shown at the address that it went to: the desk is read at its own.
  history.replaceState(null, "", `/desk/${desk.dataset.desk}/`);
  let seen = Date.now(), timer = 0, known, source;
  const typing = () => document.activeElement?.closest("input, select, textarea, details[open] form");
  const opened = (box) => [...box.querySelectorAll("details[open] > summary")].map((each) => each.textContent);

  async function anew() {
    timer = 0;
    try {
      const answer = await tl.send(location.href, { quiet: true });
      // Signed out: the bar says so, and what stands in a form here stays.
      if (!answer) { desk.querySelector(".q-lost").hidden = false; return; }
      const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("desk");
      if (!next) return location.reload();
      // What somebody is writing is never taken away from them: the server refuses a stale press.
      if (typing()) return;
      const at = document.activeElement, open = opened(desk);
      const was = desk.contains(at) && (at.name === "do" ? `button[value="${at.value}"]` : at.tagName === "A" ? "a" : "");
      // What was just said stays, such as the number that a clerk must tell: it stands above the desk.
      const number = desk.querySelector(".q-number")?.textContent;
      desk.innerHTML = next.innerHTML;
      const called = desk.querySelector(".q-number")?.textContent;
      if (called && called !== number) tl.say(called);
      for (const each of desk.querySelectorAll("details > summary")) each.parentElement.open = open.includes(each.textContent);
      if (was) desk.querySelector(was)?.focus();
    } catch { desk.querySelector(".q-lost").hidden = false; }
  }

  function listen() {
    // At first each queue says how it is; what comes later is a change.
    known = -desk.dataset.services.split(",").filter(Boolean).length;
    source = new EventSource(`/live/queues?services=${desk.dataset.services}`);
    source.addEventListener("snapshot", () => { if (known++ >= 0) timer ||= setTimeout(anew, 300); });
  }

  // A browser keeps few connections to one place: a desk in a tab behind others gives its own back.
  if (!document.hidden) listen();
  document.addEventListener("visibilitychange", () => {
    source?.close();
    if (document.hidden) return;
    anew();
    listen();
  });
  setInterval(() => {
    if (Date.now() - seen > 90000) { desk.querySelector(".q-lost").hidden = false; anew(); }
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
})();
