// The OpenRosa server of this address, and what it does not tell (…/facts).
import { forms, message } from "field/xml";

export const token = location.pathname.split("/")[2];
export const here = `/field/${token}/`;
const openrosa = `/openrosa/${token}/`;
const headers = { "X-OpenRosa-Version": "1.0", "Accept-Language": document.documentElement.lang };
const PATIENCE = 120_000;

// Never throws: a line that broke is the status 0. Without cookies: where the address opens nothing
// any more, the browser would ask the person for a password instead.
export async function ask(url, more = {}) {
  try {
    return await fetch(url, { redirect: "manual", credentials: "omit", signal: AbortSignal.timeout(PATIENCE), ...more });
  } catch {
    return { status: 0, ok: false, headers: new Headers(), text: async () => "", json: async () => ({}) };
  }
}

export const facts = () => ask(`${here}facts`, { headers });
export const homes = () => ask(`${openrosa}media/homes.csv`, { headers });

export async function openForms() {
  const answer = await ask(`${openrosa}formList`, { headers });
  return answer.ok ? forms(await answer.text()) : null;
}

export async function form({ id, version }) {
  const answer = await ask(`${openrosa}form?${new URLSearchParams({ formID: id, version })}`, { headers });
  return answer.ok ? answer.text() : null;
}

const submission = (device) => `${openrosa}submission?${new URLSearchParams({ deviceID: device })}`;
const said = (unsent) => ({ ...headers, "X-Townline-Unsent": String(unsent) });

export const tell = (device, unsent) => ask(submission(device), { method: "HEAD", headers: said(unsent) });

export async function submit(device, body, unsent) {
  const answer = await ask(submission(device), { method: "POST", body, headers: said(unsent) });
  return {
    status: answer.status, kind: answer.headers.get("X-Townline-Refusal") ?? "",
    words: answer.status ? message(await answer.text()) : "",
  };
}
