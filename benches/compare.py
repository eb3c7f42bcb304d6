#!/usr/bin/env python3
"""Compares the planner with CP-SAT (ortools) and HiGHS (highspy), side by side, on the problems of benches/problem.

    python3 benches/compare.py [--limit SECONDS] [FAMILY:SIZE[:SEED] | FILE.json ...]

Each problem is put to the planner and to every solver that is installed (pip install ortools highspy), one thread
each, in turns; what is not installed is skipped with a message. The planner's time is from request to answer, a
solver's is that of the solving alone, without building its model. Costs must agree: exit code 1 if they do not.
"""
import argparse
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BENCH = ["cargo", "bench", "--quiet", "--locked", "--bench", "instances", "--"]
USUAL = ["real:100", "real:1000", "real:10000", "hard:40", "hard:60", "dense:40", "dense:60",
         "chain:100", "chain:2000", "ladder:5000", "wide:500", "shared:30", "shared:60", "egraph:500", "egraph:10000",
         "circuit:500", "vertex-cover:100", "set-cover:80"]
SOLVERS = {"CP-SAT": "ortools", "HiGHS": "highspy"}


def rows_of(problem, query):
    """The question as rows `(v, k, members)`: v needs at least k of the members; what is not reached is left out."""
    nodes = {node["id"]: node for node in problem["nodes"]}
    held, number, costs, rows, todo = set(query["have"]), {}, [], [], []

    def variable(cost=0):
        costs.append(cost)
        return len(costs) - 1

    def name(node):
        if node not in number:
            number[node] = variable(0 if node in held else nodes[node]["cost"])
            if node not in held and nodes[node]["requires"] is not None:
                todo.append((number[node], nodes[node]["requires"]))
        return number[node]

    goals = [name(want) for want in query["want"]]
    while todo:
        v, rule = todo.pop()
        if isinstance(rule, str):
            rows.append((v, 1, [name(rule)]))
            continue
        parts = rule.get("all", rule.get("any", rule.get("of")))
        need = len(parts) if "all" in rule else 1 if "any" in rule else rule["at_least"]
        members = []
        for part in parts:
            if isinstance(part, str):
                members.append(name(part))
            else:
                members.append(variable())
                todo.append((members[-1], part))
        rows.append((v, need, members))
    free = {number[node] for node in held if node in number}
    return costs, rows, set(goals) | free


def cp_sat(costs, rows, fixed, limit):
    from ortools.sat.python import cp_model
    model = cp_model.CpModel()
    x = [model.NewBoolVar("") for _ in costs]
    for v, need, members in rows:
        if need == len(members):
            for member in members:
                model.AddImplication(x[v], x[member])
        elif need == 1:
            model.AddBoolOr([x[member] for member in members] + [x[v].Not()])
        else:
            model.Add(sum(x[member] for member in members) >= need).OnlyEnforceIf(x[v])
    for v in fixed:
        model.Add(x[v] == 1)
    model.Minimize(sum(cost * x[v] for v, cost in enumerate(costs) if cost))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = limit
    start = time.perf_counter()
    status = solver.Solve(model)
    spent = time.perf_counter() - start
    if status == cp_model.INFEASIBLE:
        return None, spent
    return (round(solver.ObjectiveValue()) if status == cp_model.OPTIMAL else "open"), spent


