#!/usr/bin/env bash
# Makes the release build in dist/: optimised, precompressed, with its size checked. With LATCHKEY_DEMO it is one for
# demonstrations too (demo/).
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"

scripts/setup.sh build
SHIPPED=1 wasm_env trunk build --release --locked
node scripts/finish.mjs dist
if [[ -n ${LATCHKEY_DEMO:-} ]]; then node scripts/add-demo.mjs dist; fi
node scripts/compress.mjs dist
