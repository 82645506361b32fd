#!/usr/bin/env bash
# Changes the state machines of core in every small way cargo-mutants knows, one at a time, and counts which
# changes the tests notice. Some fifteen minutes on two cores, so `make test` does without it.
#
#   scripts/mutants.sh [FILE...]
#
# Fails below 90 %: a few changes make no difference that anything could notice.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"

LEAST=90
FILES=("$@")
if ((${#FILES[@]} == 0)); then
  FILES=(core/src/{refresh,refresh/{schedule,view_state},clock,retry,idle_lock,announce,time/retry_after}.rs)
fi
OUT=$ROOT/target/mutants

scripts/setup.sh mutants
mkdir -p "$OUT"
arguments=(--package latchkey-core --jobs 1 --timeout 60 --output "$OUT" --no-times)
for file in "${FILES[@]}"; do arguments+=(--file "$file"); done
# The tests of these machines alone; the rest of core would only make each change take longer. A build folder of
# its own keeps what does not change from one change and one run to the next.
status=0
CARGO_TARGET_DIR=$OUT/build cargo mutants "${arguments[@]}" -- --lib -- \
  refresh:: clock:: retry idle_lock:: announce:: time::tests::http || status=$?
# 2 and 3: some were missed, or hung until the time-out. Everything else is no measurement.
case $status in
  0 | 2 | 3) ;;
  *)
    echo "cargo mutants ended with $status, so nothing was measured." >&2
    exit 1
    ;;
esac

# How many changes of file $2 have this outcome.
count() { grep -c "^$2:" "$OUT/mutants.out/$1.txt" || true; }

noticed=0 viable=0
printf '\n%-30s %7s %7s %7s %7s\n' file viable caught hung missed
for file in "${FILES[@]}"; do
  caught=$(count caught "$file")
  hung=$(count timeout "$file")
  missed=$(count missed "$file")
  printf '%-30s %7d %7d %7d %7d\n' "$file" $((caught + hung + missed)) "$caught" "$hung" "$missed"
  noticed=$((noticed + caught + hung))
  viable=$((viable + caught + hung + missed))
done
if ((viable == 0)); then
  echo "There was nothing to change in these files." >&2
  exit 1
fi
printf '\n%d of %d noticed: %d %%. Missed:\n' "$noticed" "$viable" $((noticed * 100 / viable))
cat "$OUT/mutants.out/missed.txt"
if ((noticed * 100 < LEAST * viable)); then
  echo "That is less than $LEAST %." >&2
  exit 1
fi
