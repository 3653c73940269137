// The outbox: each filled form goes out under the one name that it was given, photo by photo, until
// the server has all of it. What is refused stays, with the reason.
import * as server from "field/server";
import * as store from "field/store";

const PART = 1_000_000; // bytes of one request: what a broken line costs again
const TAKEN = [201, 202], SHUT = [401, 403];
const waits = (status) => !status || status === 429 || status >= 500;

const hex = (bytes) => [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");

export function parts(files) {
  const found = [[]];
  let size = 0;
  for (const file of files) {
    if (size && size + file.blob.size > PART) { found.push([]); size = 0; }
    found.at(-1).push(file);
    size += file.blob.size;
  }
  return found;
}

async function body(one, files, more) {
  const made = new FormData();
  made.append("xml_submission_file", new Blob([one.xml], { type: "text/xml" }), "data.xml");
  if (more) made.append("*isIncomplete*", "yes");
  for (const { name, blob } of files) {
    if (crypto.subtle) made.append(`sha256:${name}`, hex(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())));
    made.append(name, blob, name);
  }
  return made;
}

async function send(one, device, unsent) {
  const left = parts(one.files.filter((file) => !one.done.includes(file.name)));
  for (const [at, files] of left.entries()) {
    const last = at === left.length - 1;
    const answer = await server.submit(device, await body(one, files, !last), last ? unsent - 1 : unsent);
    if (!TAKEN.includes(answer.status)) return answer;
    one.done.push(...files.map((file) => file.name));
    if (!last) await store.put("outbox", one);
  }
  await store.move("outbox", "sent", { ...one, problem: null, at: Date.now() });
  return { status: 201 };
}

// Sends what waits, the oldest first; gives how many arrived and what stopped it. Two pages never
// send at once.
export const flush = (owner, device, changed) => navigator.locks.request("townline-survey", async () => {
  let arrived = 0;
  for (const one of (await waiting(owner))) {
    const unsent = (await store.owned("outbox", owner)).length;
    const answer = await send(one, device, unsent);
    if (waits(answer.status) || SHUT.includes(answer.status)) return { arrived, stopped: answer.status };
    if (answer.status === 201) arrived += 1;
    else await store.put("outbox", { ...one, problem: { ...answer, at: Date.now() } });
    await changed();
  }
  return { arrived, stopped: null };
});

async function waiting(owner) {
  const own = (await store.owned("outbox", owner)).filter((one) => !one.problem);
  return own.sort((a, b) => a.filled - b.filled);
}