def highs(costs, rows, fixed, limit):
    import highspy
    import numpy
    solver = highspy.Highs()
    for option, value in [("output_flag", False), ("threads", 1), ("time_limit", limit),
                          ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5)]:
        solver.setOptionValue(option, value)
    start, index, value = [0], [], []
    for v, need, members in rows:
        groups = [([member], 1) for member in members] if need == len(members) else [(members, need)]
        for group, count in groups:
            index += group + [v]
            value += [1.0] * len(group) + [-float(count)]
            start.append(len(index))
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(costs), len(start) - 1
    program.col_cost_ = numpy.array(costs, dtype=float)
    program.col_lower_ = numpy.array([float(v in fixed) for v in range(len(costs))])
    program.col_upper_ = numpy.ones(len(costs))
    program.row_lower_ = numpy.zeros(len(start) - 1)
    program.row_upper_ = numpy.full(len(start) - 1, highspy.kHighsInf)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = numpy.array(start)
    program.a_matrix_.index_ = numpy.array(index)
    program.a_matrix_.value_ = numpy.array(value, dtype=float)
    program.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
    solver.passModel(program)
    begin = time.perf_counter()
    solver.run()
    spent = time.perf_counter() - begin
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None, spent
    done = status == highspy.HighsModelStatus.kOptimal
    return (round(solver.getInfo().objective_function_value) if done else "open"), spent


def solve(solver, path, limit):
    """Solves all questions of a problem and prints the costs and times, in a process of its own: the two clash."""
    problem = json.load(open(path, encoding="utf-8"))
    run = {"CP-SAT": cp_sat, "HiGHS": highs}[solver]
    print(json.dumps([run(*rows_of(problem, query), limit) for query in problem["queries"]]))


def compare(path, title, solvers, limit):
    mine = json.loads(subprocess.run(BENCH + [path], cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    mine = [(answer["cost"] if answer.get("optimal", True) else "open", answer["us"] / 1e6)
            for answer in mine["results"]]
    answers = {"certpath": mine}
    for solver in solvers:
        command = [sys.executable, os.path.abspath(__file__), "--solver", solver, "--limit", str(limit), path]
        answers[solver] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    cells, agree = [title, str(len(mine))], True
    times = {}
    for solver, found in answers.items():
        times[solver] = [spent for _, spent in found]
        still_open = sum(cost == "open" for cost, _ in found)
        text = f"{statistics.median(times[solver]) * 1e3:.2f} ({max(times[solver]) * 1e3:.2f})"
        cells.append(text + (f", {still_open} open" if still_open else ""))
        for (ours, _), (theirs, _) in zip(mine, found):
            agree &= "open" in (ours, theirs) or ours == theirs
    if solvers:
        ratio = [min(how(times[solver]) for solver in solvers) / how(times["certpath"])
                 for how in (statistics.median, max)]
        cells.append(f"{ratio[0]:.1f} ({ratio[1]:.1f})")
    if not agree:
        cells.append("COSTS DIFFER")
    print("| " + " | ".join(cells) + " |", flush=True)
    return agree


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("problems", nargs="*", default=USUAL, metavar="FAMILY:SIZE[:SEED]|FILE.json")
    words.add_argument("--limit", type=float, default=10, help="seconds for each question and solver")
    words.add_argument("--solver", choices=SOLVERS, help=argparse.SUPPRESS)
    words = words.parse_args()
    if words.solver:
        return solve(words.solver, words.problems[0], words.limit)
    solvers = [solver for solver, module in SOLVERS.items() if importlib.util.find_spec(module)]
    for solver in SOLVERS:
        if solver not in solvers:
            print(f"{solver} is not installed (pip install {SOLVERS[solver]}): skipped", file=sys.stderr)
    head = ["problem", "questions", "certpath"] + solvers + (["times as long (worst)"] if solvers else [])
    print("| " + " | ".join(head) + " |\n|" + " --- |" * len(head), flush=True)
    agree = True
    with tempfile.TemporaryDirectory() as folder:
        for problem in words.problems:
            path = os.path.abspath(problem)
            if not problem.endswith(".json"):
                family, size, seed = (problem + ":1").split(":")[:3]
                path = os.path.join(folder, "problem.json")
                with open(path, "w", encoding="utf-8") as file:
                    subprocess.run(BENCH + ["make", family, size, seed], cwd=ROOT, check=True, stdout=file)
            agree &= compare(path, problem.removesuffix(".json"), solvers, words.limit)
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
