#!/usr/bin/env bash
# Compares the whole process of a plan with that of an empty Rust program, side by side, and says what it resides in.
# Needs hyperfine and GNU time. The goal: at most 1.4 times as long, at most 6 MB.
set -euo pipefail
cd "$(dirname "$0")/.."
for tool in hyperfine jq /usr/bin/time; do
    command -v "$tool" >/dev/null || { echo "needs $tool" >&2; exit 2; }
done

cargo build --release --locked
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo 'fn main() {}' > "$work/empty.rs"
rustc -O -o "$work/empty" "$work/empty.rs"
plan="target/release/certpath plan --have AZ-204 --want devops-engineer"

# In turns, so that a machine that drifts drifts for both.
for round in 1 2 3 4 5; do
    hyperfine -N --warmup 20 --runs 200 --export-json "$work/$round.json" "$work/empty" "$plan" >/dev/null 2>&1
done
jq -s -r '
    map(.results | {empty: .[0].median, plan: .[1].median})
    | map(. + {ratio: (.plan / .empty)}) | sort_by(.ratio)
    | .[2] as $middle
    | "empty \($middle.empty * 1e6 | round) us, plan \($middle.plan * 1e6 | round) us, ratio \($middle.ratio * 100 | round / 100) (\(.[0].ratio * 100 | round / 100) to \(.[4].ratio * 100 | round / 100) in five rounds)"
' "$work"/?.json
read -ra words <<<"$plan"
/usr/bin/time -f 'resident %M KB' "${words[@]}" >/dev/null
