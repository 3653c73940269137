# Steps with progress, for the scripts of set-up. Each says when it begins, every five seconds
# that it is still at work, and how long it took; its own output goes to a file.

logs=$root/var/setup
mkdir -p "$logs"

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "townline: $*"
  exit 1
}

# step NAME WORDS COMMAND...
step() {
  name=$1 words=$2 log=$logs/$1.log
  shift 2
  begun=$(date +%s) told=0
  say "  $words ..."
  "$@" >"$log" 2>&1 </dev/null &
  work=$!
  while kill -0 "$work" 2>/dev/null; do
    sleep 0.1
    spent=$(($(date +%s) - begun))
    if [ "$spent" -ge $((told + 5)) ]; then
      told=$spent
      say "  $words: $spent s so far"
    fi
  done
  if wait "$work"; then
    say "  $words: done in $(($(date +%s) - begun)) s"
    return 0
  fi
  say "  $words: failed. The end of $log:"
  tail -n 25 "$log" | sed 's/^/    /' >&2
  return 1
}

# The mark of what a step was made from: the step is skipped while it stays the same.
mark_of() { cat "$@" | sha256sum | cut -d ' ' -f 1; }

is_current() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }
