// The mayor's pages without a connection: the last state, marked as such, and presses that wait.
// Kept: the morning, the answers that wait, and the files they need; 24 hours at most.
const PRESSES = "townline-morning", SENDING = 8000;
const PAGE = /^\/morning\/([\w-]+\/)?$/, CONFIRM = /^\/morning\/([\w-]+)\/confirm$/;
const rows = tlDevice.store(PRESSES, { presses: "press" });
const keepPress = (one) => rows(["presses"], "readwrite", (deal) => deal.objectStore("presses").put(one));
const { page, file, gone, nothing } = keptPages({
  name: "townline-morning", owner: "/morning/owner", life: 24 * 3600e3, wait: 4000,
  home: { ko: "<a href=/morning/>일일 현황으로 이동</a>", en: "<a href=/morning/>Go to the daily summary</a>" },
});

addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "GET" && pathname.startsWith("/static/")) event.respondWith(file(request));
  if (request.mode !== "navigate") return;
  if (request.method === "GET" && PAGE.test(pathname)) event.respondWith(page(event, pathname));
  if (request.method === "POST" && CONFIRM.test(pathname)) event.respondWith(press(request, pathname));
});

// A sign-in that has ended takes the pages away (web/offline-pages.js). Presses stay: they name a person
// and a hash, no words, and only that person's own sign-in sends them.
//
// A press that the server does not take in time waits in this phone. It may have arrived all the
// same: it goes out again under its own name, which the server takes once.
async function press(request, path) {
  const copy = request.clone();
  let answer = null;
  try {
    const late = new Promise((_, fail) => { setTimeout(fail, SENDING); });
    answer = await Promise.race([fetch(request), late]);
  } catch { /* no connection */ }
  // Signed out, or in anew since the page was opened: it waits as well, and the answer is shown.
  const refused = answer && (answer.status === 401 || answer.headers.get("X-Townline") === "form-too-old");
  if (answer && !refused && !gone(answer)) return answer;
  const form = await copy.formData(), word = (name) => form.get(name) ?? "";
  if (!word("press")) return answer ?? nothing();
  await keepPress({
    press: word("press"), person: word("person"), at: Number(word("at")), code: CONFIRM.exec(path)[1],
    hash: word("hash"), seen: word("seen"), state: "waiting",
  });
  if (refused) return answer;
  const next = word("then") ? `/morning/${word("then")}/` : "/morning/";
  return Response.redirect(next, 303);
}
