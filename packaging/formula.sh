#!/usr/bin/env bash
# Fills in the Homebrew formula from dist/SHA256SUMS: formula.sh REPOSITORY-URL > dist/certpath.rb
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
formula=$(sed -e "s|@REPOSITORY@|$1|; s|@VERSION@|$version|g" packaging/certpath.rb)
for target in {aarch64,x86_64}-apple-darwin {aarch64,x86_64}-unknown-linux-musl; do
    sum=$(grep -F "certpath-$version-$target.tar.gz" dist/SHA256SUMS | cut -d ' ' -f 1)
    formula=${formula//@$target@/$sum}
done
printf '%s\n' "$formula"
