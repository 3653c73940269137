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

fetch_calls() { apt_install -d $call_packages; }

install_calls() {
  # Only the fetching may be cut short: a package half installed would have to be mended by hand.
  apt_limit=180
  fetch_calls || { apt_one update && fetch_calls; } || return 1
  apt_limit=0
  install_quietly $call_packages
}

# say_calls_off WHY: at every set-up, until the programs are there
say_calls_off() {
  say "  Calls stay off: $1 Everything else works. To have calls, as root:" \
    "apt-get update && apt-get install --no-install-recommends $call_packages"
}

# setup_calls: returns 0 whatever becomes of it
setup_calls() {
  calls_missing || return 0
  if ! can_install; then
    say_calls_off "rtpengine, espeak-ng or sox is missing, and only root may install them."
  elif tried_lately; then
    say_calls_off "installing their programs failed at $(date -r "$call_tried" '+%F %H:%M') \
($logs/apt-calls.log). It is tried again a day later, or at once after: rm $call_tried."
  elif ! step apt-calls "Programs for calls ($call_packages)" install_calls; then
    : >"$call_tried"
    say_calls_off "installing their programs failed ($logs/apt-calls.log)."
  fi
  return 0
}
