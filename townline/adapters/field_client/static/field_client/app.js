// The page of the list: shows what this phone knows at once, and learns anew where there is a line.
import * as background from "field/background";
import { button, make, mark, moment, say } from "field/dom";
import { chosen, counted, entries } from "field/entries";
import * as handing from "field/handing";
import * as home from "field/home";
import * as list from "field/list";
import * as store from "field/store";
import * as sync from "field/sync";
import * as tiles from "field/tiles";
import { settled } from "field/xml";

const EVERY = 60_000;
const $ = (name) => document.querySelector(`[data-${name}]`);
let state, lines = [], filter = "", line = navigator.onLine;

const today = () => new Intl.DateTimeFormat("en-CA", { timeZone: state.known?.facts?.zone }).format(new Date());
const tell = (text) => { $("said").textContent = text; };

async function learn() {
  state = await sync.load();
  const { known } = state;
  lines = known?.facts ? entries({ ...state, ...known }, today()) : [];
  if (!filter && lines.length) filter = counted(lines).today ? "today" : "open";
}

// Who this is, what waits, and whether the address still opens something.
function head() {
  const { known, outbox } = state, refused = outbox.filter((one) => one.problem).length;
  $("who").textContent = known?.facts?.surveyor?.name ?? "";
  $("unsent").replaceChildren(outbox.length ? mark(refused ? "danger" : "warning", refused ? "overdue" : "pause", say("unsent", outbox.length)) : mark("calm", "tick", say("all_sent")));
  $("switches").hidden = !line;
  $("line").textContent = line ? "" : say("offline", known?.at ? moment(known.at) : "");
  const shut = known && known.let !== "in";
  $("shut").hidden = !shut;
  if (!shut) return;
  $("shut").replaceChildren(make("h2", {}, say(`shut_${known.let}`)), make("p", {}, say("shut_keeps", outbox.length, state.drafts.length)), make("ol", {}, ...["shut_first", "shut_second", "shut_third"].map((name) => make("li", {}, say(name)))), ...hand());
}

const hand = () => (state.outbox.length || state.drafts.length ? [make("p", {}, button(say("export"), save, "krds-btn medium primary"))] : []);

