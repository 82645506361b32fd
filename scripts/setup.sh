#!/usr/bin/env bash
# Installs what a make target needs, and shows each step. Prints nothing if nothing is missing.
#
#   scripts/setup.sh [serve|gateway|build|check-config|bench|fuzz|mutants|size|test|all]
#
# Versions count, not only presence (scripts/needs.sh). System packages are installed on Debian only;
# elsewhere the script says which are missing. It can be interrupted: the next run continues.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"
# shellcheck source=scripts/needs.sh
source scripts/needs.sh
# shellcheck source=scripts/progress.sh
source scripts/progress.sh
# shellcheck source=scripts/packages.sh
source scripts/packages.sh

TARGET=${1:-all}

# fail PROBLEM ADVICE: ends the script.
fail() {
  printf '\nSet-up stopped: %s\n' "$1" >&2
  printf '%s\n' "What helps: $2" >&2
  exit 1
}

# --- Compiler -----------------------------------------------------------------------------------

# Links Debian's compiler into a folder of its own, with a linker under the name rustc looks for.
link_debian_rust() {
  local tool lld
  mkdir -p "$DEBIAN_RUST_BIN"
  for tool in cargo rustc rustdoc cargo-clippy clippy-driver cargo-fmt rustfmt; do
    if [[ -x /usr/bin/$tool ]]; then ln -sfn "/usr/bin/$tool" "$DEBIAN_RUST_BIN/$tool"; fi
  done
  # An lld older than the compiler's LLVM may not read its object files.
  lld=/usr/bin/lld-$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
  if [[ ! -x $lld ]]; then install_packages "${lld##*/}"; fi
  ln -sfn "$lld" "$DEBIAN_RUST_BIN/rust-lld"
  use_debian_rust_if_alone
}

install_debian_rust() {
  install_packages rustc-web cargo-web rust-web-src
  link_debian_rust
}

# add_by_rustup LABEL ARGUMENT...: a failure is no error yet, since Debian's compiler may do instead.
add_by_rustup() {
  local label=$1
  shift
  run_step "$label" timeout 900 rustup "$@" || true
}

install_rust() {
  if [[ ${LATCHKEY_TOOLCHAIN:-} != debian ]] && command -v rustup >/dev/null; then
    add_by_rustup "Installing Rust $PINNED_RUST by rustup" toolchain install "$PINNED_RUST" \
      --profile minimal --component rustfmt,clippy,rust-src --target "$WASM_TARGET"
  fi
  if ! check_rust >/dev/null && on_debian; then install_debian_rust; fi
}

install_wasm-target() {
  if [[ ${LATCHKEY_TOOLCHAIN:-} != debian ]] && uses_rustup; then
    add_by_rustup "Adding Rust's target $WASM_TARGET by rustup" target add "$WASM_TARGET"
  fi
  if ! check_wasm-target >/dev/null && on_debian; then install_debian_rust; fi
}

install_std-sources() {
  if uses_rustup; then add_by_rustup "Adding the sources of Rust's std by rustup" component add rust-src; fi
}

install_rustfmt() {
  if uses_rustup; then
    add_by_rustup "Adding cargo fmt by rustup" component add rustfmt
  elif on_debian; then
    install_packages rustfmt-web
    link_debian_rust
  fi
}

install_clippy() {
  if uses_rustup; then add_by_rustup "Adding cargo clippy by rustup" component add clippy; fi
  if ! check_clippy >/dev/null && on_debian; then
    install_packages rust-web-clippy
    link_debian_rust
  fi
}

install_cc() { install_packages build-essential; }
install_cxx() { install_packages build-essential; }

# --- Tools that cargo installs ------------------------------------------------------------------

# The tools run for seconds, so they are compiled without optimisation: their own profiles take several
# times as long. The crates that wasm-bindgen spends its time in are the exception, since each rebuild of
# the app waits for them.
QUICK_PROFILE=(
  CARGO_PROFILE_RELEASE_LTO=off
  CARGO_PROFILE_RELEASE_OPT_LEVEL=0
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
  CARGO_PROFILE_RELEASE_DEBUG=0
)
OPTIMISED_CRATES=(
  walrus wasmparser wasm-encoder id-arena gimli leb128fmt rustc-demangle wasm-bindgen-cli-support
)

# install_tool ID CRATE VERSION OPTION...
#
# Downloads the crate's release if cargo-binstall is there and succeeds, else compiles it. OPTIONs are for
# cargo install.
install_tool() {
  local id=$1 crate=$2 version=$3 build=$LATCHKEY_TOOLS/build/$2
  shift 3
  if command -v cargo-binstall >/dev/null; then
    run_step "Downloading ${TITLE[$id]}" timeout 300 cargo binstall "$crate@$version" --no-confirm --force \
      --strategies crate-meta-data --root "$LATCHKEY_TOOLS" || true
    # A release may need a newer C library than this system's, so it has to run to count.
    if "check_$id" >/dev/null; then return; fi
  fi
  # The build folder outlives an interrupted run, so the next one continues.
  run_step "Compiling ${TITLE[$id]}" env "${QUICK_PROFILE[@]}" cargo install "$crate" --version "$version" \
    --root "$LATCHKEY_TOOLS" --target-dir "$build" --force "$@" || return
  rm -rf "$build"
}

# --locked uses the lock file of the release. Trunk's features are for https, which serving on this machine
# does not need.
install_trunk() { install_tool trunk trunk "$TRUNK_VERSION" --locked --no-default-features; }

