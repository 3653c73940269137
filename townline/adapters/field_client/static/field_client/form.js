// One filled form, in the making: the form engine, and what is written saved while typing.
import { text as csv } from "field/csv";
import { say, words } from "field/dom";
import { plain, ready, root, speak } from "field/engine";
import { entity } from "field/entries";
import { here } from "field/server";
import { translate } from "field/speech";
import * as store from "field/store";
import { device, load } from "field/sync";
import { answer, prepared, settled, updates } from "field/xml";

const SOON = 400;
const box = document.getElementById("form"), said = document.querySelector("[data-said]");
const tell = (text) => { said.textContent = text; };
const id = location.hash.slice(1);

const photos = new WeakMap();
const smaller = (file) => {
  if (!photos.has(file)) photos.set(file, tlDevice.smaller(file));
  return photos.get(file);
};

async function filled(payload, draft) {
  const [data] = payload.data, renamed = {}, files = [];
  for (const [name, file] of data) {
    if (name === "xml_submission_file") continue;
    const made = await smaller(file);
    if (made.name !== name && made !== file) renamed[name] = made.name;
    files.push({ name: renamed[name] ?? name, blob: made });
  }
  const written = await data.get("xml_submission_file").text();
  return { xml: settled(written, { id: draft.id, edits: draft.edits, renamed }), files };
}

async function open(draft, state) {
  const form = await store.get("forms", `${draft.form.id}|${draft.form.version}`);
  const home = state.known.homes.find((one) => one.name === draft.home) ?? { name: draft.home, label: draft.label, __version: "" };
  const row = entity(home, [...state.outbox, ...state.sent], state.known.chains[draft.home]?.id ?? "");
  draft.trunk = Number(home.__version);
  const [{ createApp, h, toRaw }, { OdkWebForm, webFormsPlugin }] = await Promise.all([import("vue"), import("web-forms")]);
  const files = new Map(draft.files.map((file) => [file.name, file.blob]));
  const app = createApp({
    render: () => h(OdkWebForm, {
      ref: "form", formXml: prepared(form.xml, { home: draft.home, ...draft.preset }),
      preloadProperties: { deviceID: device },
      fetchFormAttachment: async () => new Response(csv([row]), { headers: { "Content-Type": "text/csv" } }),
      editInstance: draft.xml ? {
        resolveInstance: () => draft.xml, attachmentFileNames: [...files.keys()],
        resolveAttachment: async (name) => new Response(files.get(name)),
      } : undefined,
      onSubmit: (payload) => finish(payload, draft, state),
    }),
  });
  app.use(webFormsPlugin);
  const mounted = app.mount(box);
  plain(mounted.$refs.form.$, toRaw);
  translate(box, words.engine);
  const engine = () => root(mounted.$.subTree);
  await ready(engine);
  speak(engine());
  save(draft, engine);
}

let over = false, timer = 0, busy = Promise.resolve();
function save(draft, found) {
  const now = () => {
    clearTimeout(timer);
    busy = busy.then(() => keep(draft, found())).catch(() => tell(say("not_saved")));
    return busy;
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(now, SOON); };
  for (const kind of ["input", "change", "click"]) document.addEventListener(kind, soon, true);
  // A number counts for the engine once its field is left.
  const leave = () => { document.activeElement?.blur(); return now(); };
  document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
  addEventListener("pagehide", leave);
  document.querySelector("[data-back]").addEventListener("click", async (event) => {
    event.preventDefault();
    await leave();
    location.assign(event.target.href);
  });
}

async function keep(draft, engine) {
  if (over || !engine) return;
  const made = await filled(await engine.prepareInstancePayload({ payloadType: "monolithic" }), draft);
  if (over || (made.xml === draft.xml && made.files.length === draft.files.length)) return;
  Object.assign(draft, made, { at: Date.now() });
  await store.put("drafts", draft);
  tell(say("draft_saved"));
}

// Into the outbox, and out of the drafts, in one step: then it is never in both or in none.
async function finish(payload, draft, { owner, known: { facts } }) {
  const made = await filled(payload, draft), result = answer(made.xml, "visit_result") || "surveyed";
  if (facts.exclusions.includes(result) && !made.files.length && !answer(made.xml, "place")) {
    tell(say("needs_evidence"));
    return scrollTo(0, 0);
  }
  over = true;
  await busy;
  await store.move("drafts", "outbox", {
    ...draft, ...made, owner, result, done: [], problem: null, filled: Date.now(), at: 0, updates: updates(made.xml),
  });
  location.replace(`${here}#sent`);
}

const state = await load(), draft = state.drafts.find((one) => one.id === id);
if (!draft || !state.known) tell(say("no_draft"));
else {
  document.querySelector("h1").textContent = draft.label;
  document.querySelector("[data-count]").textContent = state.outbox.length ? say("unsent", state.outbox.length) : "";
  await open(draft, state).catch((error) => { tell(say("form_broken")); throw error; });
}
