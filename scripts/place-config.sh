#!/bin/sh
# Trunk's post_build hook: puts the file LATCHKEY_CONFIG names beside index.html, where the app reads
# its connections. Without the variable the build carries none and the app offers to add one.
set -eu

[ -n "${LATCHKEY_CONFIG:-}" ] || exit 0
if [ ! -r "$LATCHKEY_CONFIG" ]; then
  echo "LATCHKEY_CONFIG names $LATCHKEY_CONFIG, which cannot be read." >&2
  exit 1
fi
cp "$LATCHKEY_CONFIG" "$TRUNK_STAGING_DIR/latchkey.json"
