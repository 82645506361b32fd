#!/usr/bin/env bash
# Tests scripts/doctor.sh and scripts/setup.sh with fake installers, so nothing is downloaded or compiled.
# Everything for `make test` has to be installed.
set -uo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../scripts/env.sh"
# shellcheck source=scripts/needs.sh
source scripts/needs.sh
# shellcheck source=scripts/progress.sh
source scripts/progress.sh
# shellcheck source=scripts/test-results.sh
source scripts/test-results.sh

TEMP=$(mktemp -d)
trap 'rm -rf "$TEMP"' EXIT
FAKES=$TEMP/fakes
passed=0
failed=0

# check SENTENCE STATUS TEXT...: passes if `status` is STATUS and `output` contains each TEXT.
check() {
  local sentence=$1 wanted=$2 text wrong=
  shift 2
  if ((status != wanted)); then wrong="status $status instead of $wanted"; fi
  for text in "$@"; do
    if [[ $output != *"$text"* ]]; then wrong="no '$text'"; fi
  done
  if [[ -z $wrong ]]; then
    ((passed += 1))
    printf 'ok      %s\n' "$sentence"
  else
    ((failed += 1))
    printf 'FAILED  %s: %s in\n%s\n' "$sentence" "$wrong" "$output"
  fi
}

# fake COMMAND: makes stdin a command in the folder of fakes.
fake() {
  { echo '#!/usr/bin/env bash' && cat; } >"$FAKES/$1"
  chmod +x "$FAKES/$1"
}

# set_up: runs scripts/setup.sh serve with the fakes.
set_up() { LATCHKEY_TOOLS=$TEMP/tools PATH=$FAKES:$PATH scripts/setup.sh serve 2>&1; }

# --- Doctor -------------------------------------------------------------------------------------

output=$(scripts/doctor.sh) status=$?
check "doctor succeeds after set-up" 0 "ok       Trunk $TRUNK_VERSION" "Everything for make test is there."

# A PATH with the basic commands alone.
mkdir -p "$TEMP/basic" "$FAKES"
for command in bash cat cut dirname env find grep head mkdir readlink realpath sed sha256sum sort tail tr; do
  ln -s "$(command -v "$command")" "$TEMP/basic/$command"
done
output=$(env -i HOME="$TEMP" PATH="$TEMP/basic" LATCHKEY_TOOLS="$TEMP/none" scripts/doctor.sh) status=$?
check "doctor fails on a bare machine and names what is missing" 1 \
  "MISSING  Rust" "MISSING  Trunk $TRUNK_VERSION" "MISSING  Node" "MISSING  Chromium" "Missing for make test"
status=0 output=
if [[ -e $TEMP/none ]]; then status=1; fi
check "doctor creates no folder for tools" 0

output=$(scripts/doctor.sh nonsense 2>&1) status=$?
check "doctor refuses an unknown target" 2 "no target 'nonsense'"

# --- Progress -----------------------------------------------------------------------------------

fake build <<<'printf "Building [=> ] 3/7: x\r"; sleep 2.5'
output=$(LOG_INTERVAL_S=1 run_step "Compiling X" "$FAKES/build") status=$?
check "a step shows the numbers of cargo" 0 "Compiling X: 3 of 7 crates, 0:0" "Compiling X: done in 0:0"

fake build <<<'echo "no such crate"; exit 7'
output=$(run_step "Compiling X" "$FAKES/build" 2>&1) status=$?
check "a failed step shows the command's output" 7 "no such crate" "Compiling X: failed"

# --- Results ------------------------------------------------------------------------------------

cat >"$TEMP/rust.log" <<'END'
test clock::ends ... ok
test clock::starts ... FAILED
test web::list::shows_codes ... FAIL
END
output=$(name_harness "$TEMP/rust.log") status=$?
check "failed Rust tests are named" 0 $'clock::starts\nweb::list::shows_codes'

cat >"$TEMP/node.log" <<'END'
    not ok 3 - a stranger gets 403
ok 1 - a member gets a code
not ok 2 - tests/gateway/matrix.test.mjs
END
output=$(name_node "$TEMP/node.log") status=$?
if [[ $output == *member* ]]; then status=1; fi
check "failed Node tests are named" 0 $'a stranger gets 403\ntests/gateway/matrix.test.mjs'

