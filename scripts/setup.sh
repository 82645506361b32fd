#!/usr/bin/env bash
# Brings what a make target needs and says what and why; silent about what is there already.
#
#   scripts/setup.sh [build|serve|test|bench|fuzz|mutants|size|all]
#
# Looks at versions, not only at presence. Installs system packages on Debian alone; elsewhere it lists
# what is missing. One run at a time: two makes side by side would install the same tool twice.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"
# shellcheck source=scripts/packages.sh
source scripts/packages.sh

NEED=${1:-all}

TRUNK_VERSION=0.21.14
LEPTOSFMT_VERSION=0.1.33
TWIGGY_VERSION=0.8.0
CARGO_FUZZ_VERSION=0.13.2
MUTANTS_VERSION=27.1.0
GECKODRIVER_VERSION=0.37.1

say() { printf '%s\n' "$*"; }

# The one way out when something cannot be had: what is missing, and what to do about it.
fail() {
  printf '\nSet-up stopped: %s\n' "$1" >&2
  printf '%s\n' "What helps: $2" >&2
  exit 1
}

# Runs a long command; its output is shown only if it fails.
quietly() {
  local log
  log=$(mktemp)
  if "$@" >"$log" 2>&1 </dev/null; then
    rm -f "$log"
  else
    tail -n 40 "$log" >&2
    rm -f "$log"
    return 1
  fi
}

