#!/usr/bin/env bash
# All checks and tests, layer by layer; scripts/test.sh LAYER... runs some of them.
#
# A failed layer stops none after it. Each has its log in target/test-logs. The last line counts all
# layers; a layer whose log holds no count is a failure, so that nothing passes by not having run.
set -uo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"

LOGS=$ROOT/target/test-logs

# --- What the layers do -------------------------------------------------------------------------

# fuzz/ is a workspace of its own, built into the same folder.
in_fuzz() { (cd fuzz && CARGO_TARGET_DIR=$ROOT/target cargo "$@"); }

run_format() {
  cargo fmt --all --check && in_fuzz fmt --check && cargo fmt --manifest-path bench/qr-wasm/Cargo.toml --check &&
    find src -name '*.rs' -exec leptosfmt --quiet --check {} +
}
run_clippy() {
  cargo clippy --workspace --all-targets --locked -- -D warnings &&
    in_fuzz clippy --all-targets --locked -- -D warnings
}
run_clippy-wasm() {
  # The first stage's tests run on the host alone.
  wasm_env cargo clippy -p latchkey --target "$WASM_TARGET" --all-targets --locked -- -D warnings &&
    wasm_env cargo clippy -p latchkey-first --target "$WASM_TARGET" --locked -- -D warnings
}
run_core() { cargo test --locked -p latchkey-core -p latchkey-first -p latchkey-qr; }
# What `make fuzz` has found is replayed, with an ordinary compiler.
run_corpus() { in_fuzz test --locked; }
run_sandbox() { cargo test --locked -p latchkey-sandbox; }
# Plain #[test] functions of the app crate: the page tests' runner does not see them.
run_app() { cargo test --locked -p latchkey --lib; }
# All pages together get as long as a busy machine may need; the runner's own limit is 20 seconds.
run_pages() { WASM_BINDGEN_TEST_TIMEOUT=180 wasm_env cargo test --locked -p latchkey --target "$WASM_TARGET"; }
# The same tests in Firefox. The runner reads the webdriver.json of its working folder, and prefers GECKODRIVER where it is set.
run_pages-firefox() {
  has_programs firefox-esr geckodriver || return
  GECKODRIVER=$(command -v geckodriver) \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="env --chdir=tests/web/firefox wasm-bindgen-test-runner" run_pages
}
run_types() { tsc --noEmit -p tests/e2e && tsc --noEmit -p tests/engines && tsc --noEmit -p boot && tsc --noEmit -p boot/tsconfig.worker.json && eslint boot; }
# A configuration set for other purposes must not decide what the tests see.
run_build() { env -u LATCHKEY_CONFIG scripts/build.sh; }

