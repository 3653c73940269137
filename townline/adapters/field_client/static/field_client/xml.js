// Forms and filled forms as XML (ODK XForms specification).
const read = (text) => new DOMParser().parseFromString(text, "text/xml");
const written = (doc) => new XMLSerializer().serializeToString(doc);
const local = (root, name) => [...root.getElementsByTagNameNS("*", name)];
const leaf = (root, name) => local(root, name).find((one) => !one.children.length);

// The engine would make photos smaller by workers of its own, which our policy for content forbids:
// the outbox makes them smaller, and ODK Collect reads the attribute from the form as it is.
function withoutSizes(doc) {
  for (const bind of local(doc, "bind")) {
    for (const one of [...bind.attributes]) if (one.localName === "max-pixels") bind.removeAttributeNode(one);
  }
  return doc;
}
export const unsized = (xform) => written(withoutSizes(read(xform)));

// A form whose answers begin with what is known already; the home is not asked for once more.
export function prepared(xform, answers) {
  const doc = withoutSizes(read(xform)), data = local(doc, "instance")[0]?.firstElementChild;
  for (const [name, value] of Object.entries(answers)) {
    const node = data && leaf(data, name);
    if (node) node.textContent = value;
  }
  const body = local(doc, "body")[0];
  for (const one of local(body, "select1")) if (/\/home$/.test(one.getAttribute("ref") ?? "")) one.remove();
  return written(doc);
}

// A filled form under its own name; edits: the name of the one that it takes the place of, "" for
// none. renamed: old name of a file to its new one.
export function settled(text, { id, edits = "", renamed = {} }) {
  const doc = read(text), meta = local(doc, "meta")[0], known = local(meta, "instanceID")[0];
  known.textContent = `uuid:${id}`;
  local(meta, "deprecatedID").forEach((one) => one.remove());
  if (edits) {
    const before = doc.createElementNS(known.namespaceURI, known.prefix ? `${known.prefix}:deprecatedID` : "deprecatedID");
    before.textContent = `uuid:${edits}`;
    meta.append(before);
  }
  for (const one of doc.getElementsByTagName("*")) {
    if (!one.children.length && one.textContent in renamed) one.textContent = renamed[one.textContent];
  }
  return written(doc);
}

export const answer = (text, name) => leaf(read(text), name)?.textContent.trim() ?? "";
export const updates = (text) => local(read(text), "entity").some((one) => one.getAttribute("update") === "1");

export function forms(text) {
  const of = (one, name) => leaf(one, name)?.textContent.trim() ?? "";
  return local(read(text), "xform").map((one) => ({
    id: of(one, "formID"), version: of(one, "version"), name: of(one, "name"), hash: of(one, "hash"),
  }));
}

export const message = (text) => leaf(read(text), "message")?.textContent.trim() ?? "";
