// The form engine: what of it no option tells. Pinned; a test opens a draft.
import { english } from "field/dom";

// The engine writes styles of its own: the page's policy lets those in that bear its sign.
const { nonce } = document.querySelector("script[type=importmap]"), create = document.createElement.bind(document);
document.createElement = (name, how) => {
  const made = create(name, how);
  if (String(name).toLowerCase() === "style") made.nonce = nonce;
  return made;
};

// The engine offers what was filled by a press on its own button alone; its root node, which every
// header is given, tells at any time. (Pinned: a test opens a draft.)
export function root(node) {
  if (!node || typeof node !== "object") return null;
  if (node.props?.form?.prepareInstancePayload) return node.props.form;
  const within = node.component ? [node.component.subTree] : Array.isArray(node.children) ? node.children : [];
  return within.reduce((found, one) => found ?? root(one), null);
}

// A draft is opened as an edit, which draws a place as a map of a foreign service: never here.
export function plain(instance, toRaw) {
  for (const key of Object.getOwnPropertySymbols(instance.provides)) {
    if (key.description === "isFormEditMode") Object.defineProperty(toRaw(instance.provides[key]), "value", { get: () => false, set() {} });
  }
}

// The engine loads by itself and tells nobody when it has.
export async function ready(engine) {
  while (!engine()) {
    if (document.querySelector(".form-load-failure-dialog")) throw new Error("the form cannot be opened");
    await new Promise((done) => { setTimeout(done, 30); });
  }
}

// A form has its languages; the page's own is shown first where it has it.
export function speak(engine) {
  const wanted = engine.languages.find((one) => one.language?.includes(`(${english ? "en" : "ko"})`));
  if (wanted) engine.setLanguage(wanted);
}
