#!/usr/bin/env bash
# The release build: dist/, optimised, compressed ahead of time, checked for size and validity.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"

scripts/setup.sh build
SHIPPED=1 wasm_env trunk build --release --locked
node scripts/compress.mjs dist
node scripts/check-wasm.mjs dist
