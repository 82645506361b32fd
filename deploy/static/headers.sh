#!/usr/bin/env bash
# Prints the `_headers` file for a latchkey.json: deploy/static/headers.sh latchkey.json >dist/_headers
#
# A file with mistakes is refused, with the words of `make check-config`.
set -euo pipefail

if (($# != 1)); then
  echo "Which file? deploy/static/headers.sh path/to/latchkey.json >dist/_headers" >&2
  exit 2
fi
FILE=$(realpath -- "$1")
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

check() { cargo run --quiet --locked -p latchkey-check-config -- "$@" "$FILE"; }

if ! origins=$(check --origins); then
  printf '%s\n' "$origins" >&2
  exit 1
fi
# One origin a line becomes one line with a blank in front of each.
sources=
for origin in $origins; do sources+=" $origin"; done
template=$(<deploy/static/_headers)
place="'self'{origins}"
printf '%s\n' "${template/"$place"/"'self'$sources"}"
