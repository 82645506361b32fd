# shellcheck shell=bash
# What every script here shares: where things are and how wasm builds are made. Sourced, never run.
#
# Host builds use whichever cargo comes first on PATH. Wasm builds go through `wasm_env`, which adds
# what only they need; so a build for the host is never rebuilt because of a setting for wasm.

ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
cd -- "$ROOT" || exit

WASM_TARGET=wasm32-unknown-unknown
LATCHKEY_TOOLS=$(realpath -m -- "${LATCHKEY_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/latchkey/tools}")
CARGO_HOME_DIR=${CARGO_HOME:-$HOME/.cargo}
# Debian's compiler, without everything else that /usr/bin holds, to be put first on PATH.
DEBIAN_RUST_BIN=$LATCHKEY_TOOLS/debian-rust

# A rustup installed a moment ago is not on PATH yet, so its folder comes last as a fallback.
PATH=$LATCHKEY_TOOLS/bin:$ROOT/node_modules/.bin:$PATH:$CARGO_HOME_DIR/bin
export PATH LATCHKEY_TOOLS PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

# The first of the given commands that exists.
first_command() {
  local candidate
  for candidate in "$@"; do
    if command -v "$candidate" >/dev/null 2>&1; then
      command -v "$candidate"
      return
    fi
  done
}

# The first number with dots in what `$1 --version` says. Chromium's launcher may print warnings beside it.
version_of() {
  "$1" --version 2>/dev/null | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1 || true
}

CHROMIUM=${CHROMIUM:-$(first_command chromium chromium-browser google-chrome google-chrome-stable)}
CHROMEDRIVER=${CHROMEDRIVER:-$(first_command chromedriver)}
export CHROMIUM CHROMEDRIVER

# Which compiler makes wasm: `default` (the one on PATH has the target), `debian`, or `none` yet.
wasm_toolchain() {
  if [[ ${LATCHKEY_TOOLCHAIN:-} != debian ]]; then
    local libraries
    libraries=$(rustc --print target-libdir --target "$WASM_TARGET" 2>/dev/null || true)
    if compgen -G "$libraries/libstd-*" >/dev/null; then
      echo default
      return
    fi
  fi
  if [[ -x $DEBIAN_RUST_BIN/cargo && -x $DEBIAN_RUST_BIN/rust-lld && -d /usr/lib/rustlib/src/rust/library ]]; then
    echo debian
  else
    echo none
  fi
}

# Runs a command with the settings of wasm builds, always the same ones: other flags mean a full rebuild.
#
# With SHIPPED=1 it is the build that people load: std is compiled with it, for size and without the texts of
# panics, which is a fifth of the module. That takes switches meant for nightly compilers, so only shipped
# builds do it; while developing and testing a panic keeps its words.
#
# The paths of the sources end up in the module, in the places panics name. They are mapped to short
# names, so that the shipped file doesn't tell who built it where, and is the same wherever it is built.
wasm_env() {
  local toolchain sources settings=() flags=(--cfg erase_components) rustc=rustc
  toolchain=$(wasm_toolchain)
  if [[ $toolchain == debian ]]; then
    rustc=$DEBIAN_RUST_BIN/rustc
    # Debian ships no std for wasm, but its sources: cargo builds them with the app. That needs a
    # switch meant for nightly compilers. A target folder of its own keeps both ways' results.
    settings+=(
      "PATH=$DEBIAN_RUST_BIN:$PATH"
      RUSTC_BOOTSTRAP=1
      "CARGO_UNSTABLE_BUILD_STD=std,panic_abort"
      "CARGO_TARGET_DIR=$ROOT/target/debian"
    )
    flags+=("--remap-path-prefix=$(readlink -f /usr/lib/rustlib/src/rust)=/rust")
  fi
  if [[ ${SHIPPED:-} == 1 ]]; then
    settings+=(
      RUSTC_BOOTSTRAP=1
      "CARGO_UNSTABLE_BUILD_STD=std,panic_abort"
      "CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size"
      "CARGO_TARGET_DIR=$ROOT/target/shipped-$toolchain"
    )
    flags+=("-Zunstable-options" "-Cpanic=immediate-abort" "-Zfmt-debug=none" "-Zlocation-detail=none")
  fi
  flags+=("--remap-path-prefix=$("$rustc" --print sysroot)/lib/rustlib/src/rust=/rust")
  # Each folder below bears the name of a registry, which may differ from machine to machine.
  for sources in "$CARGO_HOME_DIR"/registry/src/*/; do
    flags+=("--remap-path-prefix=${sources%/}=/crates")
  done
  flags+=("--remap-path-prefix=$CARGO_HOME_DIR/git/checkouts=/crates" "--remap-path-prefix=$ROOT=/latchkey")
  # The encoded form keeps paths with spaces whole. With --target it leaves build scripts alone.
  local IFS=$'\x1f'
  settings+=("CARGO_ENCODED_RUSTFLAGS=${flags[*]}")
  env "${settings[@]}" "$@"
}
