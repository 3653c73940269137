// The form engine speaks English alone: its own words are put into the language of the page. And
// fields for numbers and days get the name of their question, which stands beside them unconnected.
// A button without words takes away what stands before it.
function named(field, words) {
  if (field.matches("button")) {
    if (!field.textContent.trim() && !field.hasAttribute("aria-label")) field.setAttribute("aria-label", words.Remove);
    return;
  }
  const label = field.closest(".question-container")?.querySelector("label");
  if (!label || field.labels?.length || field.hasAttribute("aria-label")) return;
  label.id ||= `name-${crypto.randomUUID()}`;
  field.setAttribute("aria-labelledby", label.id);
}

export function translate(root, words) {
  const put = (node) => {
    if (node.nodeType === 3) {
      const text = node.data.trim(), many = /^(\d+) questions with errors\.$/.exec(text);
      if (many) node.data = words.errors.replace("%s", many[1]);
      else if (words[text]) node.data = node.data.replace(text, words[text]);
      return;
    }
    if (node.nodeType !== 1) return;
    for (const name of ["aria-label", "placeholder", "alt", "title"]) {
      if (words[node.getAttribute(name)]) node.setAttribute(name, words[node.getAttribute(name)]);
    }
    if (node.matches("input, textarea, select, button")) named(node, words);
    node.childNodes.forEach(put);
  };
  put(root);
  const seen = (found) => found.forEach((one) => (one.type === "childList" ? one.addedNodes.forEach(put) : put(one.target)));
  // Its dialogs and lists of choices stand beside the page's own content.
  new MutationObserver(seen).observe(document.body, { childList: true, subtree: true, characterData: true });
}
