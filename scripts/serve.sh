#!/usr/bin/env bash
# Serves the app and a sandbox of both services, which needs no account.
#
#   PORT          port of the app, 8080
#   SANDBOX_PORT  port of the sandbox, 8081
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"

PORT=${PORT:-8080}
SANDBOX_PORT=${SANDBOX_PORT:-8081}
# One folder for each port, so that several instances can run side by side.
WORK=$ROOT/target/serve/$PORT

is_listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Trunk responds with 404 until the first build has succeeded.
is_page_ready() {
  local status
  {
    exec 3<>"/dev/tcp/127.0.0.1/$PORT" &&
      printf 'GET / HTTP/1.0\r\nHost: 127.0.0.1:%s\r\n\r\n' "$PORT" >&3 &&
      IFS= read -r -t 5 status <&3
  } 2>/dev/null || return 1
  exec 3>&-
  [[ $status == *' 200 '* ]]
}

require_free() {
  local variable=$1 port=${!1}
  if ! [[ $port =~ ^[0-9]{1,5}$ ]] || ((10#$port < 1 || 10#$port > 65535)); then
    echo "$variable=$port is no port number." >&2
    exit 1
  fi
  if is_listening "$port"; then
    echo "Port $port is in use. Set $variable to a free one: make serve $variable=$((10#$port + 10))" >&2
    exit 1
  fi
}

require_free PORT
require_free SANDBOX_PORT
if ((10#$PORT == 10#$SANDBOX_PORT)); then
  echo "PORT and SANDBOX_PORT are both $PORT. Set SANDBOX_PORT to another one." >&2
  exit 1
fi

scripts/setup.sh serve
cargo build --quiet -p latchkey-sandbox
SANDBOX=${CARGO_TARGET_DIR:-$ROOT/target}/debug/latchkey-sandbox

mkdir -p "$WORK"
export LATCHKEY_CONFIG=$WORK/latchkey.json
"$SANDBOX" --port "$SANDBOX_PORT" --print-config >"$LATCHKEY_CONFIG"

# Trunk reads its proxies from the configuration file only, and uses that file's folder as the project's. So
# it gets a copy with the sandbox's port and absolute paths. The list of ignored folders contains existing
# ones only, because others are an error.
mkdir -p dist node_modules
ignored=
for folder in .git .github bench deploy dist docs node_modules playwright-report sandbox scripts target test-results tests; do
  if [[ -d $folder ]]; then ignored+="\"$ROOT/$folder\", "; fi
done
sed -e "s|127\.0\.0\.1:8081|127.0.0.1:$SANDBOX_PORT|" \
  -e "s|^target = \"|&$ROOT/|" \
  -e "s|\"scripts/|\"$ROOT/scripts/|" \
  -e "s|^ignore = .*|ignore = [${ignored%, }]|" \
  Trunk.toml >"$WORK/Trunk.toml"

# Each process gets its own process group, so that compilers started by Trunk end with it.
children=()
announcer=
# shellcheck disable=SC2317  # called by a trap
end_children() {
  local child
  trap - EXIT
  trap '' INT TERM HUP
  if [[ -n $announcer ]]; then kill "$announcer" 2>/dev/null || true; fi
  for child in "${children[@]}"; do kill -TERM -- "-$child" 2>/dev/null || true; done
  for _ in {1..20}; do
    if ! kill -0 -- "${children[@]/#/-}" 2>/dev/null; then break; fi
    sleep 0.1
  done
  for child in "${children[@]}"; do kill -KILL -- "-$child" 2>/dev/null || true; done
  wait 2>/dev/null || true
}
trap end_children EXIT
trap 'echo; echo "Stopped."; exit 130' INT
trap 'exit 143' TERM HUP

set -m
"$SANDBOX" --port "$SANDBOX_PORT" </dev/null &
children+=("$!")
wasm_env trunk --config "$WORK/Trunk.toml" serve --port "$PORT" --dist "$WORK/dist" </dev/null &
children+=("$!")
set +m

(
  until is_page_ready; do sleep 0.3; done
  app=http://127.0.0.1:$PORT
  cat <<END

  ----------------------------------------------------------------------
  Latchkey        $app/

  A pass          $app/#/access/my-pass
  A member's      $app/#/access/gym/1234
  Codes           $app/#/activation/identity/codes-3

  Sandbox         http://127.0.0.1:$SANDBOX_PORT/   all it can show, faults too
  Own connection  key sandbox-key, token sandbox-token

  Ctrl-C ends both.
  ----------------------------------------------------------------------

END
) </dev/null &
announcer=$!

# If one process ends, the other is stopped too.
status=0
wait -n "${children[@]}" || status=$?
if kill -0 "${children[0]}" 2>/dev/null; then ended="trunk serve"; else ended="The sandbox"; fi
echo "$ended ended by itself (status $status); stopping." >&2
exit $((status == 0 ? 1 : status))
