# Reads the results of a layer of tests from its log. Sourced by scripts/test.sh.
# shellcheck shell=bash

# --- Counting -----------------------------------------------------------------------------------
# Each prints "PASSED FAILED", or nothing if there is no count.

count_one() { if (($1 == 0)); then echo "1 0"; else echo "0 1"; fi; }

# cargo test and wasm-bindgen-test print the same line for each test binary.
count_harness() {
  awk '{ gsub(/\033\[[0-9;]*m/, "") }
    match($0, /test result: [A-Za-z]+\. [0-9]+ passed; [0-9]+ failed/) {
      split(substr($0, RSTART, RLENGTH), word, " "); passed += word[4]; failed += word[6]; seen = 1
    }
    END { if (seen) print passed, failed }' "$2"
}

# The summary of Node's test runner.
count_node() {
  awk '/^# pass [0-9]+$/ { passed = $3; seen = 1 } /^# (fail|cancelled) [0-9]+$/ { failed += $3 }
    END { if (seen) print passed, failed + 0 }' "$2"
}

# A test that did not run counts as failed.
count_playwright() {
  node -e '
    const { stats } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    console.log(stats.expected + stats.flaky, stats.unexpected + stats.skipped);
  ' "${2%.log}.json" 2>/dev/null
}

# --- Naming -------------------------------------------------------------------------------------
# Each prints the names of the failed tests, one per line.

name_harness() {
  awk '{ gsub(/\033\[[0-9;]*m/, "") }
    /^test .* \.\.\. FAIL(ED)?$/ { sub(/^test /, ""); sub(/ \.\.\. FAIL(ED)?$/, ""); print }
    /^FAILED  / { sub(/^FAILED  /, ""); print }' "$1"
}
name_node() { sed -nE 's/^ *not ok [0-9]+ - //p' "$1"; }
# With the first line of the error: what was measured, or expected.
name_playwright() {
  node -e '
    const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const visit = (suite) => {
      for (const inner of suite.suites ?? []) visit(inner);
      for (const { title, tests, file, line } of suite.specs ?? []) {
        for (const { status, projectName, results } of tests) {
          if (status === "expected" || status === "flaky") continue;
          const message = results.at(-1)?.error?.message ?? "";
          const first = message.replace(/\u001b\[[0-9;]*m/g, "").split("\n").find((text) => text.trim());
          console.log(`[${projectName}] ${file}:${line} ${title}: ${first ?? status}`);
        }
      }
    };
    visit(report);
  ' "${1%.log}.json" 2>/dev/null
}
