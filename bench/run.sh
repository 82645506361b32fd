#!/usr/bin/env bash
# Builds our app as it ships and its peers, and measures them side by side (bench/README.md). QUICK=1 takes minutes.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../scripts/env.sh"

scripts/setup.sh bench
# A configuration set for other purposes must not decide what is measured.
env -u LATCHKEY_CONFIG scripts/build.sh
bench/qr-wasm/build.sh
node bench/run.mjs