cat >"$TEMP/browser.json" <<'END'
{ "stats": { "expected": 1, "flaky": 0, "unexpected": 1, "skipped": 1 }, "suites": [{ "specs": [], "suites": [{ "specs": [
  { "title": "a pass", "file": "start.spec.ts", "line": 6, "tests": [
    { "projectName": "webkit", "status": "unexpected", "results": [{ "error": { "message": "Error: no symbol\n\nat" } }] },
    { "projectName": "firefox", "status": "expected", "results": [{}] },
    { "projectName": "chromium", "status": "skipped", "results": [] }
  ] }
] }] }] }
END
output=$(name_playwright "$TEMP/browser.log") status=$?
if [[ $output == *firefox* ]]; then status=1; fi
check "failed browser tests are named, with what was wrong" 0 \
  "[webkit] start.spec.ts:6 a pass: Error: no symbol" "[chromium] start.spec.ts:6 a pass: skipped"
output=$(count_playwright 0 "$TEMP/browser.log") status=$?
check "a browser test that did not run counts as failed" 0 "1 2"

# --- Set-up -------------------------------------------------------------------------------------

# Tools of another version come first on PATH, so set-up has to install its own.
for command in trunk wasm-bindgen; do fake "$command" <<<'echo 0.0.1'; done

# Both installers put commands of the wanted version into the tools folder, as the real ones do.
cat >"$TEMP/install" <<END
mkdir -p "\$LATCHKEY_TOOLS/bin"
printf '#!/bin/sh\necho $TRUNK_VERSION\n' >"\$LATCHKEY_TOOLS/bin/trunk"
printf '#!/bin/sh\necho $WASM_BINDGEN_VERSION\n' >"\$LATCHKEY_TOOLS/bin/wasm-bindgen"
chmod +x "\$LATCHKEY_TOOLS"/bin/*
END
cargo=$(command -v cargo)
fake cargo <<END
if [[ \$1 == install ]]; then source "$TEMP/install"; else exec "$cargo" "\$@"; fi
END
output=$(set_up) status=$?
check "set-up compiles the tools that are missing" 0 "[1/2] Compiling Trunk $TRUNK_VERSION: done" "Set up in"

output=$(set_up) status=$?
if [[ -n $output ]]; then status=1; fi
check "set-up prints nothing if nothing is missing" 0

rm -rf "$TEMP/tools"
fake cargo-binstall <<<"source '$TEMP/install'"
output=$(set_up) status=$?
if [[ $output == *Compiling* ]]; then status=1; fi
check "set-up downloads the tools where cargo-binstall can" 0 "Downloading Trunk $TRUNK_VERSION: done"

rm -rf "$TEMP/tools"
fake cargo-binstall <<<'echo "no connection"; exit 1'
output=$(set_up) status=$?
check "set-up compiles the tools where cargo-binstall cannot" 0 \
  "no connection" "Compiling Trunk $TRUNK_VERSION: done"

rm -rf "$TEMP/tools" "$FAKES/cargo-binstall"
fake cargo <<END
if [[ \$1 == install ]]; then echo "no such version"; exit 101; else exec "$cargo" "\$@"; fi
END
output=$(set_up) status=$?
check "set-up says why it stopped and what helps" 1 \
  "no such version" "Set-up stopped: Trunk" "What helps: check"

fake cargo <<END
if [[ \$1 == install ]]; then sleep 60 & echo \$! >"$TEMP/compiler"; wait; else exec "$cargo" "\$@"; fi
END
LATCHKEY_TOOLS=$TEMP/tools PATH=$FAKES:$PATH scripts/setup.sh serve >/dev/null 2>&1 &
set_up_pid=$!
for _ in {1..100}; do if [[ -s $TEMP/compiler ]]; then break; else sleep 0.2; fi; done
kill -TERM "$set_up_pid"
wait "$set_up_pid"
status=$? output="still running"
for _ in {1..25}; do if kill -0 "$(cat "$TEMP/compiler")" 2>/dev/null; then sleep 0.2; else output=ended; fi; done
check "an interrupted set-up ends the compilers it started" 143 "ended"

# The format of cargo's test harness, which scripts/test.sh counts.
if ((failed)); then verdict=FAILED; else verdict=ok; fi
printf 'test result: %s. %d passed; %d failed\n' "$verdict" "$passed" "$failed"
((failed == 0))
