# shellcheck shell=bash
# Paths and WebAssembly build settings that all scripts share. Sourced, never run.
#
# Host builds use the cargo that comes first on PATH. WebAssembly builds go through `wasm_env`, which adds
# their settings for one command only, so that changing them never rebuilds anything for the host.

ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
cd -- "$ROOT" || exit

WASM_TARGET=wasm32-unknown-unknown
LATCHKEY_TOOLS=$(realpath -m -- "${LATCHKEY_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/latchkey/tools}")
CARGO_HOME_DIR=${CARGO_HOME:-$HOME/.cargo}
# Links to Debian's compiler alone, so that it can come first on PATH without the rest of /usr/bin.
DEBIAN_RUST_BIN=$LATCHKEY_TOOLS/debian-rust
DEBIAN_STD_SOURCES=/usr/lib/rustlib/src/rust/library

# The last folder finds a rustup that was installed after this shell started.
PATH=$LATCHKEY_TOOLS/bin:$ROOT/node_modules/.bin:$PATH:$CARGO_HOME_DIR/bin
export PATH LATCHKEY_TOOLS PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

# first_command COMMAND...: prints the path of the first one that exists.
first_command() {
  local candidate
  for candidate in "$@"; do
    if command -v "$candidate" >/dev/null 2>&1; then
      command -v "$candidate"
      return
    fi
  done
}

# version_of COMMAND: prints the first dotted number that `COMMAND --version` prints, or nothing. Chromium's
# launcher may print warnings around it.
version_of() {
  "$1" --version 2>/dev/null | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1 || true
}

CHROMIUM=${CHROMIUM:-$(first_command chromium chromium-browser google-chrome google-chrome-stable)}
CHROMEDRIVER=${CHROMEDRIVER:-$(first_command chromedriver)}
# Set-up unpacks nginx, because the package would start a service. nginx has another use for a variable NGINX.
NGINX_BINARY=${NGINX_BINARY:-$(first_command "$LATCHKEY_TOOLS/nginx/usr/sbin/nginx" nginx /usr/sbin/nginx)}
export CHROMIUM CHROMEDRIVER NGINX_BINARY

# Puts Debian's compiler first on PATH if it was installed because rustup cannot bring the pinned one.
use_debian_rust_if_alone() {
  if [[ -x $DEBIAN_RUST_BIN/cargo ]] && ! RUSTUP_AUTO_INSTALL=0 rustc --version >/dev/null 2>&1; then
    PATH=$DEBIAN_RUST_BIN:$PATH
  fi
}
use_debian_rust_if_alone

# Prints which compiler builds for WebAssembly: `default` (the one on PATH), `debian`, or `none`.
wasm_toolchain() {
  if [[ ${LATCHKEY_TOOLCHAIN:-} != debian ]]; then
    local libraries
    libraries=$(rustc --print target-libdir --target "$WASM_TARGET" 2>/dev/null || true)
    if compgen -G "$libraries/libstd-*" >/dev/null; then
      echo default
      return
    fi
  fi
  if [[ -x $DEBIAN_RUST_BIN/cargo && -x $DEBIAN_RUST_BIN/rust-lld && -d $DEBIAN_STD_SOURCES ]]; then
    echo debian
  else
    echo none
  fi
}

# wasm_env COMMAND...
#
# Runs a command with the settings of WebAssembly builds. They are always the same, since other compiler
# flags mean a full rebuild.
#
# SHIPPED=1 selects the build for users: std is compiled along with the app, for size and without panic
# messages, which makes the module a fifth smaller. It takes unstable switches, so development and test builds
# do without and keep their panic messages.
#
# Panic locations put source paths into the module. They are mapped to short names, so that the file does not
# depend on the machine that built it.
wasm_env() {
  local toolchain sources settings=() flags=(--cfg erase_components) rustc=rustc
  toolchain=$(wasm_toolchain)
  if [[ $toolchain == debian ]]; then
    rustc=$DEBIAN_RUST_BIN/rustc
    # Debian has only the sources of std for WebAssembly, so cargo compiles them with the app (an unstable
    # switch). With a target folder of its own, changing compilers keeps the results of both.
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
  # The folders are named after the registry, which differs between machines.
  for sources in "$CARGO_HOME_DIR"/registry/src/*/; do
    flags+=("--remap-path-prefix=${sources%/}=/crates")
  done
  flags+=("--remap-path-prefix=$CARGO_HOME_DIR/git/checkouts=/crates" "--remap-path-prefix=$ROOT=/latchkey")
  # The encoded form allows spaces in paths. Build scripts are not affected, because --target is given.
  local IFS=$'\x1f'
  settings+=("CARGO_ENCODED_RUSTFLAGS=${flags[*]}")
  env "${settings[@]}" "$@"
}
