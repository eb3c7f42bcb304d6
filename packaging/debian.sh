#!/usr/bin/env bash
# Makes a Debian package of an archive that .github/pack made: `debian.sh TARGET ARCHITECTURE`, such as
# `debian.sh x86_64-unknown-linux-musl amd64`. It needs nothing but dpkg-deb; the binary is static and depends on nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
target=$1 architecture=$2
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
homepage=$(sed -n 's/^homepage = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
description=$(sed -n 's/^description = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
root=$(mktemp -d) packed=$(mktemp -d)
trap 'rm -rf "$root" "$packed"' EXIT
chmod 755 "$root"
tar -C "$packed" --strip-components 1 -xzf "dist/certpath-$version-$target.tar.gz"

install -D -m 755 "$packed/certpath" "$root/usr/bin/certpath"
install -D -m 644 "$packed/completions/certpath.bash" "$root/usr/share/bash-completion/completions/certpath"
install -D -m 644 "$packed/completions/certpath.zsh" "$root/usr/share/zsh/vendor-completions/_certpath"
install -D -m 644 "$packed/completions/certpath.fish" "$root/usr/share/fish/vendor_completions.d/certpath.fish"
documents=$root/usr/share/doc/certpath
install -D -m 644 "$packed/README.md" "$documents/README.md"
install -D -m 644 "$packed/CHANGELOG.md" "$documents/changelog"
gzip -9 -n "$documents/changelog"
{ cat "$packed/LICENSE"; echo; cat "$packed/THIRD-PARTY.md"; } >"$documents/copyright"
for page in "$packed"/man/*.1; do
    install -D -m 644 "$page" "$root/usr/share/man/man1/${page##*/}"
    gzip -9 -n "$root/usr/share/man/man1/${page##*/}"
done

mkdir "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<CONTROL
Package: certpath
Version: $version
Architecture: $architecture
Maintainer: The certpath contributors <certpath@users.noreply.github.com>
Section: utils
Priority: optional
Installed-Size: $(du -k -s "$root/usr" | cut -f 1)
Homepage: $homepage
Description: plans the way to a certification
$(fold -s -w 76 <<<"$description." | sed 's/^/ /; s/ *$//')
CONTROL
(cd "$root" && find usr -type f -exec md5sum {} + | LC_ALL=C sort -k 2 >DEBIAN/md5sums)
dpkg-deb --root-owner-group --build "$root" "dist/certpath_${version}_$architecture.deb"
