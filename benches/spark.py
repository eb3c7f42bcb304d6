#!/usr/bin/env python3
"""Answers questions with `certpath plan --batch` under Spark's `pipe`, and compares them with those of one process.

    python3 benches/spark.py [QUESTIONS [PARTITIONS [PROGRAM]]]

Needs pyspark and Java. Prints seconds and questions a second of both; Spark's are those of the job, without its start.
"""

import itertools
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pyspark.sql import SparkSession

questions = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
partitions = int(sys.argv[2]) if len(sys.argv) > 2 else 2
program = Path(sys.argv[3] if len(sys.argv) > 3 else "target/release/certpath").resolve()
command = [str(program), "plan", "--batch", "-", "--as-of", "2026-11-22", "--no-profile", "--no-user-catalog"]


def report(what, seconds):
    print(f"{what}: {seconds:.1f} s, {questions / seconds:.0f} questions a second")


with tempfile.TemporaryDirectory() as folder:
    wants = subprocess.check_output([program, "list", "certs", "-f", "ids"], text=True).split()
    held = subprocess.check_output([program, "list", "exams", "-f", "ids"], text=True).split()
    asked = Path(folder, "questions.jsonl")
    with asked.open("w") as file:
        pairs = zip(range(questions), itertools.cycle(wants), itertools.cycle(held))
        for number, want, have in pairs:
            file.write(f'{{"id":{number},"have":["{have}"],"want":["{want}"]}}\n')

    start = time.monotonic()
    alone = subprocess.run(command, stdin=asked.open(), stdout=subprocess.PIPE, check=False, text=True).stdout
    report("one process", time.monotonic() - start)

    spark = SparkSession.builder.master(f"local[{partitions}]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    start = time.monotonic()
    lines = spark.sparkContext.textFile(str(asked), partitions)
    lines.pipe(" ".join(command)).saveAsTextFile(str(Path(folder, "answers")))
    report(f"Spark, {partitions} partitions", time.monotonic() - start)
    spark.stop()

    parts = sorted(Path(folder, "answers").glob("part-*"))
    together = "".join(part.read_text() for part in parts)
    if together != alone:
        sys.exit("the answers differ")
    print("the same answers, in the same order")
