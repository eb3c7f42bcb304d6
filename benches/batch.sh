#!/bin/sh
# Holds `certpath plan --batch` against `jq -c .`, on the same machine, in turns.
#
#     benches/batch.sh [QUESTIONS [ROUNDS [PROGRAM]]]
#
# Makes mixed questions over the embedded catalog (the same ones each time), answers them, and lets jq reprint
# the questions and the answers. Needs jq and awk, and GNU time for the memory. Without PROGRAM it builds and takes
# the released one. Each round prints wall seconds; the last lines the medians and what they come to.
set -eu

questions=${1:-1000000}
rounds=${2:-3}
program=${3:-}
if [ -z "$program" ]; then
    cd "$(dirname "$0")/.."
    cargo build --release --locked --quiet
    program=${CARGO_TARGET_DIR:-target}/release/certpath
fi
day=2026-11-22
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Codes and titles of all there is, retired ones too: questions name both, in any case.
"$program" list exams --status all --as-of $day -f tsv | cut -f 1,2 > "$folder/exams"
"$program" list certs --status all --as-of $day -f tsv | cut -f 1,2 > "$folder/certs"

awk -F '\t' -v count="$questions" '
    # The generator of Park and Miller: the same numbers in every awk.
    function below(bound) { seed = seed * 16807 % 2147483647; return int(seed / 2147483647 * bound) }
    function day(from, to) {
        return sprintf("%d-%02d-%02d", from + below(to - from + 1), 1 + below(12), 1 + below(28))
    }
    function name(way) {
        if (way < 45) return certs[below(cert_count)]
        if (way < 90) return exams[below(exam_count)]
        if (way < 95) return tolower(exams[below(exam_count)])
        return titles[below(cert_count)]
    }
    function quoted(text) { return "\"" text "\"" }
    function holdings(count, year,    list, between) {
        list = ""; between = ""
        while (count-- > 0) {
            held = name(below(97))
            if (below(100) < 35) held = held "@" day(year - 4, year - 1)
            list = list between quoted(held)
            between = ","
        }
        return list
    }
    function wants(count,    list, between) {
        list = ""; between = ""
        while (count-- > 0) {
            list = list between quoted(below(1000) == 0 ? "no-such-name" : name(below(100) < 80 ? below(45) : below(100)))
            between = ","
        }
        return list
    }
    FILENAME ~ /exams$/ { exams[exam_count++] = $1; next }
    { titles[cert_count] = $2; certs[cert_count++] = $1 }
    END {
        seed = 20261122
        for (line = 1; line <= count; line++) {
            year = 2026
            asked = "{"
            if (below(100) < 60) asked = asked "\"id\":" line ","
            if (below(100) < 25) { year = 2019 + below(8); asked = asked "\"as_of\":" quoted(sprintf("%d-%02d-%02d", year, 1 + below(11), 1 + below(28))) "," }
            asked = asked "\"have\":[" holdings(below(100) < 30 ? 0 : 1 + below(6), year) "],"
            asked = asked "\"want\":[" wants(below(100) < 65 ? 1 : 2 + below(2)) "]"
            if (below(100) < 20) asked = asked ",\"minimize\":" quoted(below(2) ? "price" : "days")
            if (below(100) < 4) asked = asked ",\"avoid\":[" quoted(name(below(90))) "]"
            if (below(100) < 2) asked = asked ",\"via\":[" quoted(name(below(45))) "]"
            if (below(100) < 2) asked = asked ",\"want_any\":[" quoted(name(below(45))) "," quoted("level:expert") "]"
            if (below(100) < 3) asked = asked ",\"alternatives\":" 2 + below(2)
            if (below(100) < 5) asked = asked ",\"why\":true"
            print asked "}"
        }
    }
' "$folder/exams" "$folder/certs" > "$folder/questions"

# Every question must have its answer: a program that answers nothing is not quick.
answers="$folder/answers"
"$program" plan --batch "$folder/questions" --as-of $day > "$answers" || true # some have no plan, some are bad
asked=$(wc -l < "$folder/questions")
answered=$(jq -c 'select(.plans or .error)' < "$answers" | wc -l)
[ "$asked" = "$answered" ] || { echo "$asked questions, $answered answers" >&2; exit 1; }
echo "$asked questions: $(grep -c '"steps":\[{' "$answers") plans, $(grep -c '"no_plan"' "$answers") without a plan," \
    "$(grep -c '"error"' "$answers") bad lines; $(du -h "$folder/questions" | cut -f 1) in, $(du -h "$answers" | cut -f 1) out"

# Wall and processor seconds and the most memory of a command, on one line.
measured() {
    name=$1
    shift
    /usr/bin/time -f "$name %e %U %S %M" -o "$folder/time" "$@" > /dev/null 2>&1 || true
    grep "^$name" "$folder/time" | tee -a "$folder/times"
}
round=0
while [ $round -lt "$rounds" ]; do
    measured batch "$program" plan --batch "$folder/questions" --as-of $day
    measured questions jq -c . "$folder/questions"
    measured answers jq -c . "$answers"
    round=$((round + 1))
done

awk '
    function median(name, field,    count, place, other, moved) {
        count = 0
        for (place = 1; place <= lines; place++) if (names[place] == name) sorted[++count] = values[place, field]
        for (place = 2; place <= count; place++)
            for (other = place; other > 1 && sorted[other - 1] > sorted[other]; other--) {
                moved = sorted[other]; sorted[other] = sorted[other - 1]; sorted[other - 1] = moved
            }
        return sorted[int((count + 1) / 2)]
    }
    { names[++lines] = $1; values[lines, 1] = $2; values[lines, 2] = $3 + $4; values[lines, 3] = $5 }
    END {
        batch = median("batch", 1); questions = median("questions", 1); answers = median("answers", 1)
        printf "medians: batch %.2f s, jq over the questions %.2f s, jq over the answers %.2f s\n", batch, questions, answers
        printf "batch takes %.2f of jq over the questions and %.2f of jq over the answers\n", batch / questions, batch / answers
        printf "an answer: %.1f us of wall, %.1f us of processor; resident %.1f MB\n", batch / count * 1e6, median("batch", 2) / count * 1e6, median("batch", 3) / 1024
    }
' count="$asked" "$folder/times"
