#!/bin/sh
# Trunk's post_build hook: copies the file that LATCHKEY_CONFIG names to latchkey.json beside index.html.
# Without the variable the build has no connections, and the app offers to add one.
set -eu

[ -n "${LATCHKEY_CONFIG:-}" ] || exit 0
if [ ! -r "$LATCHKEY_CONFIG" ]; then
  echo "LATCHKEY_CONFIG names $LATCHKEY_CONFIG, which cannot be read." >&2
  exit 1
fi
cp "$LATCHKEY_CONFIG" "$TRUNK_STAGING_DIR/latchkey.json"
