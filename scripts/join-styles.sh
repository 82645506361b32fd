#!/bin/sh
# Trunk's pre-build hook: one stylesheet of all files that a first view takes, so that a page asks once and compression sees
# it whole. Those of later views come with their modules (build.rs).
set -eu
cd "$(dirname "$0")/.."
mkdir -p target/style
cat style/tokens.css style/base.css style/card.css style/pass.css style/form.css >target/style/latchkey.css.new
# An unchanged file keeps its time, so that watching Trunk does not start again.
cmp -s target/style/latchkey.css.new target/style/latchkey.css || mv target/style/latchkey.css.new target/style/latchkey.css
