#!/usr/bin/env bash
# Runs all checks and tests, layer by layer; scripts/test.sh LAYER... runs some of them.
#
# A failed layer does not stop the others. Logs are in target/test-logs. The last lines name the failed tests and
# have the totals. A layer without a count of tests is a failure, so that no layer passes without having run.
set -uo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"
# shellcheck source=scripts/test-results.sh
source scripts/test-results.sh

LOGS=$ROOT/target/test-logs

# --- Layers -----------------------------------------------------------------------------------

# fuzz/ is a separate workspace, built into the same folder.
in_fuzz() { (cd fuzz && CARGO_TARGET_DIR=$ROOT/target cargo "$@"); }

run_format() {
  cargo fmt --all --check && in_fuzz fmt --check && cargo fmt --manifest-path bench/qr-wasm/Cargo.toml --check &&
    find src -name '*.rs' -exec leptosfmt --quiet --check {} +
}
run_scripts() { tests/scripts.sh; }
# The documentation of the packages has no broken link, and the pages say what is true.
run_docs() {
  RUSTDOCFLAGS="-D warnings" cargo doc --quiet --workspace --no-deps --locked &&
    node --test --test-reporter=tap tests/docs/
}
run_clippy() {
  cargo clippy --workspace --all-targets --locked -- -D warnings &&
    in_fuzz clippy --all-targets --locked -- -D warnings
}
run_clippy-wasm() {
  # The first stage's tests run on the host only.
  wasm_env cargo clippy -p latchkey --target "$WASM_TARGET" --all-targets --locked -- -D warnings &&
    wasm_env cargo clippy -p latchkey-first --target "$WASM_TARGET" --locked -- -D warnings
}
run_core() { cargo test --locked -p latchkey-core -p latchkey-first -p latchkey-qr -p latchkey-check-config; }
# Replays the corpus of `make fuzz` without libfuzzer.
run_corpus() { in_fuzz test --locked; }
run_sandbox() { cargo test --locked -p latchkey-sandbox; }
# The #[test] functions of the app crate, which wasm-bindgen-test does not run.
run_app() { cargo test --locked -p latchkey --lib; }
# The timeout covers all page tests on a busy machine; the default is 20 seconds.
run_pages() { WASM_BINDGEN_TEST_TIMEOUT=180 wasm_env cargo test --locked -p latchkey --target "$WASM_TARGET"; }
# The same tests in Firefox. The runner reads the webdriver.json of its working folder, and prefers
# GECKODRIVER if it is set.
run_pages-firefox() {
  GECKODRIVER=$(command -v geckodriver) \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="env --chdir=tests/web/firefox wasm-bindgen-test-runner" run_pages
}
run_types() {
  tsc --noEmit -p tests/e2e && tsc --noEmit -p tests/engines && tsc --noEmit -p boot &&
    tsc --noEmit -p boot/tsconfig.worker.json && tsc --noEmit -p demo && eslint boot demo style
}
# The tests need a build without a configuration.
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
# run_playwright LAYER SUITE OPTION...
run_playwright() {
  local layer=$1 suite=$2
  shift 2
  prepare_browser_tests "$layer" || return
  PLAYWRIGHT_JSON_OUTPUT_FILE=$LOGS/$layer.json \
    playwright test -c "tests/$suite/playwright.config.ts" --reporter=line,json "$@"
}
run_e2e() { run_playwright e2e e2e --project=specs; }
# The same tests with the page behind the gateway, under the headers of a real server: all of them, or the files that
# a person's ways through the page are in.
behind_gateway() {
  local layer=$1
  shift
  cargo build --quiet --locked -p latchkey-check-config &&
    LATCHKEY_GATEWAY=1 run_playwright "$layer" e2e --project=specs --grep-invert=@without-gateway "$@"
}
run_e2e-gateway() {
  behind_gateway e2e-gateway '/(access|activation|code-dialog|handover|list|list-search|navigation|passes)\.spec\.ts'
}
run_e2e-gateway-all() { behind_gateway e2e-gateway-all; }
# The files of deploy/ for servers other than the gateway.
run_recipes() {
  prepare_browser_tests recipes && cargo build --quiet --locked -p latchkey-check-config &&
    node --test --test-reporter=tap tests/deploy/*.test.mjs
}
# Longest tasks, frames and elements, measured with no other test beside them.
run_performance() { run_playwright performance e2e --project=performance; }
# The gateway with httpd, redis and a provider.
run_gateway() {
  cargo build --quiet --locked -p latchkey-sandbox &&
    NODE_NO_WARNINGS=1 node --test --test-reporter=tap --test-concurrency=2 --test-force-exit \
      --test-timeout=300000 tests/gateway/*.test.mjs
}
# Each engine that is missing fails its tests and says so.
run_engines() { run_playwright engines engines; }

# --- Running -----------------------------------------------------------------------------------

LAYERS=(
  format scripts clippy clippy-wasm core corpus sandbox pages types docs build gateway e2e e2e-gateway recipes performance engines
  pages-firefox
)
if grep -rqE '^\s*#\[test\]' src; then LAYERS+=(app); fi

declare -A heading=(
  [format]="Format" [scripts]="Set-up and doctor" [clippy]="Lints, host" [clippy-wasm]="Lints, WebAssembly" [core]="Core, first stage, QR and check-config"
  [corpus]="Corpus of the fuzz targets" [sandbox]="Sandbox"
  [app]="App on the host" [pages]="Pages in headless Chrome" [types]="Types of the browser tests, types and lints of boot/ and demo/, lints of the stylesheets"
  [docs]="Documentation: the packages, the pages and their commands"
  [build]="Release build" [gateway]="The gateway, with httpd, redis and an OpenID provider"
  [e2e]="Browser tests against dist and sandbox"
  [e2e-gateway]="Main browser tests through the gateway" [e2e-gateway-all]="Browser tests through the gateway"
  [recipes]="Recipes for static hosts and nginx"
  [performance]="Longest tasks and number of elements"
  [engines]="Main journeys in Chromium, Firefox and WebKit" [pages-firefox]="Pages in headless Firefox"
)
declare -A counter=(
  [docs]=count_node [gateway]=count_node [scripts]=count_harness [core]=count_harness [corpus]=count_harness [sandbox]=count_harness [app]=count_harness [pages]=count_harness [e2e]=count_playwright
  [e2e-gateway]=count_playwright [e2e-gateway-all]=count_playwright
  [recipes]=count_node [performance]=count_playwright [engines]=count_playwright [pages-firefox]=count_harness
)
declare -A outcome
rows=()
names=()
all_passed=0
all_failed=0

run_layer() {
  local layer=$1 log=$LOGS/$1.log started=$SECONDS status=0 passed failed remark=
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
  if ((failed)) && [[ -v counter[$layer] ]]; then
    mapfile -t -O "${#names[@]}" names < <("${counter[$layer]/count/name}" "$log" | sed "s/^/$layer: /" | cut -c 1-240)
  fi
  ((all_passed += passed, all_failed += failed))
  rows+=("$(printf '%-13s %7d %7d %8d%s' "$layer" "$passed" "$failed" $((SECONDS - started)) "$remark")")
}

chosen=("$@")
if ((${#chosen[@]} == 0)); then chosen=("${LAYERS[@]}"); fi
for layer in "${chosen[@]}"; do
  if [[ ! -v heading[$layer] ]]; then
    echo "There is no layer '$layer'. The layers are: ${LAYERS[*]}; and e2e-gateway-all, half an hour" >&2
    exit 2
  fi
done

rm -rf "$LOGS"
mkdir -p "$LOGS"
started=$SECONDS
if ! scripts/setup.sh test; then
  echo "0 passed, 1 failed"
  exit 1
fi
for layer in "${chosen[@]}"; do run_layer "$layer"; done

printf '\n%-13s %7s %7s %8s\n' layer passed failed seconds
printf '%s\n' "${rows[@]}"
if ((${#names[@]})); then
  printf '\nFailed tests:\n'
  printf '  %s\n' "${names[@]}"
fi
printf 'Logs: target/test-logs; %d seconds in all.\n\n' $((SECONDS - started))
echo "$all_passed passed, $all_failed failed"
((all_failed == 0))
