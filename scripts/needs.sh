# shellcheck shell=bash
# The needs of each make target and a check for each of them. scripts/setup.sh installs those that are
# missing; scripts/doctor.sh reports them. Checks install nothing. Sourced after scripts/env.sh, never run.

TRUNK_VERSION=0.21.14
LEPTOSFMT_VERSION=0.1.33
TWIGGY_VERSION=0.8.0
GECKODRIVER_VERSION=0.37.1
CARGO_FUZZ_VERSION=0.13.2
MUTANTS_VERSION=27.1.0
MIN_NODE_VERSION=20
MIN_RUST_VERSION=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
PINNED_RUST=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
# The wasm-bindgen command has to be of exactly the crate's version.
WASM_BINDGEN_VERSION=$(sed -n '/^name = "wasm-bindgen"$/{ n; s/^version = "\(.*\)"/\1/p; }' Cargo.lock)

# --- The table ----------------------------------------------------------------------------------

NEEDS=()
declare -A TITLE TARGETS ADVICE

# need ID TITLE TARGETS ADVICE
#
# Adds a row. scripts/setup.sh takes the rows in order, so each comes after those its installation uses.
# `check_ID` prints version and place and succeeds, or prints what is wrong and fails.
# shellcheck disable=SC2034  # TITLE and ADVICE are for the scripts that source this one
need() { NEEDS+=("$1") TITLE[$1]=$2 TARGETS[$1]=" $3 " ADVICE[$1]=$4; }

registry_advice="check the connection to the crates registry, or put this version on PATH."
npm_advice="check the connection to the npm registry."

need rust "Rust $MIN_RUST_VERSION or newer" "serve gateway build check-config bench fuzz mutants size test" \
  "install Rust with rustup (https://rustup.rs), then run this again."
need wasm-target "Rust for $WASM_TARGET" "serve gateway build bench test" \
  "rustup target add $WASM_TARGET"
need std-sources "sources of Rust's std" "gateway build bench test" \
  "rustup component add rust-src, or on Debian set LATCHKEY_TOOLCHAIN=debian."
need rustfmt "cargo fmt" "test" "rustup component add rustfmt"
need clippy "cargo clippy" "test" "rustup component add clippy"
need cc "C compiler, to link Rust programs" "serve gateway build check-config bench fuzz mutants size test" \
  "install gcc or clang."
need cxx "C++ compiler, for libfuzzer" "fuzz" "install g++ or clang."
need node "Node $MIN_NODE_VERSION or newer, and npm" "gateway build bench test" \
  "install a current Node and put it on PATH."
need node-packages "Node packages of package-lock.json" "gateway build bench test" "$npm_advice"
need bench-packages "Node packages of bench/package-lock.json" "bench" "$npm_advice"
need browser "Chromium and its driver" "bench test" \
  "install both in one major version, or name a matching pair by CHROMIUM and CHROMEDRIVER."
need poppler "pdftoppm and pdftotext, to read printed letters" "test" "install poppler's utilities."
need firefox "Firefox ESR" "test" "install firefox-esr."
need geckodriver "geckodriver $GECKODRIVER_VERSION, Firefox's driver" "test" "$registry_advice"
need webkit "WebKitGTK's driver and browser" "test" "install webkit2gtk-driver."
need xvfb "Xvfb, the display on which WebKit runs" "test" "install xvfb."
need httpd "Apache httpd with mod_auth_openidc" "gateway test" \
  "install apache2-bin and libapache2-mod-auth-openidc."
need redis "redis" "gateway test" "install redis-tools."
need nginx "nginx, to test its recipe" "test" "install nginx."
need openssl "openssl, to make certificates" "gateway test" "install openssl."
need trunk "Trunk $TRUNK_VERSION" "serve gateway build bench test" "$registry_advice"
need wasm-bindgen "wasm-bindgen $WASM_BINDGEN_VERSION" "serve gateway build bench test" "$registry_advice"
need wasm-bindgen-test-runner "wasm-bindgen's test runner $WASM_BINDGEN_VERSION" "test" "$registry_advice"
need leptosfmt "leptosfmt $LEPTOSFMT_VERSION" "test" "$registry_advice"
need cargo-fuzz "cargo-fuzz $CARGO_FUZZ_VERSION" "fuzz" "$registry_advice"
need cargo-mutants "cargo-mutants $MUTANTS_VERSION" "mutants" "$registry_advice"
need twiggy "twiggy $TWIGGY_VERSION" "size" "$registry_advice"
need crates "crates of Cargo.lock" "serve gateway build bench test" \
  "check the connection to the crates registry, and that Cargo.lock fits Cargo.toml."
