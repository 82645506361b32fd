#!/bin/sh
# Trunk's pre-build hook: joins the stylesheets, so that a page asks for two. `latchkey.css` styles what is seen before the app
# starts; `app.css` is loaded with the app.
set -eu
cd "$(dirname "$0")/../style"
out=../target/style
mkdir -p "$out"

# join NAME FILE...: an unchanged result keeps its time, so that a watching Trunk does not build again.
join() {
  name=$1
  shift
  cat "$@" >"$out/$name.new"
  cmp -s "$out/$name.new" "$out/$name" || mv "$out/$name.new" "$out/$name"
}

join latchkey.css tokens.css base.css card.css pass.css
join app.css frame.css parts.css states.css form.css list.css picks.css create.css detail.css print.css letter.css connection.css about.css
