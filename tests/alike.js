// What axe judges of each element here: its kind, its state, its name, and all it stands in.
// Two pages with the same answers look the same to it, whatever their words are.
() => {
  const named = (box) => !!(box.ariaLabel || box.title || box.placeholder || box.alt
    || box.getAttribute("aria-labelledby") || box.labels?.length || box.textContent.trim());
  const direct = (box) => [...box.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
  const told = (box) => [...box.attributes].map(({ name, value }) =>
    /^(aria-(labelledby|describedby|label|controls|owns|activedescendant)|id|href|src|for|value|name|content|action|title|placeholder|alt|datetime|style|data-.*|hx-.*|d|points|viewBox|x|y|width|height|transform|cx|cy|r|max|min|maxlength|nonce|integrity|lang|dir)$/.test(name)
      ? name : `${name}=${value}`).sort().join();
  const hash = (words) => {
    let found = 7;
    for (let at = 0; at < words.length; at += 1) found = (found * 31 + words.charCodeAt(at)) | 0;
    return found;
  };
  const found = new Set(), ids = new Map();
  let level = 0;
  const walk = (box, above) => {
    const heading = /^h[1-6]$/i.test(box.localName) ? +box.localName[1] : 0;
    const seen = box.checkVisibility() ? "" : "hidden";
    const own = hash([above, box.localName, told(box), seen, named(box), direct(box), heading && level].join("|"));
    if (heading && !seen) level = heading;
    if (box.id) ids.set(box.id, (ids.get(box.id) ?? 0) + 1);
    found.add(own);
    for (const one of box.children) walk(one, own);
  };
  walk(document.documentElement, "");
  if ([...ids.values()].some((many) => many > 1)) found.add(Math.random());
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  return [`${document.documentElement.lang} ${dark} ${innerWidth < 700}`, [...found]];
}
