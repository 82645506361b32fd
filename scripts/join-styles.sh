#!/bin/sh
# Trunk's pre-build hook: one stylesheet of all files, so that a page asks once and compression sees it whole.
set -eu
cd "$(dirname "$0")/.."
mkdir -p target/style
cat style/tokens.css style/base.css style/card.css style/pass.css style/form.css style/list.css style/picks.css style/create.css style/detail.css style/letter.css >target/style/latchkey.css.new
# An unchanged file keeps its time, so that watching Trunk does not start again.
cmp -s target/style/latchkey.css.new target/style/latchkey.css || mv target/style/latchkey.css.new target/style/latchkey.css
