# shellcheck shell=bash
# Runs long commands and shows how far they are. On a terminal that is one line, rewritten twice a
# second; elsewhere (a log) it is a plain line every LOG_INTERVAL_S seconds. Sourced, never run.

LOG_INTERVAL_S=30
# Printed before each label, such as "[3/6] ".
STEP_PREFIX=
# A command that succeeds within this time is not mentioned.
STEP_SILENCE_S=0
# 1 while the running command must not be interrupted, such as apt-get.
step_is_critical=0

# elapsed SECONDS: prints minutes and seconds as in 2:05.
elapsed() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }

# cargo_progress LOG: prints how far cargo is, such as "214 of 489 crates", or nothing before it compiles.
# Cargo's numbers include build scripts.
cargo_progress() {
  tail -c 4000 "$1" | tr '\r' '\n' |
    sed -n 's|^ *Building \[[^]]*\] *\([0-9]*\)/\([0-9]*\).*|\1 of \2 crates|p' | tail -n 1
}

# show_progress TEXT: rewrites the terminal's line. Cuts long texts, since a wrapped line cannot be rewritten.
show_progress() {
  local columns
  columns=$(tput cols 2>/dev/null) || columns=80
  printf '\r\033[K%.*s' $((columns - 1)) "$1"
}

# run_step LABEL COMMAND...
#
# Runs a command and shows LABEL, cargo's progress if it is a cargo command, and the time so far. Prints the
# end of the command's output if it fails, and returns its status.
run_step() {
  local label=$STEP_PREFIX$1 log begun=$SECONDS seconds next_line_s=$STEP_SILENCE_S
  local progress='' newest text status=0 pid
  shift
  log=$(mktemp)
  # With job control the command leads a process group of its own, so end_step reaches its children too.
  set -m
  CARGO_TERM_PROGRESS_WHEN=always CARGO_TERM_PROGRESS_WIDTH=100 CARGO_TERM_COLOR=never \
    "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  set +m
  while kill -0 "$pid" 2>/dev/null; do
    seconds=$((SECONDS - begun))
    newest=$(cargo_progress "$log")
    progress=${newest:-$progress}
    text=$label
    if ((seconds)); then text+=": ${progress:+$progress, }$(elapsed "$seconds")"; fi
    if [[ -t 1 ]]; then
      if ((seconds >= STEP_SILENCE_S)); then show_progress "$text"; fi
    elif ((seconds >= next_line_s)); then
      ((next_line_s = seconds + LOG_INTERVAL_S))
      printf '%s\n' "$text"
    fi
    sleep 0.5
  done
  wait "$pid" || status=$?
  seconds=$((SECONDS - begun))
  if [[ -t 1 ]]; then printf '\r\033[K'; fi
  if ((status)); then
    printf '%s: failed after %s\n' "$label" "$(elapsed "$seconds")"
    tr '\r' '\n' <"$log" | grep -vE '^ *((Building|Fetch) \[|Downloading [0-9]+ crate)' | tail -n 40 >&2 || true
  elif ((seconds >= STEP_SILENCE_S)); then
    printf '%s: done in %s\n' "$label" "$(elapsed "$seconds")"
  fi
  rm -f "$log"
  return "$status"
}

# Ends the running command with all its children, or waits for it if it is critical. For traps.
end_step() {
  local leader
  # Jobs, since an interrupt may come before run_step has stored the number of its process.
  for leader in $(jobs -pr); do
    if ((step_is_critical)); then
      printf '\nWaiting for the system packages to be complete.\n'
    else
      kill -TERM -- "-$leader" 2>/dev/null || true
    fi
    wait "$leader" 2>/dev/null || true
  done
}
