#!/bin/sh
# Trunk's pre-build hook: joins the stylesheets into two. `latchkey.css` styles the page until the app has
# started; `app.css` is loaded with the app.
set -eu
cd "$(dirname "$0")/../style"
out=../target/style
mkdir -p "$out"

# join NAME FILE...: keeps an unchanged file's modification time, so that `trunk serve` does not rebuild.
join() {
  name=$1
  shift
  cat "$@" >"$out/$name.new"
  cmp -s "$out/$name.new" "$out/$name" || mv "$out/$name.new" "$out/$name"
}

join latchkey.css tokens.css base.css card.css pass.css
join app.css frame.css parts.css states.css form.css list.css list-bar.css code-card.css rows.css picks.css create.css dialog.css detail.css pass-state.css full-pass.css settings.css passes.css desk.css kept.css print.css letter.css member.css connection.css about.css