need std-crates "crates of Rust's std" "gateway build bench test" "check the connection to the crates registry."
need fuzz-crates "crates of fuzz/" "test" \
  "check the connection to the crates registry, and that fuzz/Cargo.lock fits fuzz/Cargo.toml."
need bench-crates "crates of bench/qr-wasm/" "bench" \
  "check the connection to the crates registry, and that its Cargo.lock fits its Cargo.toml."

# needs_of TARGET: prints the ids of the rows, one a line. `all` means `test`, the target that needs most.
needs_of() {
  local id target=${1/#all/test}
  for id in "${NEEDS[@]}"; do
    if [[ ${TARGETS[$id]} == *" $target "* ]]; then printf '%s\n' "$id"; fi
  done
}

# --- Compiler -----------------------------------------------------------------------------------

# A check must not make rustup download a compiler. Set-up asks for it itself, with progress.
export RUSTUP_AUTO_INSTALL=0

# True if version $1 is at least $2.
at_least() { [[ -n $1 && $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

# True if the compiler on PATH is rustup's.
uses_rustup() {
  local rustc rustup
  rustc=$(command -v rustc) && rustup=$(command -v rustup) && [[ ${rustc%/*} == "${rustup%/*}" ]]
}

check_rust() {
  local found
  if ! command -v rustc >/dev/null || ! command -v cargo >/dev/null; then
    echo "not found"
    return 1
  fi
  # rustup before 1.28 knows no RUSTUP_AUTO_INSTALL, so ask for its list before starting rustc.
  if uses_rustup && [[ -z ${RUSTUP_TOOLCHAIN:-} ]] &&
    ! rustup toolchain list 2>/dev/null | grep "^$PINNED_RUST" >/dev/null; then
    echo "rustup does not have $PINNED_RUST yet"
    return 1
  fi
  found=$(version_of rustc)
  if ! at_least "$found" "$MIN_RUST_VERSION" || ! cargo --version >/dev/null 2>&1; then
    echo "$(command -v rustc) is ${found:-unusable}"
    return 1
  fi
  echo "$found, $(command -v rustc)"
}

check_wasm-target() {
  case $(wasm_toolchain) in
    default) rustc --print target-libdir --target "$WASM_TARGET" ;;
    debian) echo "Debian's, $DEBIAN_RUST_BIN" ;;
    *) echo "not found" && return 1 ;;
  esac
}

check_std-sources() {
  local sources
  sources=$(rustc --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library
  if [[ $(wasm_toolchain) == debian ]]; then sources=$DEBIAN_STD_SOURCES; fi
  if [[ ! -d $sources ]]; then
    echo "not found"
    return 1
  fi
  echo "$sources"
}

# check_cargo_command NAME: prints what `cargo NAME --version` says.
check_cargo_command() {
  if ! cargo "$1" --version 2>/dev/null; then
    echo "not found"
    return 1
  fi
}

check_rustfmt() { check_cargo_command fmt; }

check_clippy() {
  # Debian's compiler needs the clippy that was built with it.
  if [[ $(wasm_toolchain) == debian && ! -x $DEBIAN_RUST_BIN/cargo-clippy ]]; then
    echo "Debian's is not found"
    return 1
  fi
  check_cargo_command clippy
}

# check_command COMMAND: prints where it is.
check_command() {
  if ! command -v "$1"; then
    echo "not found"
    return 1
  fi
}

check_cc() { check_command cc; }
check_cxx() { check_command c++; }

# --- Tools that cargo installs ------------------------------------------------------------------

# check_tool COMMAND VERSION: succeeds only for exactly this version.
check_tool() {
  local path found
  if ! path=$(command -v "$1"); then
    echo "not found"
    return 1
  fi
  found=$(version_of "$1")
  if [[ $found != "$2" ]]; then
    echo "$path is ${found:-unusable}"
    return 1
  fi
  echo "$found, $path"
}

check_trunk() { check_tool trunk "$TRUNK_VERSION"; }
check_wasm-bindgen() { check_tool wasm-bindgen "$WASM_BINDGEN_VERSION"; }
check_wasm-bindgen-test-runner() { check_tool wasm-bindgen-test-runner "$WASM_BINDGEN_VERSION"; }
check_leptosfmt() { check_tool leptosfmt "$LEPTOSFMT_VERSION"; }
check_cargo-fuzz() { check_tool cargo-fuzz "$CARGO_FUZZ_VERSION"; }
check_geckodriver() { check_tool geckodriver "$GECKODRIVER_VERSION"; }
check_twiggy() { check_tool twiggy "$TWIGGY_VERSION"; }

# cargo-mutants tells its version only when cargo runs it.
check_cargo-mutants() {
  local found
  found=$(check_cargo_command mutants) || true
  echo "$found"
  [[ $found == "cargo-mutants $MUTANTS_VERSION" ]]
}

# --- Crates -------------------------------------------------------------------------------------

# Trunk builds offline, so all crates have to be fetched before. With the option --offline these functions
# download nothing, and fail if a crate is missing.

# `make serve` goes without --locked, because a dependency may just have been added to Cargo.toml. Builds and
# tests use exactly the lock file.
fetch_crates() {
  if [[ ${TARGET:-} == serve ]]; then
    wasm_env cargo fetch "$@"
  else
    SHIPPED=1 wasm_env cargo fetch --locked "$@"
  fi
}

# Cargo fetches the crates that std is built from only if the target is named.
fetch_std_crates() { SHIPPED=1 wasm_env cargo fetch --locked --target "$WASM_TARGET" "$@"; }

fetch_fuzz_crates() { cargo fetch --locked --manifest-path fuzz/Cargo.toml "$@"; }

fetch_bench_crates() {
  SHIPPED=1 wasm_env cargo fetch --locked --manifest-path bench/qr-wasm/Cargo.toml "$@"
}

# check_crates_by FUNCTION: runs one of the functions above without network.
check_crates_by() {
  if ! command -v cargo >/dev/null || ! "$1" --offline >/dev/null 2>&1; then
    echo "not all are fetched"
    return 1
  fi
  echo "$CARGO_HOME_DIR/registry"
}

check_crates() { check_crates_by fetch_crates; }
check_std-crates() { check_crates_by fetch_std_crates; }
check_fuzz-crates() { check_crates_by fetch_fuzz_crates; }
check_bench-crates() { check_crates_by fetch_bench_crates; }

# --- Node and browser ---------------------------------------------------------------------------

check_node() {
  local found
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "not found"
    return 1
  fi
  found=$(version_of node)
  if ! at_least "$found" "$MIN_NODE_VERSION"; then
    echo "$(command -v node) is ${found:-unusable}"
    return 1
  fi
  echo "$found, $(command -v node)"
}

# package_stamp FOLDER: prints a hash of the npm package list. Set-up writes it to node_modules/.latchkey.
package_stamp() { cat "$1/package.json" "$1/package-lock.json" | sha256sum | cut -d ' ' -f 1; }

# check_packages FOLDER
check_packages() {
  if [[ $(cat "$1/node_modules/.latchkey" 2>/dev/null || true) != "$(package_stamp "$1")" ]]; then
    echo "not installed, or of another lock file"
    return 1
  fi
  realpath "$1/node_modules"
}

check_node-packages() { check_packages .; }
check_bench-packages() { check_packages bench; }

check_firefox() { check_command firefox-esr; }
check_webkit() { check_command WebKitWebDriver; }
check_httpd() {
  local file
  for file in /usr/sbin/apache2 /usr/lib/apache2/modules/mod_auth_openidc.so /etc/mime.types \
    "$LATCHKEY_TOOLS/apache2/etc/apache2/apache2.conf"; do
    if [[ ! -r $file ]]; then
      echo "$file not found"
      return 1
    fi
  done
  /usr/sbin/apache2 -v | sed -n 's|^Server version: Apache/\([0-9.]*\).*|\1, /usr/sbin/apache2|p'
}
check_redis() { check_command redis-server; }
check_xvfb() { check_command Xvfb; }
check_openssl() { check_command openssl; }
check_nginx() {
  local found
  # It prints its version to stderr.
  if ! found=$("${NGINX_BINARY:-nginx}" -v 2>&1); then
    echo "not found"
    return 1
  fi
  echo "${found##*/}, $NGINX_BINARY"
}
check_browser() {
  local chromium driver
  chromium=$(version_of "${CHROMIUM:-chromium}")
  driver=$(version_of "${CHROMEDRIVER:-chromedriver}")
  if [[ -z $chromium || -z $driver ]]; then
    echo "Chromium is ${chromium:-missing}, chromedriver is ${driver:-missing}"
    return 1
  fi
  if [[ ${chromium%%.*} != "${driver%%.*}" ]]; then
    echo "Chromium is $chromium, chromedriver is $driver: the major versions differ"
    return 1
  fi
  echo "$chromium, $CHROMIUM and $CHROMEDRIVER"
}

check_poppler() { check_command pdftoppm && check_command pdftotext >/dev/null; }
