# The programs that carry and speak calls. They are wanted, not needed: without them Townline runs,
# and says that calls are off. No service of the system is started or left enabled.

call_packages='rtpengine-daemon espeak-ng sox'
call_tried=$logs/calls-tried

calls_missing() {
  for program in rtpengine espeak-ng sox; do
    command -v "$program" >/dev/null || [ -x "/usr/bin/$program" ] || return 0
  done
  return 1
}

# A machine without a network must not wait for it at every start: once a day is enough.
tried_lately() { [ -n "$(find "$call_tried" -mtime -1 2>/dev/null)" ]; }

fetch_calls() {
  # Only the fetching may be cut short: a package half installed would have to be mended by hand.
  timeout 180 apt-get install -y -d --no-install-recommends -o DPkg::Lock::Timeout=120 \
    $call_packages
}

install_calls() {
  fetch_calls || { timeout 90 apt-get update && fetch_calls; } || return 1
  install_quietly $call_packages
}

# setup_calls: returns 0 whatever becomes of it
setup_calls() {
  calls_missing || return 0
  if ! can_install; then
    say "  Calls stay off: rtpengine, espeak-ng or sox is missing. As root:" \
      "apt-get install --no-install-recommends $call_packages"
    return 0
  fi
  tried_lately && return 0
  step apt-calls "Programs for calls ($call_packages)" install_calls || {
    : >"$call_tried"
    say "  Calls stay off for now; everything else goes on."
  }
  return 0
}
