#!/usr/bin/env bash
# Lets the release build in dist/ live for MINUTES under faults, on a clock that is turned. The variable keeps the
# Playwright project that does it out of `make test`; the sandbox ends with its test, also by Ctrl-C.
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
# And the seam between the two stages, ten times as often as `make test` looks at it.
LATCHKEY_HANDOVERS=200 \
  playwright test -c tests/e2e/playwright.config.ts --project=specs --reporter=line handover.spec.ts --grep "at a random moment"
