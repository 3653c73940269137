// What is sent to the server, and what is said when it was not taken.
(() => {
  "use strict";
  const bar = document.getElementById("unsaved");
  const tell = (name) => document.dispatchEvent(new CustomEvent("tl:" + name));
  tl.keeps = Boolean(window.crypto?.subtle);

  // What the server has not said, nobody says: a sign-in that ended (401), a line that broke and
  // a fault of ours are told in the bar. `quiet`: nothing of a person's was sent.
  function unsent(kind, to, sent = true) {
    if (bar) bar.dataset.last = kind;
    if (!bar || (bar.dataset.kind === "ended" && kind !== "ended")) return;
    const place = location.pathname + location.search;
    bar.dataset.kind = kind;
    const words = kind === "ended" && !sent && !tl.dirty?.() && !tl.unsaved?.() ? "over" : kind;
    show("tl-banner", "0 0 auto", bar.dataset[words]);
    if (kind === "ended") bar.append(Object.assign(document.createElement("a"), {
      href: to ?? "/sign-in/?" + new URLSearchParams({ next: place }), textContent: bar.dataset.enter,
      // Where nothing can be kept in the browser, the page itself must stay.
      target: tl.keeps ? "" : "_blank",
    }));
    tell("unsent");
  }
  // Over the page, so that nothing on it moves; without words there is no bar.
  function show(name, inset, words) {
    bar.className = name;
    Object.assign(bar.style, { position: "fixed", inset, zIndex: 20 });
    bar.replaceChildren(Object.assign(document.createElement("span"), { textContent: words }));
  }
  tl.calm = () => { delete bar.dataset.kind; bar.className = ""; bar.replaceChildren(); };
  const arrived = () => bar?.dataset.kind && tl.calm();
  const state = async (answer) => (answer.headers.get("Content-Type") ?? "").includes("problem+json") ? answer.clone().json() : {};

  async function deliver(url, { quiet, again, ...how } = {}) {
    const headers = { "X-Townline": "script", ...how.headers };
    let answer;
    try { answer = await fetch(url, { ...how, headers }); } catch { answer = null; }
    if (answer?.status === 401) unsent("ended", (await state(answer)).sign_in, !quiet);
    else if (!answer || answer.status >= 500) { if (!quiet) unsent(answer ? "broken" : "lost"); }
    else if (!again && answer.status === 403 && (await state(answer)).type === "/problems/form-too-old") {
      // Signed in anew in another tab: the form needs the sign of this session.
      const sign = await tl.session();
      if (!sign) return null;
      how.body?.set("csrfmiddlewaretoken", sign);
      return deliver(url, { ...how, quiet, again: true });
    } else {
      if (!quiet) arrived();
      return answer;
    }
    return null;
  }

  // Who is signed in here now, and the sign for forms: null when nobody is, or somebody else.
  async function session() {
    const answer = bar && await deliver(bar.dataset.session, { quiet: true, again: true });
    if (!answer?.ok) return null;
    const { person, sign } = await answer.json();
    if (String(person) !== bar.dataset.person) { unsent("other"); return null; }
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = sign; });
    if (bar.dataset.kind === "ended") { arrived(); tell("signed-in"); }
    return sign;
  }

  // A press that leaves everything else on the page as it is (`data-in-place`): its words stand
  // where the button stood.
  async function press(form) {
    const answer = await tl.send(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" } });
    if (!answer) return;
    const { said, detail } = await answer.json();
    document.querySelectorAll(`form[action="${form.getAttribute("action")}"]`).forEach((one) => {
      const held = one.contains(document.activeElement);
      one.replaceWith(Object.assign(document.createElement("span"), { textContent: said ?? detail }));
      if (held) document.querySelector("#title, #main")?.focus({ preventScroll: true });
    });
    tl.say(said ?? detail);
    for (const kind of ["alarm", "case"]) document.dispatchEvent(new CustomEvent("tl:" + kind, { detail: {} }));
  }
  document.addEventListener("submit", (event) => {
    if (!("inPlace" in event.target.dataset)) return;
    event.preventDefault();
    press(event.target);
  });

  // A telephone number never goes into an address, whichever box it is typed into: the search
  // takes it as a form. The server refuses it all the same (web/staff.py).
  const NUMBER = /^\s*(\+|00?[1-9]|82)[\s\d\-().\/]{7,18}\s*$/;
  document.addEventListener("submit", (event) => {
    const find = document.getElementById("find");
    if (!find || event.target.method !== "get") return;
    const typed = [...new FormData(event.target).values()].map((value) => String(value).normalize("NFKC"));
    const number = typed.find((value) => NUMBER.test(value));
    if (!number) return;
    event.preventDefault();
    find.value = number;
    find.form.requestSubmit();
  }, true);

  document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
    // What did not come is not where the page is.
    ctx.push = "false";
    if (ctx.response.status !== 401) return;
    try { unsent("ended", JSON.parse(ctx.text).sign_in, false); } catch { unsent("ended"); }
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && bar?.dataset.kind === "ended") session(); });
  Object.assign(tl, { deliver, unsent, session, show });
})();
