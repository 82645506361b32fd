#!/usr/bin/env bash
# Runs the gateway of deploy/gateway/ on this machine: Debian's httpd with a real OpenID provider, redis, and TLS in
# front of a sandbox of both APIs. It changes nothing of the system's own httpd and redis.
#
#   GATEWAY_PORT  port of the gateway, 8443
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"
# shellcheck source=scripts/progress.sh
source scripts/progress.sh

GATEWAY_PORT=${GATEWAY_PORT:-8443}
export GATEWAY_PORT
if ! [[ $GATEWAY_PORT =~ ^[0-9]{1,5}$ ]] || ((10#$GATEWAY_PORT < 1 || 10#$GATEWAY_PORT > 65535)); then
  echo "GATEWAY_PORT=$GATEWAY_PORT is no port number." >&2
  exit 1
fi
if (exec 3<>"/dev/tcp/127.0.0.1/$GATEWAY_PORT") 2>/dev/null; then
  echo "Port $GATEWAY_PORT is in use. Choose a free one: make gateway GATEWAY_PORT=$((10#$GATEWAY_PORT + 10))" >&2
  exit 1
fi

scripts/setup.sh gateway
trap 'end_step; exit 130' INT
trap 'end_step; exit 143' TERM HUP
if [[ ! -f dist/index.html ]]; then run_step "Building the app" env -u LATCHKEY_CONFIG scripts/build.sh; fi
STEP_SILENCE_S=2 run_step "Compiling the sandbox" cargo build -p latchkey-sandbox
mkdir -p target/gateway
exec env NODE_NO_WARNINGS=1 node deploy/demo/main.mjs "${CARGO_TARGET_DIR:-$ROOT/target}/debug/latchkey-sandbox" dist \
  target/gateway/authority.pem
