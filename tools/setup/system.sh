# The system's packages (Debian and its like). Only root may install; others are told what to do.

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

has_package() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

# apt_one ARGUMENTS: every apt-get of a set-up. Its own ones wait for each other. For those of other
# programs apt itself waits only at dpkg's lock, and gives up at once where the lists or the
# archives are locked: then it is started again. apt_limit: seconds after which it is ended, for
# what may be cut short; no package is left half installed.
apt_wait=300
apt_one() {
  errors=$logs/${name:-apt}.errors
  give_up=$(($(date +%s) + apt_wait))
  until DEBIAN_FRONTEND=noninteractive LC_ALL=C flock "$logs/apt.lock" \
    timeout "${apt_limit:-0}" apt-get -o DPkg::Lock::Timeout="$apt_wait" "$@" 2>"$errors"; do
    cat "$errors" >&2
    grep -q 'Could not get lock' "$errors" && [ "$(date +%s)" -lt "$give_up" ] || return 1
    sleep 2
  done
  cat "$errors" >&2
}

apt_install() {
  apt_one install -y --no-install-recommends -o Dpkg::Options::=--force-confold "$@"
}

# The package lists are fetched only if the present ones do not do.
install_packages() { apt_install "$@" || { apt_one update && apt_install "$@"; }; }

# Daemons that are to be ours only: their packages would have the system start them.
our_daemons='rtpengine-daemon kamailio nginx'

units_enabled() {
  for daemon in $our_daemons; do
    for link in /etc/systemd/system/*.wants/"$daemon".service; do
      [ -L "$link" ] && printf '%s\n' "$daemon"
    done
  done
}

units_as_before() {
  for daemon in $(units_enabled); do
    ! printf '%s\n' "$before" | grep -qx "$daemon" || continue
    deb-systemd-helper disable "$daemon.service" || true
    rm -f /etc/systemd/system/*.wants/"$daemon".service
    [ ! -x "/etc/init.d/$daemon" ] || update-rc.d "$daemon" disable || true
  done
}

# A database package makes and starts a server of its own by default. The tests want the programs
# only: no cluster, no service started, and the machine's settings afterwards as they were.
install_quietly() {
  policy=/usr/sbin/policy-rc.d
  cluster=/etc/postgresql-common/createcluster.d/townline.conf
  mkdir -p /etc/postgresql-common/createcluster.d
  printf 'create_main_cluster = false\n' >"$cluster"
  ours=
  if [ ! -e "$policy" ]; then
    ours=yes
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  before=$(units_enabled)
  install_packages "$@"
  result=$?
  units_as_before
  rm -f "$cluster"
  [ -z "$ours" ] || rm -f "$policy"
  return "$result"
}

test_packages='postgresql-17 chromium chromium-headless-shell libpangoft2-1.0-0 fonts-noto-cjk fonts-noto-color-emoji nginx-light systemd libheif-examples libheif-plugin-libde265 ffmpeg rtpengine-daemon espeak-ng sox sip-tester tcpdump kamailio'
# What only `make test-all` needs: a bare root in which the set-up itself is tested.
all_packages='mmdebstrap'

# setup_system PACKAGE...
setup_system() {
  missing=
  for package in "$@"; do
    has_package "$package" || missing="$missing $package"
  done
  [ -z "$missing" ] && return
  can_install || fail "the tests need system packages that are missing; as root run: \
apt-get install --no-install-recommends$missing"
  # shellcheck disable=SC2086 -- the names are words
  step apt-test "System packages:$missing" install_quietly $missing
}
