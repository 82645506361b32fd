#!/usr/bin/env bash
# Builds our app and its peers and measures them (bench/README.md). QUICK=1 takes minutes.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../scripts/env.sh"

scripts/setup.sh bench
# The bench needs a build without a configuration.
env -u LATCHKEY_CONFIG scripts/build.sh
bench/qr-wasm/build.sh
node bench/run.mjs