async function save() {
  const file = await handing.file(state), link = make("a", { href: URL.createObjectURL(file), download: file.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  tell(say("exported", file.name));
}

function showList() {
  const counts = counted(lines), shown = chosen(lines, { filter: filter || "open", words: $("search").value });
  for (const one of document.querySelectorAll("[data-filter]")) {
    one.setAttribute("aria-pressed", String(one.dataset.filter === filter));
    one.querySelector("b").textContent = state.known?.at ? counts[one.dataset.filter] : "…";
  }
  document.getElementById("fc-homes").replaceChildren(...list.draw(shown, state.known?.facts?.attempts ?? 3));
  $("empty").hidden = shown.length > 0;
  $("empty").textContent = say(!state.known?.at ? "empty_first" : lines.length ? "empty_filter" : "empty_none");
}

function outboxLine(one) {
  const { problem } = one, name = problem && say(`help_${problem.kind}`);
  const help = problem && (name === `help_${problem.kind}` ? say(problem.status === 413 ? "help_FileTooLarge" : "help_other") : name);
  const item = make("li", { className: "fc-item" }, make("b", {}, one.label), make("p", { className: "meta" }, `${say(`result_${one.result}`)} · ${moment(one.filled)} · ${say("photos", one.files.length)}`));
  if (!problem) item.append(make("p", {}, mark("warning", "pause", one.done.length ? say("partly", one.done.length, one.files.length) : say("waits"))));
  else {
    item.append(make("p", { className: "fc-problem" }, mark("danger", "overdue", say("refused")), ` ${problem.words}`), make("p", {}, help));
    const acts = [button(say("again"), () => again(one)), ["OtherContent", "OtherFile"].includes(problem.kind) ? button(say("as_edit"), () => asEdit(one)) : "", button(say("reopen"), () => reopen(one))];
    item.append(make("div", { className: "fc-acts" }, ...acts.filter(Boolean)));
  }
  return item;
}

async function again(one) {
  await store.put("outbox", { ...one, problem: null });
  await go();
}
async function asEdit(one) {
  const id = crypto.randomUUID();
  await store.move("outbox", "outbox", { ...one, id, edits: one.id, xml: settled(one.xml, { id, edits: one.id }), done: [], problem: null }, one.id);
  await go();
}
// Back among the drafts, under a new name: what was refused can be put right and finished anew.
async function reopen(one) {
  const id = crypto.randomUUID();
  await store.move("outbox", "drafts", { ...one, id, edits: "", done: [], problem: null, at: Date.now() }, one.id);
  location.assign(`${location.pathname}fill#${id}`);
}

function showOutbox() {
  const { outbox, drafts } = state;
  $("outbox").replaceChildren(...outbox.map(outboxLine));
  $("drafts").replaceChildren(...drafts.map((one) => make("li", { className: "fc-item" }, make("a", { href: `${location.pathname}fill#${one.id}` }, one.label), make("p", { className: "meta" }, moment(one.at)))));
  $("nothing").hidden = outbox.length + drafts.length > 0;
  $("send").hidden = !outbox.length;
  $("export").hidden = !outbox.length && !drafts.length;
}

function show() {
  const [view, id] = location.hash.slice(1).split("/"), one = view === "home" && lines.find((other) => other.id === id);
  const name = one ? "home" : view === "outbox" ? "outbox" : "list";
  for (const section of document.querySelectorAll("[data-part]")) section.hidden = section.dataset.part !== name;
  if (one) $("home").replaceChildren(...home.draw(one, state));
  showList();
  showOutbox();
  head();
  return name;
}

async function refresh() {
  await learn();
  show();
}

// One at a time; who asks in the midst of one gets another after it.
let busy = null, once = false;
function go() {
  if (busy) once = true;
  busy ??= run().finally(() => {
    busy = null;
    if (once) { once = false; return go(); }
  });
  return busy;
}
async function run() {
  await refresh();
  const { arrived, stopped } = state.outbox.length ? await sync.flush(state.owner, refresh) : { arrived: 0, stopped: null };
  await refresh();
  const let_ = await sync.pull();
  line = let_ !== null;
  // On another phone, or under a new address of the same surveyor, what waits is found now.
  await refresh();
  if (let_ === "in") {
    await sync.tell(state.outbox.length);
    if (stopped === null && state.outbox.some((one) => !one.problem)) await sync.flush(state.owner, refresh);
    await refresh();
    ahead();
  }
  if (arrived) tell(say("sent", arrived));
}

// With a line, what the coming days need is fetched before it is asked for.
let fetched = "", fetching = false;
async function ahead() {
  const open = lines.filter((one) => !one.done), planned = open.filter((one) => one.day), wanted = planned.length ? planned : open;
  const name = wanted.map((one) => one.id).join();
  if (fetching || name === fetched || document.body.dataset.offline !== "ready") return;
  fetching = true;
  const { tiles: ground, pmtiles } = document.querySelector("tl-map").dataset;
  try {
    await background.drawings(wanted);
    if (await tiles.gather({ tiles: ground, pmtiles }, wanted)) document.body.dataset.ground = "ready";
    fetched = name;
  } catch {
    // The line broke off: the next one begins again, and what has come is there already.
  } finally {
    fetching = false;
  }
}

function listen() {
  addEventListener("hashchange", async () => {
    tell("");
    await refresh();
    document.getElementById("main").focus();
    scrollTo(0, 0);
  });
  addEventListener("online", go);
  addEventListener("offline", () => { line = false; head(); });
  addEventListener("pageshow", (event) => { if (event.persisted) refresh(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) go(); });
  setInterval(() => { if (!document.hidden) go(); }, EVERY);
  $("search").addEventListener("input", showList);
  for (const one of document.querySelectorAll("[data-filter]")) one.addEventListener("click", () => { filter = one.dataset.filter; showList(); });
  $("send").addEventListener("click", async () => {
    await go();
    if (state.outbox.some((one) => !one.problem)) tell(say("still_waits"));
  });
  $("export").addEventListener("click", save);
  $("import").addEventListener("change", taken);
  document.addEventListener("tl:map-select", ({ detail }) => { if (detail.from === "map") $("chosen").replaceChildren(make("a", { href: `#home/${detail.id}` }, lines.find((one) => one.id === detail.id)?.label ?? "")); });
  install();
}

async function taken({ target }) {
  const [file] = target.files;
  try {
    tell(say("imported", await handing.take(await file.text(), state.owner)));
    await go();
  } catch {
    tell(say("import_wrong"));
  }
  target.value = "";
}

function install() {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    $("install").hidden = false;
    $("install").addEventListener("click", () => event.prompt(), { once: true });
  });
}

async function storage() {
  const kept = await background.persist().catch(() => null);
  $("storage").textContent = say(kept ? "persisted" : "not_persisted");
}

await refresh();
listen();
if (location.hash === "#sent") {
  tell(say("taken"));
  history.replaceState(null, "", location.pathname);
}
performance.mark("tl-field-shown");
document.body.dataset.shown = "ready";
storage();
background.keep().then((can) => can || (document.body.dataset.offline = "none"), () => {}).then(go);
