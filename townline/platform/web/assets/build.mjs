// Builds townline/platform/web/static/vendor/ from the installed npm packages: htmx, the two font weights
// that staff pages use (KRDS's), the map and the form engine. Run by set-up and by tests.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "..");
const krds = join(root, "node_modules", "krds-uiux", "resources");
const htmx = join(root, "node_modules", "htmx.org");
const vendor = join(root, "townline", "platform", "web", "static", "vendor");

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