# wasm-bindgen's lock file names versions that not every registry has, hence no --locked. Its feature is for
# https too. The test runner comes along because nearly all its crates are the same.
install_wasm-bindgen() {
  local crate options=(--no-default-features --bin wasm-bindgen --bin wasm-bindgen-test-runner)
  for crate in "${OPTIMISED_CRATES[@]}"; do
    options+=(--config "profile.release.package.$crate.opt-level=1")
  done
  install_tool wasm-bindgen wasm-bindgen-cli "$WASM_BINDGEN_VERSION" "${options[@]}"
}
install_wasm-bindgen-test-runner() { install_wasm-bindgen; }

# Not every compiler and registry can build the versions of leptosfmt's lock file.
install_leptosfmt() {
  install_tool leptosfmt leptosfmt "$LEPTOSFMT_VERSION" --locked ||
    install_tool leptosfmt leptosfmt "$LEPTOSFMT_VERSION"
}

install_cargo-fuzz() { install_tool cargo-fuzz cargo-fuzz "$CARGO_FUZZ_VERSION" --locked; }
install_cargo-mutants() { install_tool cargo-mutants cargo-mutants "$MUTANTS_VERSION" --locked; }
install_twiggy() { install_tool twiggy twiggy "$TWIGGY_VERSION" --locked; }

# --- Crates and Node packages -------------------------------------------------------------------

install_crates() { run_step "Fetching the crates of Cargo.lock" fetch_crates; }
install_std-crates() { run_step "Fetching the crates of Rust's std" fetch_std_crates; }
install_fuzz-crates() { run_step "Fetching the crates of fuzz/" fetch_fuzz_crates; }
install_bench-crates() { run_step "Fetching the crates of bench/qr-wasm/" fetch_bench_crates; }

install_node() { install_packages nodejs npm; }

# install_node_packages FOLDER
install_node_packages() {
  local lock_file
  lock_file=$(realpath --relative-to=. "$1/package-lock.json")
  run_step "Installing the Node packages of $lock_file" npm ci --prefix "$1" --ignore-scripts || return
  package_stamp "$1" >"$1/node_modules/.latchkey"
}

install_node-packages() { install_node_packages .; }
install_bench-packages() { install_node_packages bench; }

install_browser() {
  install_packages chromium chromium-driver
  CHROMIUM=$(first_command chromium chromium-browser google-chrome google-chrome-stable)
  CHROMEDRIVER=$(first_command chromedriver)
}

install_firefox() { install_packages firefox-esr; }
# Debian has no geckodriver, and the npm package of that name downloads it from GitHub.
install_geckodriver() { install_tool geckodriver geckodriver "$GECKODRIVER_VERSION" --locked; }
install_webkit() { install_packages webkit2gtk-driver; }
# Neither brings a service: the packages apache2 and redis-server would start one. The first is unpacked for its
# configuration.
install_httpd() {
  install_packages apache2-bin libapache2-mod-auth-openidc media-types
  if on_debian; then run_step "Unpacking Debian's apache2" unpack_package apache2 "$LATCHKEY_TOOLS/apache2"; fi
}
install_redis() {
  install_packages redis-tools
  # The server is in this package under another name; only its link is in redis-server.
  if ! command -v redis-server >/dev/null; then
    mkdir -p "$LATCHKEY_TOOLS/bin"
    ln -sfn "$(command -v redis-check-rdb)" "$LATCHKEY_TOOLS/bin/redis-server"
  fi
}
install_xvfb() { install_packages xvfb; }
install_openssl() { install_packages openssl; }

# Unpacks the package: to install it would start a web server on this machine.
install_nginx() {
  if on_debian; then run_step "Unpacking Debian's nginx" unpack_package nginx "$LATCHKEY_TOOLS/nginx" || return; fi
  NGINX_BINARY=$(first_command "$LATCHKEY_TOOLS/nginx/usr/sbin/nginx" nginx /usr/sbin/nginx)
}

install_poppler() { install_packages poppler-utils; }

# --- The run ------------------------------------------------------------------------------------

mapfile -t ids < <(needs_of "$TARGET")
if ((${#ids[@]} == 0)); then
  fail "there is no target '$TARGET'." "choose serve, gateway, build, check-config, bench, fuzz, mutants, size, test or all."
fi

trap 'end_step; echo; echo "Set-up was interrupted; the next run continues."; exit 130' INT
trap 'end_step; exit 143' TERM HUP

# Two runs at once would install the same tool twice.
mkdir -p "$LATCHKEY_TOOLS"
if command -v flock >/dev/null; then
  exec 9>"$LATCHKEY_TOOLS/.set-up.lock"
  if ! flock --nonblock 9; then
    echo "Another set-up is running; waiting for it."
    flock 9
  fi
fi

missing=()
for id in "${ids[@]}"; do
  if ! "check_$id" >/dev/null; then missing+=("$id"); fi
done

for index in "${!missing[@]}"; do
  id=${missing[index]}
  STEP_PREFIX="[$((index + 1))/${#missing[@]}] "
  # An earlier step may have brought it along.
  if "check_$id" >/dev/null; then continue; fi
  if ! "install_$id"; then
    fail "${TITLE[$id]} could not be installed (the end of the output is above)." "${ADVICE[$id]}"
  fi
  if ! problem=$("check_$id"); then fail "${TITLE[$id]}: $problem." "${ADVICE[$id]}"; fi
done
if ((${#missing[@]})); then echo "Set up in $(elapsed $SECONDS)."; fi
