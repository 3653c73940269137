// What lies on this phone: what the server told last, drafts, the outbox, and what was sent lately.
const run = tlDevice.store("townline-survey", { known: "token", forms: "key", drafts: "id", outbox: "id", sent: "id" });

export const get = (box, key) => run([box], "readonly", (deal) => deal.objectStore(box).get(key));
export const all = (box) => run([box], "readonly", (deal) => deal.objectStore(box).getAll());
export const put = (box, one) => run([box], "readwrite", (deal) => deal.objectStore(box).put(one));
export const drop = (box, key) => run([box], "readwrite", (deal) => deal.objectStore(box).delete(key));
// From one box into another, whole or not at all; was: the name it had there.
export const move = (from, to, one, was = one.id) => run([...new Set([from, to])], "readwrite", (deal) => {
  deal.objectStore(from).delete(was);
  return deal.objectStore(to).put(one);
});
export const owned = async (box, owner) => (await all(box)).filter((one) => one.owner === owner);
