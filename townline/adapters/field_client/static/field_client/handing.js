// What was not sent, as a file: for a phone whose address opens nothing any more.
import * as store from "field/store";

const FORMAT = "townline-survey-outbox";

const packed = (blob) => new Promise((done, fail) => {
  const reading = new FileReader();
  reading.onload = () => done(reading.result.slice(reading.result.indexOf(",") + 1));
  reading.onerror = () => fail(reading.error);
  reading.readAsDataURL(blob);
});
const unpacked = ({ name, type, data }) => ({ name, blob: new Blob([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))], { type }) });

async function written(one) {
  const files = await Promise.all(one.files.map(async ({ name, blob }) => ({ name, type: blob.type, data: await packed(blob) })));
  return { ...one, files };
}

export async function file({ known, outbox, drafts }) {
  const told = {
    format: FORMAT, version: 1, surveyor: known?.facts?.surveyor?.name ?? "", at: new Date().toISOString(),
    outbox: await Promise.all(outbox.map(written)), drafts: await Promise.all(drafts.filter((one) => one.xml).map(written)),
  };
  return new File([JSON.stringify(told)], `townline-${told.at.slice(0, 10)}.json`, { type: "application/json" });
}

// Takes such a file in for this surveyor; what is here or was sent already is not taken twice.
// Gives how many were new; throws what is no such file.
export async function take(text, owner) {
  const told = JSON.parse(text);
  if (told?.format !== FORMAT || !Array.isArray(told.outbox)) throw new TypeError("no file of ours");
  let fresh = 0;
  for (const [box, list] of [["outbox", told.outbox], ["drafts", told.drafts ?? []]]) {
    for (const one of list) {
      const there = await Promise.all(["outbox", "sent", "drafts"].map((name) => store.get(name, one.id)));
      if (there.some(Boolean)) continue;
      await store.put(box, { ...one, owner, problem: null, files: one.files.map(unpacked) });
      fresh += 1;
    }
  }
  return fresh;
}
