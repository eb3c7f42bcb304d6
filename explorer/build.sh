#!/usr/bin/env bash
# Builds target/explorer/index.html: one file with the page, the planner and the catalog in it.
# `explorer/build.sh dev` builds it sooner, and larger, for tests.
# Exit codes: 0 built, 3 the WebAssembly target cannot be had here, else what failed.
set -euo pipefail
cd "$(dirname "$0")/.."
target=wasm32-unknown-unknown
profile=${1:-explorer}
out=${CARGO_TARGET_DIR:-target}/explorer

has_target() { [ -d "$(rustc --print sysroot)/lib/rustlib/$target/lib" ]; }
if ! has_target && ! { command -v rustup >/dev/null && rustup target add "$target" && has_target; }; then
    echo "explorer: the Rust target $target is not installed and cannot be added here; left out" >&2
    exit 3
fi

cargo build --locked --package certpath-explorer --target "$target" --profile "$profile"
mkdir -p "$out"
folder=$profile
[ "$profile" != dev ] || folder=debug
wasm=${CARGO_TARGET_DIR:-target}/$target/$folder/certpath_explorer.wasm
gzip -9 -n -c "$wasm" | base64 >"$out/planner.base64"

# A line `@include FILE` becomes that file.
while IFS= read -r line || [ -n "$line" ]; do
    case $line in
    '@include planner.base64') cat "$out/planner.base64" ;;
    '@include '*) cat "explorer/${line#@include }" ;;
    *) printf '%s\n' "$line" ;;
    esac
done <explorer/page.html >"$out/index.html.new"
mv "$out/index.html.new" "$out/index.html"
rm "$out/planner.base64"
printf '%s: %d bytes, the planner in it %d bytes, %d gzipped\n' "$out/index.html" \
    "$(wc -c <"$out/index.html")" "$(wc -c <"$wasm")" "$(gzip -9 -n -c "$wasm" | wc -c)"
