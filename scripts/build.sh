#!/usr/bin/env bash
# Makes the release build in dist/: optimised, precompressed, with its size checked.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"

scripts/setup.sh build
SHIPPED=1 wasm_env trunk build --release --locked
node scripts/finish.mjs dist
node scripts/compress.mjs dist
