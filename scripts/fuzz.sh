#!/usr/bin/env bash
# Runs each fuzz target for SECONDS_EACH seconds and prints a table.
#
#   scripts/fuzz.sh [TARGET...]
#
# New inputs are stored in target/fuzz, where the next run continues. With KEEP=1, those that reach new code
# are added to fuzz/corpus, which every `make test` replays.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"

SECONDS_EACH=${SECONDS_EACH:-60}
OUT=$ROOT/target/fuzz
# The same limit as in fuzz/src/replay.rs.
MAX_CORPUS_FILES=64
scripts/setup.sh fuzz

# A nightly compiler has a sanitizer for memory errors; a stable one accepts the other flags.
cargo=(cargo)
options=(--fuzz-dir "$ROOT/fuzz" --target-dir "$OUT/build" --features libfuzzer)
if cargo +nightly --version >/dev/null 2>&1; then
  cargo=(cargo +nightly)
else
  export RUSTC_BOOTSTRAP=1
  options+=(--sanitizer none)
fi

targets=("$@")
if ((${#targets[@]} == 0)); then mapfile -t targets < <(cargo fuzz list --fuzz-dir fuzz); fi

# Prints the last number after the text $2 in the log $1.
last_of() { grep -oE "$2 *[0-9]+" "$1" | tail -n 1 | grep -oE '[0-9]+$' || echo 0; }

# Adds the inputs in folder $2 that reach new code to the corpus of target $1, up to a number of files that
# replays quickly. Only edges count, because hit counts would add hundreds of files. The merge writes the most
# valuable inputs first, so the newest files are surplus.
extend_corpus() {
  local corpus=fuzz/corpus/$1 surplus file
  "${cargo[@]}" fuzz run "${options[@]}" "$1" "$corpus" "$2" -- -set_cover_merge=1 -use_counters=0
  # File names are hashes and plain words, so `ls` is safe.
  # shellcheck disable=SC2012
  mapfile -t surplus < <(ls -tr "$corpus" | tail -n +$((MAX_CORPUS_FILES + 1)))
  for file in "${surplus[@]}"; do rm "$corpus/$file"; done
}

rows=()
failures=0
for target in "${targets[@]}"; do
  log=$OUT/$target.log
  found=$OUT/found/$target
  mkdir -p "$found" "$OUT/broken/$target"
  printf '\n== %s, %d seconds\n' "$target" "$SECONDS_EACH"
  status=0
  # New inputs go to the first folder.
  "${cargo[@]}" fuzz run "${options[@]}" "$target" "$found" "fuzz/corpus/$target" -- \
    -max_total_time="$SECONDS_EACH" -max_len=4096 -timeout=5 -print_final_stats=1 \
    -artifact_prefix="$OUT/broken/$target/" >"$log" 2>&1 </dev/null || status=$?
  if ((status)); then
    ((failures += 1))
    tail -n 60 "$log"
  elif [[ ${KEEP:-} == 1 ]]; then
    extend_corpus "$target" "$found" >"$OUT/$target.merge.log" 2>&1 </dev/null
  fi
  executions=$(last_of "$log" 'stat::number_of_executed_units:')
  edges=$(last_of "$log" 'cov:')
  rows+=("$(printf '%-18s %12d %8d %8s' "$target" "$executions" "$edges" "$( ((status)) && echo BROKEN || echo sound)")")
done

printf '\n%-18s %12s %8s %8s\n' target executions edges ''
printf '%s\n' "${rows[@]}"
printf 'Logs and failing inputs: target/fuzz\n'
((failures == 0))