# True if version $1 is at least $2.
at_least() { [[ -n $1 && $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

# --- Compiler -----------------------------------------------------------------------------------

rust_remedy="install a stable Rust with rustup, or on Debian set LATCHKEY_TOOLCHAIN=debian, then run this again."

# Puts Debian's compiler into a folder of its own, together with an lld under the name rustc asks for.
link_debian_rust() {
  local tool lld
  mkdir -p "$DEBIAN_RUST_BIN"
  for tool in cargo rustc rustdoc cargo-clippy clippy-driver; do
    if [[ -x /usr/bin/$tool ]]; then ln -sfn "/usr/bin/$tool" "$DEBIAN_RUST_BIN/$tool"; fi
  done
  # An lld older than the compiler's own LLVM may not understand what it wrote.
  lld=/usr/bin/lld-$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
  if [[ ! -x $lld ]]; then
    install_packages "the linker for WebAssembly" "${lld##*/}"
  fi
  ln -sfn "$lld" "$DEBIAN_RUST_BIN/rust-lld"
}

install_debian_rust() {
  local packages=(rustc-web cargo-web rust-web-src) wanted missing=()
  # The lints of the wasm side need the same compiler's clippy.
  if [[ $NEED == test || $NEED == all ]]; then
    packages+=(rust-web-clippy)
    # Where Debian's is the only Rust, it formats the source too.
    if ! command -v cargo-fmt >/dev/null; then packages+=(rustfmt-web); fi
  fi
  for wanted in "${packages[@]}"; do
    if ! is_installed "$wanted"; then missing+=("$wanted"); fi
  done
  if ((${#missing[@]})); then
    install_packages "a Rust compiler and the sources of std, to build for WebAssembly without rustup" "${missing[@]}"
  fi
  link_debian_rust
}

# rustup does so by itself unless it is told not to (RUSTUP_AUTO_INSTALL=0). Where it cannot, Debian's compiler may do.
bring_pinned_rust() {
  if [[ ${LATCHKEY_TOOLCHAIN:-} == debian ]] || ! command -v rustup >/dev/null || rustc --version >/dev/null 2>&1; then return; fi
  local channel
  channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
  say "Installing Rust $channel by rustup, as rust-toolchain.toml says."
  quietly timeout 900 rustup toolchain install "$channel" --profile minimal --component rustfmt,clippy,rust-src \
    --target "$WASM_TARGET" || say "rustup could not bring it."
}

# Whether the sources of std are there for a shipped build.
has_std_sources() {
  [[ $(wasm_toolchain) == debian || -d $(rustc --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library ]]
}

check_rust() {
  local wanted found component
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  bring_pinned_rust
  if [[ ${LATCHKEY_TOOLCHAIN:-} == debian ]]; then
    install_debian_rust
  elif ! cargo --version >/dev/null 2>&1; then
    if ! on_debian; then fail "there is no Rust compiler (cargo)." "$rust_remedy"; fi
    say "There is no Rust compiler (cargo), so Debian's is used."
    install_debian_rust
  elif [[ $(wasm_toolchain) != default ]]; then
    if command -v rustup >/dev/null; then
      say "Adding the compile target $WASM_TARGET by rustup: the app is WebAssembly."
      quietly timeout 300 rustup target add "$WASM_TARGET" || say "rustup could not bring it."
    fi
    if [[ $(wasm_toolchain) != default ]]; then
      if ! on_debian; then fail "the compiler has no target $WASM_TARGET." "$rust_remedy"; fi
      install_debian_rust
    fi
  fi
  if [[ $NEED != serve ]] && ! has_std_sources; then
    say "Adding the sources of std by rustup: the shipped build compiles std for size."
    if command -v rustup >/dev/null; then quietly timeout 300 rustup component add rust-src || true; fi
    if ! has_std_sources; then
      fail "the sources of Rust's std are missing." "rustup component add rust-src, or LATCHKEY_TOOLCHAIN=debian on Debian."
    fi
  fi
  found=$(version_of rustc)
  if ! at_least "$found" "$wanted"; then
    fail "Rust is ${found:-missing}, and the code needs $wanted or newer." "rustup update stable"
  fi
  for component in fmt clippy; do
    if ! cargo "$component" --version >/dev/null 2>&1 && command -v rustup >/dev/null; then
      say "Adding cargo $component by rustup: make test checks format and lints."
      quietly timeout 300 rustup component add "${component/#fmt/rustfmt}" || true
    fi
    if [[ $NEED == test || $NEED == all ]] && ! cargo "$component" --version >/dev/null 2>&1; then
      fail "cargo $component is missing." "rustup component add rustfmt clippy"
    fi
  done
  # Crates with C parts, and the linker of host builds.
  if ! command -v cc >/dev/null; then install_packages "the C compiler that links Rust programs" build-essential; fi
}

# --- Tools made with cargo ----------------------------------------------------------------------

# cargo_tool NAME COMMAND VERSION MINUTES ARGUMENTS...
cargo_tool() {
  local name=$1 command=$2 version=$3 minutes=$4
  shift 4
  if [[ $(version_of "$command") == "$version" ]]; then return; fi
  say "Compiling $name $version into $LATCHKEY_TOOLS; once, about $minutes minutes."
  # Elsewhere than in target/, which `make clean` removes, and free of this project's compiler settings.
  if ! (cd "$LATCHKEY_TOOLS" && quietly cargo install "$name" --version "$version" --root "$LATCHKEY_TOOLS" --force "$@"); then
    fail "$name $version could not be compiled (the end of cargo's output is above)." \
      "check the way to the crates registry, or put $name $version on PATH yourself."
  fi
}

# The wasm-bindgen the lock file names: crate and command line tool must be exactly equal.
locked_wasm_bindgen() {
  awk '/^name = / { name = $3 } /^version = / && name == "\"wasm-bindgen\"" { gsub(/"/, "", $3); print $3; exit }' Cargo.lock
}

check_cargo_tools() {
  local wasm_bindgen
  # `--locked` is the lock file this Trunk was released with. wasm-bindgen's own names versions that
  # not every registry has, so it goes without.
  cargo_tool trunk trunk "$TRUNK_VERSION" 7 --locked --no-default-features --features rustls
  wasm_bindgen=$(locked_wasm_bindgen)
  if [[ -z $wasm_bindgen ]]; then
    fail "Cargo.lock names no wasm-bindgen." "restore Cargo.lock from the repository (git checkout Cargo.lock)."
  fi
  cargo_tool wasm-bindgen-cli wasm-bindgen "$wasm_bindgen" 5
}

# `--locked` is the lock file this version was released with, which not every compiler or registry has all crates for.
check_leptosfmt() {
  if [[ $(version_of leptosfmt) == "$LEPTOSFMT_VERSION" ]]; then return; fi
  (cargo_tool leptosfmt leptosfmt "$LEPTOSFMT_VERSION" 3 --locked) || cargo_tool leptosfmt leptosfmt "$LEPTOSFMT_VERSION" 3
}

# What only `make fuzz` needs. Neither the tests nor `all` ask for it.
check_fuzz() {
  cargo_tool cargo-fuzz cargo-fuzz "$CARGO_FUZZ_VERSION" 2 --locked
  if ! command -v c++ >/dev/null; then install_packages "the C++ compiler that libfuzzer is built with" build-essential; fi
}

check_mutants() {
  # Only as a part of cargo does it tell its version.
  if [[ $(cargo mutants --version 2>/dev/null || true) != "cargo-mutants $MUTANTS_VERSION" ]]; then
    cargo_tool cargo-mutants cargo-mutants "$MUTANTS_VERSION" 4 --locked
  fi
}

# Trunk builds offline, so every crate has to be there before. While serving, Cargo.toml may just have
# got a new dependency; a build or test of a lock file out of step would be one of something else.
fetch_crates() {
  local locked=(--locked)
  if [[ $NEED == serve ]]; then locked=(); fi
  local shipped=1
  if [[ $NEED == serve ]]; then shipped=0; fi
  if ! SHIPPED=$shipped wasm_env cargo fetch --quiet "${locked[@]}"; then
    fail "the crates could not be fetched." "check the way to the crates registry, and that Cargo.lock fits Cargo.toml."
  fi
  # Those that std itself is built from are fetched only where the target is named.
  if ((shipped)) && ! SHIPPED=1 wasm_env cargo fetch --quiet --locked --target "$WASM_TARGET"; then
    fail "the crates of Rust's std could not be fetched." "check the way to the crates registry."
  fi
  # The corpus is read in a workspace of its own.
  if [[ $NEED == test || $NEED == all ]] && ! cargo fetch --quiet --locked --manifest-path fuzz/Cargo.toml; then
    fail "the crates of fuzz/ could not be fetched." "check the way to the crates registry, and that fuzz/Cargo.lock fits fuzz/Cargo.toml."
  fi
}

# --- Node and browser ---------------------------------------------------------------------------

check_node() {
  local found stamp
  found=$(version_of node)
  if ! at_least "$found" 20 || ! command -v npm >/dev/null; then
    install_packages "Node 20 or newer, for wasm-opt and the browser tests" nodejs npm
    found=$(version_of node)
    if ! at_least "$found" 20; then
      fail "Node is ${found:-missing}, and 20 or newer is needed." "install a current Node and put it on PATH."
    fi
  fi
  stamp=$(cat package.json package-lock.json | sha256sum | cut -d ' ' -f 1)
  if [[ $(cat node_modules/.latchkey 2>/dev/null || true) != "$stamp" ]]; then
    say "Installing the Node packages of package-lock.json: wasm-opt, Playwright and test readers."
    quietly npm ci --ignore-scripts ||
      fail "npm ci did not succeed (its output is above)." "check the way to the npm registry, then run this again."
    printf '%s\n' "$stamp" >node_modules/.latchkey
  fi
}

check_browser() {
  local chromium driver missing=()
  if [[ -z $(version_of "${CHROMIUM:-chromium}") ]]; then missing+=(chromium); fi
  if [[ -z $(version_of "${CHROMEDRIVER:-chromedriver}") ]]; then missing+=(chromium-driver); fi
  if ((${#missing[@]})); then
    install_packages "Chromium and its driver, in which the page tests run" "${missing[@]}"
    CHROMIUM=$(first_command chromium chromium-browser google-chrome google-chrome-stable)
    CHROMEDRIVER=$(first_command chromedriver)
  fi
  chromium=$(version_of "$CHROMIUM")
  driver=$(version_of "$CHROMEDRIVER")
  if [[ -z $chromium || ${chromium%%.*} != "${driver%%.*}" ]]; then
    fail "Chromium is ${chromium:-missing} and chromedriver ${driver:-missing}; they must be of one major version." \
      "upgrade both together, or name a matching pair by CHROMIUM and CHROMEDRIVER."
  fi
}

# Firefox and WebKit with their drivers. Debian has no geckodriver, and the npm package of that name downloads it from GitHub.
check_other_engines() {
  local missing=()
  if ! command -v firefox-esr >/dev/null; then missing+=(firefox-esr); fi
  if ! command -v WebKitWebDriver >/dev/null; then missing+=(webkit2gtk-driver); fi
  if ! command -v Xvfb >/dev/null; then missing+=(xvfb); fi
  if ((${#missing[@]})); then install_packages "Firefox and WebKit, in which the main journeys are tested too" "${missing[@]}"; fi
  # It only passes commands on: what it does need not be fast.
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
    cargo_tool geckodriver geckodriver "$GECKODRIVER_VERSION" 3 --locked
}

# What turns the letters' PDF into pictures, for the tests that read them.
check_paper() {
  if [[ -z $(first_command pdftoppm) || -z $(first_command pdftotext) ]]; then
    install_packages "what shows the tests a printed page" poppler-utils
  fi
}

# What only `make bench` needs: the peers, what builds them, and the encoders they are compared with.
check_bench() {
  local stamp
  stamp=$(cat bench/package.json bench/package-lock.json | sha256sum | cut -d ' ' -f 1)
  if [[ $(cat bench/node_modules/.latchkey 2>/dev/null || true) != "$stamp" ]]; then
    say "Installing the Node packages of bench/package-lock.json: the peers our app is measured beside."
    quietly npm ci --prefix bench --ignore-scripts ||
      fail "npm ci in bench/ did not succeed (its output is above)." "check the way to the npm registry, then run this again."
    printf '%s\n' "$stamp" >bench/node_modules/.latchkey
  fi
  if ! SHIPPED=1 wasm_env cargo fetch --quiet --locked --manifest-path bench/qr-wasm/Cargo.toml; then
    fail "the crates of bench/qr-wasm/ could not be fetched." "check the way to the crates registry, and that its Cargo.lock fits its Cargo.toml."
  fi
}

# --- The run ------------------------------------------------------------------------------------

mkdir -p "$LATCHKEY_TOOLS"
if command -v flock >/dev/null; then
  exec 9>"$LATCHKEY_TOOLS/.set-up.lock"
  if ! flock --nonblock 9; then
    say "Another set-up is running; waiting for it."
    flock 9
  fi
fi

case $NEED in
  serve)
    check_rust
    check_cargo_tools
    fetch_crates
    ;;
  build)
    check_rust
    check_node
    check_cargo_tools
    fetch_crates
    ;;
  bench)
    check_rust
    check_node
    check_browser
    check_cargo_tools
    fetch_crates
    check_bench
    ;;
  fuzz)
    check_rust
    check_fuzz
    ;;
  test | all)
    check_rust
    check_node
    check_browser
    check_other_engines
    check_paper
    check_cargo_tools
    check_leptosfmt
    fetch_crates
    ;;
  mutants)
    check_rust
    check_mutants
    ;;
  size)
    check_rust
    cargo_tool twiggy twiggy "$TWIGGY_VERSION" 1 --locked
    ;;
  *) fail "'$NEED' is no set-up." "scripts/setup.sh build, serve, test, bench, fuzz, mutants, size or all." ;;
esac
