#!/usr/bin/env bash
# Makes the release build of the current commit twice, in folders of different names, and compares all files.
#
# Both builds compile everything, which takes several minutes each, so this is no part of `make test`.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/env.sh"

scripts/setup.sh build
commit=$(git rev-parse HEAD)
if [[ -n $(git status --porcelain) ]]; then echo "Changes that are not committed are not built."; fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for copy in a another/folder; do
  # A clone, since the build contains the hash of the commit.
  git clone --quiet --shared --no-checkout "$ROOT" "$work/$copy"
  git -C "$work/$copy" checkout --quiet --detach "$commit"
  ln -s "$ROOT/node_modules" "$work/$copy/node_modules"
  (cd "$work/$copy" && env -u LATCHKEY_CONFIG -u CARGO_TARGET_DIR scripts/build.sh)
  (cd "$work/$copy/dist" && find . -type f -print0 | sort -z | xargs -0 sha256sum) >"$work/${copy////-}.sums"
  rm -rf "$work/$copy/target"
done

if ! diff "$work/a.sums" "$work/another-folder.sums"; then
  echo "The two builds of $commit differ in the files above." >&2
  exit 1
fi
echo "Both builds of $commit are the same: $(wc -l <"$work/a.sums") files."
sha256sum "$work/a.sums" | cut -d ' ' -f 1
