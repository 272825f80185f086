#!/usr/bin/env python3
"""Generate, compare, score, and print our figures beside every comparator on the same data.

    python3 run.py --casegen DIR --out DIR [--mechanisms A,C] [--seeds 1,2,3] [--decisions 12000]
                   [--python PY] [--no-comparators]

Needs a built `cargo build --release --example consistency` (found through `cargo metadata`).
--python names an interpreter with numpy, scikit-learn and pyod for the comparators.
"""
import argparse
import json
import subprocess
import sys
from pathlib import Path
from statistics import mean

HERE = Path(__file__).resolve().parent
BINS = ("<5", "5-9", "10-29", "30+")


def call(*command, **options):
    return subprocess.run([str(c) for c in command], check=True, text=True, capture_output=True, **options)


def binary():
    metadata = json.loads(call("cargo", "metadata", "--no-deps", "--format-version", "1", cwd=HERE).stdout)
    return Path(metadata["target_directory"]) / "release" / "examples" / "consistency"


def generate(casegen, out, mechanism, seed, decisions):
    folder = out / f"{mechanism}{seed}"
    if not (folder / "truth.jsonl").exists():
        call(sys.executable, "-B", "casegen.py", "--mechanism", mechanism, "--seed", seed,
             "--decisions", decisions, "--out", folder, cwd=casegen)
    return folder


def ours(casegen, folder, name, library):
    flags = folder / f"flags_{name}.jsonl"
    print(f"{folder.name} {name}:", call(binary(), folder / "decisions.jsonl", flags, library).stderr.strip(), file=sys.stderr)
    scored = call(sys.executable, "-B", casegen / "score.py", folder / "truth.jsonl", flags)
    result = json.loads(scored.stdout)
    result["pooled"] = {v: [0] * 4 for v in result["verdicts"]} | pooled(folder / "truth.jsonl", flags)
    return result


def known(results, *path):
    values = []
    for result in results:
        for key in path:
            result = result[key] if result is not None else None
        values.append(result)
    return [v for v in values if v is not None]


def averaged(results, *path):
    values = known(results, *path)
    return mean(values) if values else float("nan")


def spread(results, times, *path):
    values = [times * v for v in known(results, *path)]
    return f"{mean(values):.2f} ({min(values):.2f}–{max(values):.2f})" if values else "–"


def pooled(truth, flags):
    """For each verdict: given, given to clean decisions, given rightly, planted."""
    def read(path):
        return {r["case_no"]: r for r in map(json.loads, open(path, encoding="utf-8"))}
    truth, flags = read(truth), read(flags)
    table = {}
    for case, record in truth.items():
        planted = record["planted"]
        if planted:
            table.setdefault(planted, [0, 0, 0, 0])[3] += 1
        given = flags.get(case, {}).get("verdict")
        row = table.setdefault(given, [0, 0, 0, 0])
        row[0] += 1
        row[1] += planted is None
        row[2] += planted == given
    return table


def row(name, results):
    cells = [averaged(results, "overall", "p_at_k"), averaged(results, "overall", "average_precision")]
    cells += [averaged(results, "by_group_size", b, "p_at_k") for b in BINS]
    cells.append(averaged(results, "macro_f1"))
    alarms = averaged(results, "overall", "false_alarms", "rate")
    return f"| {name} | " + " | ".join(f"{c:.2f}" for c in cells) + f" | {100 * alarms:.2f} % |"


def detail(name, results):
    print(f"\n{name}: verdicts (given, precision, recall), means")
    for verdict in results[0]["verdicts"]:
        cells = [averaged(results, "verdicts", verdict, key) for key in ("given", "precision", "recall")]
        print(f"| {verdict} | {cells[0]:.0f} | {cells[1]:.2f} | {cells[2]:.2f} |")
    print(f"{name}: share of clean p-values at or below 1 %, 5 %, 10 %, means (least–most)")
    for label, path in [(b, ("by_group_size", b)) for b in BINS] + [("all", ("overall",))]:
        cells = [spread(results, 100, *path, "clean_p_values", f"p<={level}") for level in (0.01, 0.05, 0.1)]
        print(f"| {label} | " + " | ".join(cells) + " |")
    print(f"{name}: P@k of each run", " ".join(f"{r['overall']['p_at_k']:.3f}" for r in results))
    worst = [("P@k", "overall", "p_at_k")] + [(f"P@k {b}", "by_group_size", b, "p_at_k") for b in BINS[:2]]
    worst.append(("macro-F1", "macro_f1"))
    least = [(label, min(known(results, *path), default=float("nan"))) for label, *path in worst]
    print(f"{name}: worst run:", ", ".join(f"{label} {value:.2f}" for label, value in least),
          f"clean alarms {100 * max(known(results, 'overall', 'false_alarms', 'rate')):.2f} %")
    print(f"{name}: of all runs together (given, of them clean, of the planted found)")
    for verdict in results[0]["verdicts"]:
        given, clean, right, planted = (sum(r["pooled"][verdict][i] for r in results) for i in range(4))
        print(f"| {verdict} | {given} | {clean} ({clean / max(1, given):.2f}) | {right} of {planted} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--casegen", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--mechanisms", default="A,C")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--decisions", type=int, default=12000)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--no-comparators", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    casegen, out = args.casegen.resolve(), args.out.resolve()
    empty = out / "statute-only"
    call(sys.executable, HERE / "convert.py", "--statute-only", empty)
    for mechanism in args.mechanisms.split(","):
        folders = [generate(casegen, out, mechanism, s, args.decisions) for s in args.seeds.split(",")]
        full, bare = [], []
        for folder in folders:
            call(sys.executable, HERE / "convert.py", folder, folder / "library")
            full.append(ours(casegen, folder, "benchmark", folder / "library"))
            bare.append(ours(casegen, folder, "statute", empty))
        print(f"\nmechanism {mechanism}, seeds {args.seeds}, {args.decisions} decisions each, means")
        print("| method | P@k | AP | <5 | 5–9 | 10–29 | 30+ | macro-F1 | clean alarms |\n|---|---|---|---|---|---|---|---|---|")
        print(row("cailiang, benchmark loaded", full))
        print(row("cailiang, statute only", bare))
        if not args.no_comparators:
            made = call(args.python, "-B", "compare.py", "--json", *folders, cwd=casegen)
            by_folder = list(json.loads(made.stdout).values())
            for method in by_folder[0]:
                print(row(method, [f[method] for f in by_folder]))
        detail("benchmark loaded", full)
        detail("statute only", bare)


if __name__ == "__main__":
    main()
