#!/usr/bin/env bash
# Takes the pictures of docs/screenshots from the release build in dist/. The variable keeps the
# Playwright project that takes them out of `make test`.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"

scripts/setup.sh test
cargo build --quiet --locked -p latchkey-sandbox
LATCHKEY_SCREENSHOTS=1 playwright test -c tests/e2e/playwright.config.ts --project=screenshots --reporter=line
