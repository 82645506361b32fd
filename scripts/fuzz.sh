#!/usr/bin/env bash
# Looks for inputs that break what must hold (fuzz/): each target for SECONDS_EACH seconds, then a table.
#
#   scripts/fuzz.sh [TARGET...]
#
# What is found is kept in target/fuzz, so that the next run goes on from there. With KEEP=1 those of the found
# inputs that reach most code which no other does are added to fuzz/corpus, where every `make test` replays them.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"

SECONDS_EACH=${SECONDS_EACH:-60}
FOUND=$ROOT/target/fuzz
# As in fuzz/src/replay.rs.
MOST_FILES=64
scripts/setup.sh fuzz

# With a nightly compiler memory is watched as well. Without one a stable compiler takes the same switches.
cargo=(cargo)
options=(--fuzz-dir "$ROOT/fuzz" --target-dir "$FOUND/build" --features libfuzzer)
if cargo +nightly --version >/dev/null 2>&1; then
  cargo=(cargo +nightly)
else
  export RUSTC_BOOTSTRAP=1
  options+=(--sanitizer none)
fi

targets=("$@")
if ((${#targets[@]} == 0)); then mapfile -t targets < <(cargo fuzz list --fuzz-dir fuzz); fi

# The last number behind $2 in the log $1.
last_of() { grep -oE "$2 *[0-9]+" "$1" | tail -n 1 | grep -oE '[0-9]+$' || echo 0; }

# Adds to the corpus of target $1 what reaches further in the folder $2, up to a number of files that stay quick to
# replay. Edges alone count: how often each was taken would keep hundreds. The most telling are written first, so
# what is too many are the newest.
keep() {
  local corpus=fuzz/corpus/$1 surplus file
  "${cargo[@]}" fuzz run "${options[@]}" "$1" "$corpus" "$2" -- -set_cover_merge=1 -use_counters=0
  # Names there are hashes and plain words, so `ls` will do.
  # shellcheck disable=SC2012
  mapfile -t surplus < <(ls -tr "$corpus" | tail -n +$((MOST_FILES + 1)))
  for file in "${surplus[@]}"; do rm "$corpus/$file"; done
}

rows=()
broken=0
for target in "${targets[@]}"; do
  log=$FOUND/$target.log
  found=$FOUND/found/$target
  mkdir -p "$found" "$FOUND/broken/$target"
  printf '\n== %s, %d seconds\n' "$target" "$SECONDS_EACH"
  status=0
  # The folder named first gets what is found.
  "${cargo[@]}" fuzz run "${options[@]}" "$target" "$found" "fuzz/corpus/$target" -- \
    -max_total_time="$SECONDS_EACH" -max_len=4096 -timeout=5 -print_final_stats=1 \
    -artifact_prefix="$FOUND/broken/$target/" >"$log" 2>&1 </dev/null || status=$?
  if ((status)); then
    ((broken += 1))
    tail -n 60 "$log"
  elif [[ ${KEEP:-} == 1 ]]; then
    keep "$target" "$found" >"$FOUND/$target.merge.log" 2>&1 </dev/null
  fi
  executions=$(last_of "$log" 'stat::number_of_executed_units:')
  edges=$(last_of "$log" 'cov:')
  rows+=("$(printf '%-18s %12d %8d %8s' "$target" "$executions" "$edges" "$( ((status)) && echo BROKEN || echo sound)")")
done

printf '\n%-18s %12s %8s %8s\n' target executions edges ''
printf '%s\n' "${rows[@]}"
printf 'Logs, and what broke anything: target/fuzz\n'
((broken == 0))
