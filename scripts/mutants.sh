#!/usr/bin/env bash
# Runs cargo-mutants on the state machines of core and counts the mutants that the tests catch. It takes some
# fifteen minutes on two cores, so it is no part of `make test`.
#
#   scripts/mutants.sh [FILE...]
#
# Fails below 90 %, because a few mutants are equivalent to the original.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"

MIN_PERCENT=90
FILES=("$@")
if ((${#FILES[@]} == 0)); then
  FILES=(core/src/{refresh,refresh/{schedule,view_state},clock,retry,idle_lock,announce,time/retry_after}.rs)
fi
OUT=$ROOT/target/mutants

scripts/setup.sh mutants
mkdir -p "$OUT"
arguments=(--package latchkey-core --jobs 1 --timeout 60 --output "$OUT" --no-times)
for file in "${FILES[@]}"; do arguments+=(--file "$file"); done
# Only the tests of these modules, to keep each mutant short. A separate build folder caches the rest between
# mutants and runs.
status=0
CARGO_TARGET_DIR=$OUT/build cargo mutants "${arguments[@]}" -- --lib -- \
  refresh:: clock:: retry idle_lock:: announce:: time::tests::http || status=$?
# 2 and 3: some mutants were missed or timed out. Any other failure means that nothing was measured.
case $status in
  0 | 2 | 3) ;;
  *)
    echo "cargo mutants ended with $status, so nothing was measured." >&2
    exit 1
    ;;
esac

# Prints the number of mutants in file $2 with outcome $1.
count() { grep -c "^$2:" "$OUT/mutants.out/$1.txt" || true; }

detected=0 viable=0
printf '\n%-30s %7s %7s %7s %7s\n' file viable caught hung missed
for file in "${FILES[@]}"; do
  caught=$(count caught "$file")
  hung=$(count timeout "$file")
  missed=$(count missed "$file")
  printf '%-30s %7d %7d %7d %7d\n' "$file" $((caught + hung + missed)) "$caught" "$hung" "$missed"
  detected=$((detected + caught + hung))
  viable=$((viable + caught + hung + missed))
done
if ((viable == 0)); then
  echo "There was nothing to change in these files." >&2
  exit 1
fi
printf '\n%d of %d detected: %d %%. Missed:\n' "$detected" "$viable" $((detected * 100 / viable))
cat "$OUT/mutants.out/missed.txt"
if ((detected * 100 < MIN_PERCENT * viable)); then
  echo "That is less than $MIN_PERCENT %." >&2
  exit 1
fi
