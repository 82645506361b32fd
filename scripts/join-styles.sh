#!/bin/sh
# Trunk's pre-build hook: one stylesheet of what is seen before the app is there, so that a page asks once and compression sees
# it whole. The others come with the modules whose views they are for (build.rs).
set -eu
cd "$(dirname "$0")/.."
mkdir -p target/style
cat style/tokens.css style/base.css style/card.css style/pass.css >target/style/latchkey.css.new
# An unchanged file keeps its time, so that watching Trunk does not start again.
cmp -s target/style/latchkey.css.new target/style/latchkey.css || mv target/style/latchkey.css.new target/style/latchkey.css
