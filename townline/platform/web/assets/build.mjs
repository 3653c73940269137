// Builds townline/platform/web/static/vendor/ from the installed npm packages: htmx, the two font weights
// staff pages use, and the part of KRDS that our templates name. Run by set-up and by tests.
//
// KRDS ships 583 kB of CSS with three copies of each colour rule and many rules for bare elements
// that harm native controls. Only rules of the components below are taken; dark colours become
// one block that redefines the light tokens.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "..");
const krds = join(root, "node_modules", "krds-uiux", "resources");
const htmx = join(root, "node_modules", "htmx.org");
const vendor = join(root, "townline", "platform", "web", "static", "vendor");

const COMPONENTS = /^\.(krds-btn|krds-input|krds-form-select|form-group|form-tit|form-conts|form-hint|form-hint-invalid)(?![\w-])/;
const TOKENS_FOR_ALIASES = /var\((--krds-light-[\w-]+|--krds-[\w-]+)/g;

mkdirSync(join(vendor, "fonts"), { recursive: true });
copyFileSync(join(htmx, "dist", "htmx.min.js"), join(vendor, "htmx.js"));
copyFileSync(join(htmx, "LICENSE"), join(vendor, "htmx.LICENSE"));
for (const weight of ["Regular", "Bold"]) {
  copyFileSync(
    join(krds, "fonts", `PretendardGOV-${weight}.subset.woff2`),
    join(vendor, "fonts", `PretendardGOV-${weight}.woff2`),
  );
}

// MapLibre's modern build runs its worker from a file of its own, as the pages' policy wants.
// Maps of the sources are not served. Servers know what ".js" is, and not all of them ".mjs".
for (const [from, to] of [
  ["maplibre-gl/dist/maplibre-gl.mjs", "maplibre-gl.js"],
  ["maplibre-gl/dist/maplibre-gl-worker.mjs", "maplibre-gl-worker.js"],
  ["maplibre-gl/dist/maplibre-gl.css", "maplibre-gl.css"],
  ["maplibre-gl/LICENSE.txt", "maplibre-gl.LICENSE"],
  ["pmtiles/dist/pmtiles.js", "pmtiles.js"],
]) {
  if (!existsSync(join(root, "node_modules", from))) {
    throw new Error(`${from} is not installed: run bin/setup test (it takes what package-lock.json names)`);
  }
  const text = readFileSync(join(root, "node_modules", from), "utf8");
  writeFileSync(join(vendor, to), text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
}

// The form engine of surveyors' phones and what it is drawn with, byte for byte. Its files name each
// other, so they keep their names; the page's import map finds them (adapters/field_client).
mkdirSync(join(vendor, "web-forms"), { recursive: true });
const engine = join(root, "node_modules", "@getodk", "web-forms", "dist");
if (!existsSync(engine)) throw new Error("@getodk/web-forms is not installed: run bin/setup test");
for (const name of readdirSync(engine).filter((file) => file.endsWith(".js"))) {
  copyFileSync(join(engine, name), join(vendor, "web-forms", name));
}
copyFileSync(join(root, "node_modules", "vue", "dist", "vue.runtime.esm-browser.prod.js"), join(vendor, "vue.js"));
copyFileSync(join(root, "node_modules", "vue", "LICENSE"), join(vendor, "vue.LICENSE"));

function components(css) {
  const tree = postcss.parse(css);
  tree.walkAtRules("import", (rule) => rule.remove());
  tree.walkAtRules("charset", (rule) => rule.remove());
  tree.walkComments((comment) => comment.remove());
  tree.walkRules((rule) => {
    if (rule.parent.type === "atrule" && rule.parent.name.endsWith("keyframes")) return;
    if (rule.selector === ":root") return;
    const wanted = rule.selectors.filter((s) => COMPONENTS.test(s) && !s.includes("svg-icon"));
    if (wanted.length === 0) rule.remove();
    else rule.selectors = wanted;
  });
  // Icons are drawn by our own sprite; nothing may be fetched from elsewhere.
  tree.walkDecls((decl) => {
    if (/url\(/.test(decl.value)) decl.remove();
  });
  return tree;
}

function own(css) {
  return [...css.matchAll(TOKENS_FOR_ALIASES)].map((match) => match[1]);
}

function withoutUnused(tree, used) {
  // Variables are followed from those our own CSS names through those that KRDS rules name.
  const values = new Map();
  tree.walkDecls(/^--/, (decl) => values.set(decl.prop, `${values.get(decl.prop) ?? ""} ${decl.value}`));
  const alive = new Set();
  const reach = (name) => {
    if (alive.has(name)) return;
    alive.add(name);
    own(values.get(name) ?? "").forEach(reach);
  };
  used.forEach(reach);
  tree.walkDecls((decl) => decl.prop.startsWith("--") || own(decl.value).forEach(reach));
  tree.walkDecls(/^--/, (decl) => alive.has(decl.prop) || decl.remove());
  tree.walkRules((rule) => rule.nodes.length || rule.remove());
  tree.walkAtRules((rule) => rule.nodes?.length === 0 && rule.remove());
}

function resolved(value, values) {
  const match = /^var\((--[\w-]+)\)$/.exec(value.trim());
  return match && values.has(match[1]) ? resolved(values.get(match[1]), values) : value.trim();
}

function darken(tree, tokens) {
  // `high-contrast` is always dark, `theme` follows the device.
  const values = new Map();
  tokens.walkDecls(/^--/, (decl) => values.set(decl.prop, decl.value));
  const lines = [];
  tree.walkDecls(/^--krds-light-color-/, (decl) => {
    const twin = values.get(decl.prop.replace("--krds-light-", "--krds-high-contrast-"));
    if (twin) lines.push(`${decl.prop}:${resolved(twin, values)}`);
    decl.value = resolved(decl.value, values);
  });
  const block = lines.join(";");
  // Not on paper: what is printed in dark mode is ink on white.
  return `@media screen{:root[data-krds-mode=high-contrast]{${block}}}` +
    `@media screen and (prefers-color-scheme:dark){:root[data-krds-mode=theme]{${block}}}`;
}

function minify(css) {
  return css.replace(/\s+/g, " ").replace(/\s*([{};,>])\s*/g, "$1").replace(/:\s+/g, ":").replace(/;}/g, "}");
}

const files = readdirSync(join(root, "townline"), { recursive: true })
  .filter((path) => !path.includes("vendor") && !path.includes("tests"))
  .map((path) => join(root, "townline", path));
const content = files.filter((path) => /\/(templates\/.*\.html|static\/.*\.js|templatetags\/.*\.py)$/.test(path));
const ownCss = files.filter((path) => /\/static\/.*\.css$/.test(path))
  .map((path) => readFileSync(path, "utf8")).join("\n");
const [purged] = await new PurgeCSS().purge({
  content,
  // No button of ours is ever disabled: it says what is missing instead.
  blocklist: [/disabled/],
  css: [{ raw: components(readFileSync(join(krds, "css", "component", "output.css"), "utf8")).toString() }],
});
const tokens = postcss.parse(readFileSync(join(krds, "css", "token", "krds_tokens.css"), "utf8"));
const tree = postcss.parse(purged.css);
const tokenTree = tokens.clone();
tokenTree.walkComments((comment) => comment.remove());
tokenTree.walkAtRules("charset", (rule) => rule.remove());
tree.prepend(tokenTree.nodes.filter((node) => node.selector === ":root"));
withoutUnused(tree, own(ownCss));
const dark = darken(tree, tokens);
withoutUnused(tree, own(ownCss));
const css = minify(tree.toString() + dark);
if (/url\(|@import|https?:/.test(css)) throw new Error("the purged KRDS still names an address");
writeFileSync(join(vendor, "krds.css"), `/* KRDS 1.1, purged (ISC) */${css}\n`);
console.log(`assets: krds.css ${css.length} bytes`);
