# Finds a Python that fits, makes .venv and puts the pinned packages into it.

venv=$root/.venv
fits='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))'

find_python() {
  for candidate in python3.14 python3.13 python3.12 /usr/bin/python3 python3; do
    if command -v "$candidate" >/dev/null && "$candidate" -c "$fits" 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
}

need_python() {
  python=$(find_python)
  if [ -z "$python" ] && can_install; then
    step apt-python "Python from the system's packages" install_packages python3 python3-venv ||
      exit 1
    python=$(find_python)
  fi
  [ -n "$python" ] || fail "Python 3.12 or newer with venv is missing. Install it, then run this \
again. On Debian 13: apt-get install python3 python3-venv"
}

have_python() { [ -x "$venv/bin/python" ] && "$venv/bin/python" -c "$fits" 2>/dev/null; }

make_venv() {
  rm -rf "$venv"
  "$python" -m venv "$venv"
}

# The Korean model is data alone, and its makers publish no wheel of it.
install_python() {
  "$venv/bin/python" -m pip install --require-hashes --only-binary :all: \
    --no-binary kiwipiepy-model --no-compile \
    --no-input --disable-pip-version-check --progress-bar off -r "$root/requirements/$1.txt"
}

# The checkout itself is importable from everywhere in its own environment.
link_checkout() {
  site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  printf '%s\n' "$root" >"$site/townline.pth"
}

# setup_python run|dev
setup_python() {
  stamp=$venv/installed-$1
  if [ -x "$venv/bin/python" ] && "$venv/bin/python" -c '' 2>/dev/null &&
    is_current "$stamp" "$(mark_of "$root/requirements/$1.txt")"; then
    return 0
  fi
  if ! have_python; then
    need_python
    step venv "Python environment" make_venv || return 1
  fi
  step "python-$1" "Python packages" install_python "$1" || return 1
  link_checkout
  mark_of "$root/requirements/$1.txt" >"$stamp"
  # The development list holds the running one whole.
  [ "$1" = run ] || mark_of "$root/requirements/run.txt" >"$venv/installed-run"
}
