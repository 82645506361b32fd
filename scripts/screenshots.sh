#!/usr/bin/env bash
# Takes the screenshots of docs/screenshots from the release build in dist/. Without the variable, as in `make
# test`, Playwright skips the project.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"

scripts/setup.sh test
cargo build --quiet --locked -p latchkey-sandbox
LATCHKEY_SCREENSHOTS=1 playwright test -c tests/e2e/playwright.config.ts --project=screenshots --reporter=line
