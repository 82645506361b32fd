#!/usr/bin/env bash
# Serves the app and a sandbox of both APIs, so that everything can be tried without an account.
#
#   PORT          port of the app, 8080
#   SANDBOX_PORT  port of the sandbox, 8081
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"
# shellcheck source=scripts/progress.sh
source scripts/progress.sh

PORT=${PORT:-8080}
SANDBOX_PORT=${SANDBOX_PORT:-8081}
# Named after the port, so that two servers can run side by side.
WORK=$ROOT/target/serve/$PORT

# is_listening PORT: true if something accepts connections there.
is_listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# True once the app's first build has succeeded; until then Trunk answers 404.
is_app_ready() {
  local status
  {
    exec 3<>"/dev/tcp/127.0.0.1/$PORT" &&
      printf 'GET / HTTP/1.0\r\nHost: 127.0.0.1:%s\r\n\r\n' "$PORT" >&3 &&
      IFS= read -r -t 5 status <&3
  } 2>/dev/null || return 1
  exec 3>&-
  [[ $status == *' 200 '* ]]
}

# require_free VARIABLE: fails unless the variable holds the number of a free port.
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

trap 'end_step; exit 130' INT
trap 'end_step; exit 143' TERM HUP
STEP_SILENCE_S=2 run_step "Compiling the sandbox" cargo build -p latchkey-sandbox
SANDBOX=${CARGO_TARGET_DIR:-$ROOT/target}/debug/latchkey-sandbox

mkdir -p "$WORK"
export LATCHKEY_CONFIG=$WORK/latchkey.json
"$SANDBOX" --port "$SANDBOX_PORT" --print-config >"$LATCHKEY_CONFIG"

# Trunk reads proxies from its configuration file only, and resolves paths from that file's folder. It
# therefore gets a copy with the sandbox's port, absolute paths, and the folders to ignore that exist:
# Trunk refuses one that does not.
mkdir -p dist node_modules
ignored=
for folder in .git .github bench deploy dist docs node_modules sandbox scripts target \
  tests tools; do
  if [[ -d $folder ]]; then ignored+="\"$ROOT/$folder\", "; fi
done
sed -e "s|127\.0\.0\.1:8081|127.0.0.1:$SANDBOX_PORT|" \
  -e "s|^target = \"|&$ROOT/|" \
  -e "s|\"scripts/|\"$ROOT/scripts/|" \
  -e "s|^ignore = .*|ignore = [${ignored%, }]|" \
  Trunk.toml >"$WORK/Trunk.toml"

# Both servers get process groups of their own, so that the compilers Trunk starts end with it.
children=()
announcer=
# shellcheck disable=SC2317  # called by a trap
end_children() {
  local child
  trap '' INT TERM HUP
  trap - EXIT
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
# make passes a signal on that the shell has had already. The second one must not end it while it cleans up.
trap 'trap "" INT TERM HUP; echo; echo "Stopped."; exit 130' INT
trap 'trap "" INT TERM HUP; exit 143' TERM HUP

if [[ ! -d ${CARGO_TARGET_DIR:-$ROOT/target}/$WASM_TARGET && ! -d $ROOT/target/debian/$WASM_TARGET ]]; then
  echo "Compiling the app; the first time takes about a minute."
fi
set -m
"$SANDBOX" --port "$SANDBOX_PORT" </dev/null &
children+=("$!")
wasm_env trunk --config "$WORK/Trunk.toml" serve --port "$PORT" --dist "$WORK/dist" </dev/null &
children+=("$!")
set +m

(
  until is_app_ready; do sleep 0.3; done
  app=http://127.0.0.1:$PORT
  cat <<END

  ----------------------------------------------------------------------
  Latchkey        $app/

  A pass          $app/#/access/my-pass
  A member's      $app/#/access/gym/1234
  Codes           $app/#/activation/identity/codes-3

  Sandbox         http://127.0.0.1:$SANDBOX_PORT/   every status, shape and fault it can show
  Own connection  key sandbox-key, token sandbox-token

  Ctrl-C ends both.
  ----------------------------------------------------------------------

END
) </dev/null &
announcer=$!

# Neither is useful without the other, so if one ends, the other is stopped.
status=0
wait -n "${children[@]}" || status=$?
if kill -0 "${children[0]}" 2>/dev/null; then ended="trunk serve"; else ended="The sandbox"; fi
echo "$ended ended by itself (status $status); stopping." >&2
exit $((status == 0 ? 1 : status))
