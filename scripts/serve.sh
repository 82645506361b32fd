#!/usr/bin/env bash
# Serves the app with a sandbox behind it, so that both jobs can be tried without any account.
#
#   PORT          of the app, 8080
#   SANDBOX_PORT  of the sandbox, 8081
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"

PORT=${PORT:-8080}
SANDBOX_PORT=${SANDBOX_PORT:-8081}
# By port, so that two of these side by side don't share a folder.
WORK=$ROOT/target/serve/$PORT

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The app answers 404 until its first build has succeeded.
page_answers() {
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
  if listens "$port"; then
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

# Trunk reads its proxies from the configuration file only, and takes that file's folder for the
# project's. So it gets a copy with the sandbox's port and with whole paths; and with all folders to
# ignore that are there now, since naming one that isn't would be an error.
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

# Each of the two gets a process group of its own, so that compilers Trunk has started end with it.
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
  until page_answers; do sleep 0.3; done
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

# Neither is of use without the other, so the end of one is the end of both.
status=0
wait -n "${children[@]}" || status=$?
if kill -0 "${children[0]}" 2>/dev/null; then ended="trunk serve"; else ended="The sandbox"; fi
echo "$ended ended by itself (status $status); stopping." >&2
exit $((status == 0 ? 1 : status))
