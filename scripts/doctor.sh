#!/usr/bin/env bash
# Lists the needs of a make target: which are there, in which version and where. Installs nothing.
#
#   scripts/doctor.sh [serve|build|check-config|bench|fuzz|mutants|size|test]
#
# Exits with 0 if nothing is missing, else with 1. The default is `test`, which needs most.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"
# shellcheck source=scripts/needs.sh
source scripts/needs.sh

TARGET=${1:-test}

mapfile -t ids < <(needs_of "$TARGET")
if ((${#ids[@]} == 0)); then
  echo "There is no target '$TARGET'. The targets are serve, gateway, build, check-config, bench, fuzz, mutants, size and test." >&2
  exit 2
fi

missing=0
for id in "${ids[@]}"; do
  if detail=$("check_$id"); then
    verdict=ok
  else
    verdict=MISSING
    ((missing += 1))
  fi
  printf '%-8s %-46s %s\n' "$verdict" "${TITLE[$id]}" "$detail"
done

if ((missing)); then
  printf '\nMissing for make %s: %d of %d. To install: scripts/setup.sh %s\n' \
    "$TARGET" "$missing" "${#ids[@]}" "$TARGET"
  exit 1
fi
printf '\nEverything for make %s is there.\n' "$TARGET"