# Checks that there is something to test, and builds the sandbox. LATCHKEY_DIST names another build than dist/.
prepare_browser_tests() {
  if [[ ! -v LATCHKEY_DIST && ${outcome[build]:-passed} == failed ]]; then
    echo "The release build failed, so there is nothing to test."
    return 1
  fi
  if [[ ! -f ${LATCHKEY_DIST:-dist}/index.html ]]; then
    echo "There is no dist/. Run the layer build too: make test LAYERS=\"build $1\""
    return 1
  fi
  cargo build --quiet --locked -p latchkey-sandbox
}
# Says which of these programs are missing.
has_programs() {
  local program missing=()
  for program in "$@"; do
    if ! command -v "$program" >/dev/null; then missing+=("$program"); fi
  done
  if ((${#missing[@]})); then
    echo "Missing: ${missing[*]}. scripts/setup.sh test brings what Debian has; elsewhere install it by hand."
    return 1
  fi
}
run_playwright() {
  prepare_browser_tests "$1" || return
  PLAYWRIGHT_JSON_OUTPUT_FILE=$LOGS/$1.json playwright test -c "tests/$1/playwright.config.ts" --reporter=line,json
}
run_e2e() { run_playwright e2e; }
# Each engine that is missing fails its tests and says so.
run_engines() { run_playwright engines; }

# --- How they are counted -----------------------------------------------------------------------
# Each prints "PASSED FAILED"; no output means that there was no count.

count_one() { if (($1 == 0)); then echo "1 0"; else echo "0 1"; fi; }

# cargo's test harness and the browser's runner close each test binary with the same kind of line.
count_harness() {
  awk '{ gsub(/\033\[[0-9;]*m/, "") }
    match($0, /test result: [A-Za-z]+\. [0-9]+ passed; [0-9]+ failed/) {
      split(substr($0, RSTART, RLENGTH), word, " "); passed += word[4]; failed += word[6]; seen = 1
    }
    END { if (seen) print passed, failed }' "$2"
}

count_playwright() {
  node -e '
    const { stats } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    console.log(stats.expected + stats.flaky, stats.unexpected);
  ' "${2%.log}.json" 2>/dev/null
}

# --- The layers, in order -----------------------------------------------------------------------

LAYERS=(format clippy clippy-wasm core corpus sandbox pages types build e2e engines pages-firefox)
if grep -rqE '^\s*#\[test\]' src; then LAYERS=(format clippy clippy-wasm core corpus sandbox app pages types build e2e engines pages-firefox); fi

declare -A heading=(
  [format]="Format" [clippy]="Lints, host" [clippy-wasm]="Lints, WebAssembly" [core]="Core, first stage and QR"
  [corpus]="Corpus of the fuzz targets" [sandbox]="Sandbox"
  [app]="App on the host" [pages]="Pages in headless Chrome" [types]="Types of the browser tests, types and lints of boot/"
  [build]="Release build" [e2e]="Browser tests against dist and sandbox"
  [engines]="Main journeys in Chromium, Firefox and WebKit" [pages-firefox]="Pages in headless Firefox"
)
declare -A counter=(
  [core]=count_harness [corpus]=count_harness [sandbox]=count_harness [app]=count_harness [pages]=count_harness [e2e]=count_playwright
  [engines]=count_playwright [pages-firefox]=count_harness
)
declare -A outcome
rows=()
all_passed=0
all_failed=0

run_layer() {
  local layer=$1 log=$LOGS/$1.log begun=$SECONDS status=0 passed failed remark=
  printf '\n== %s\n' "${heading[$layer]}"
  "run_$layer" </dev/null 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}

  read -r passed failed < <("${counter[$layer]:-count_one}" "$status" "$log")
  if ! [[ ${passed:-} =~ ^[0-9]+$ && ${failed:-} =~ ^[0-9]+$ ]] || ((passed + failed == 0)); then
    passed=0 failed=1 remark="  no test was counted"
  elif ((status != 0 && failed == 0)); then
    failed=1 remark="  ended with status $status"
  fi

  if ((failed)); then outcome[$layer]=failed; else outcome[$layer]=passed; fi
  ((all_passed += passed, all_failed += failed))
  rows+=("$(printf '%-13s %7d %7d %8d%s' "$layer" "$passed" "$failed" $((SECONDS - begun)) "$remark")")
}

chosen=("$@")
if ((${#chosen[@]} == 0)); then chosen=("${LAYERS[@]}"); fi
for layer in "${chosen[@]}"; do
  if [[ ! -v heading[$layer] ]]; then
    echo "There is no layer '$layer'. The layers are: ${LAYERS[*]}" >&2
    exit 2
  fi
done

rm -rf "$LOGS"
mkdir -p "$LOGS"
begun=$SECONDS
if ! scripts/setup.sh test; then
  echo "0 passed, 1 failed"
  exit 1
fi
for layer in "${chosen[@]}"; do run_layer "$layer"; done

printf '\n%-13s %7s %7s %8s\n' layer passed failed seconds
printf '%s\n' "${rows[@]}"
printf 'Logs: target/test-logs; %d seconds in all.\n\n' $((SECONDS - begun))
echo "$all_passed passed, $all_failed failed"
((all_failed == 0))
