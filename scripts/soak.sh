#!/usr/bin/env bash
# Runs the soak test: MINUTES of the page's time with injected faults, on a manual clock. Without the
# variable, as in `make test`, Playwright skips the project. The sandbox ends with its test, also after
# Ctrl-C.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"

minutes=${MINUTES:-60}
if ! [[ $minutes =~ ^[1-9][0-9]*$ ]]; then
  echo "MINUTES is a whole number above zero, not '$minutes'." >&2
  exit 2
fi
scripts/setup.sh test
cargo build --quiet --locked -p latchkey-sandbox
LATCHKEY_SOAK=$minutes LATCHKEY_SOAK_SEED=${SEED:-} \
  playwright test -c tests/e2e/playwright.config.ts --project=soak --reporter=line
# The handover between the two stages, ten times as often as in `make test`.
LATCHKEY_HANDOVERS=200 \
  playwright test -c tests/e2e/playwright.config.ts --project=specs --reporter=line handover.spec.ts --grep "at a random moment"
