#!/usr/bin/env bash
# Builds both modules into target/bench/qr/: ours as the app ships it, the others with opt-level 3.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../../scripts/env.sh"

OUT=$ROOT/target/bench/qr
# The features of the compiler's target, which wasm-opt may use.
FEATURES=(--enable-bulk-memory --enable-mutable-globals --enable-nontrapping-float-to-int --enable-sign-ext
  --enable-reference-types --enable-multivalue)

# build_module NAME PROFILE OPTIMISATION...: builds the feature of this name
build_module() {
  local name=$1 profile=$2 target=$ROOT/target/bench/cargo/$1
  shift 2
  wasm_env cargo build --quiet --locked --manifest-path bench/qr-wasm/Cargo.toml --target "$WASM_TARGET" \
    --target-dir "$target" --profile "$profile" --features "$name"
  wasm-bindgen --target web --no-typescript --out-dir "$OUT" --out-name "$name" \
    "$target/$WASM_TARGET/$profile/latchkey_bench_qr.wasm"
  wasm-opt "${FEATURES[@]}" "$@" "$OUT/${name}_bg.wasm" -o "$OUT/${name}_bg.wasm"
}

SHIPPED=1 build_module ours release -Oz
build_module others fast -O3
