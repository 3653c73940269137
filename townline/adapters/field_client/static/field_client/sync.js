// What this phone knows, and how it learns anew. Without a line all of it stays as it was.
import { rows } from "field/csv";
import * as outbox from "field/outbox";
import * as server from "field/server";
import * as store from "field/store";

const SENT = 3 * 24 * 3600e3; // how long what was sent can be put right on this phone
export const device = (localStorage["townline-device"] ??= `townline:${crypto.randomUUID()}`);

export async function load() {
  const known = (await store.get("known", server.token)) ?? null, owner = known?.owner ?? "";
  const [drafts, waiting, sent] = await Promise.all(["drafts", "outbox", "sent"].map((box) => store.owned(box, owner)));
  const old = (one) => Date.now() - one.at > SENT;
  await Promise.all(sent.filter(old).map((one) => store.drop("sent", one.id)));
  const by = (name) => (a, b) => a[name] - b[name];
  return { known, owner, drafts: drafts.sort(by("at")), outbox: waiting.sort(by("filled")), sent: sent.filter((one) => !old(one)).sort(by("at")) };
}

async function newForms() {
  const list = await server.openForms();
  for (const one of list ?? []) {
    const key = `${one.id}|${one.version}`, there = await store.get("forms", key);
    if (there?.hash === one.hash) continue;
    const xml = await server.form(one);
    if (!xml) return null;
    await store.put("forms", { ...one, key, xml });
  }
  return list;
}

// Updates made here in a row have one name of their chain for each version of the server's.
function chains(homes, before) {
  const kept = (home) => (before?.[home.name]?.trunk === home.__version ? before[home.name] : { trunk: home.__version, id: crypto.randomUUID() });
  return Object.fromEntries(homes.map((home) => [home.name, kept(home)]));
}

// Gives why the server lets nobody in ("in": it does), null without a line.
export async function pull() {
  const before = await store.get("known", server.token), at = Date.now(), answer = await server.facts();
  if ([401, 403].includes(answer.status)) {
    const { why } = await answer.json().catch(() => ({}));
    if (why) await shut(before, why);
    return why ?? null;
  }
  if (!answer.ok) return null;
  const facts = await answer.json(), forms = await newForms(), list = forms && (await server.homes());
  if (!list?.ok) return null;
  const homes = rows(await list.text());
  await store.put("known", {
    token: server.token, owner: String(facts.surveyor.id), let: "in", at, facts, homes,
    forms: forms.map(({ id, version, name }) => ({ id, version, name })), chains: chains(homes, before?.chains),
    ground: before?.ground,
  });
  return "in";
}

// A phone that was lost keeps no homes of anybody: only what was not sent stays.
async function shut(before, why) {
  await store.put("known", { token: server.token, owner: "", at: 0, facts: null, ...before, let: why, homes: [], chains: {} });
  await caches.delete(`townline-photos${server.here}`);
  for (const one of await store.owned("sent", before?.owner ?? "")) await store.drop("sent", one.id);
}

let told = -1;
export async function tell(unsent) {
  if (unsent === told) return;
  if ((await server.tell(device, unsent)).status === 204) told = unsent;
}

export const flush = (owner, changed) => outbox.flush(owner, device, changed);
