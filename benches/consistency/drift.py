#!/usr/bin/env python3
"""Generate registers with and without a raised quarter and a bunching bureau; what does `cailiang bureaus` say?

    cargo build --release
    python3 benches/consistency/drift.py --casegen DIR --out DIR [--mechanisms A,C] [--seeds 1,2,3]
                                         [--decisions 12000] [--python PY] [--apart 500] [--keep]

DIR is a copy of casegen (it writes caches). For each mechanism and seed one register with --drift
and one without (seed + 500, or what --apart says) is generated, imported with the generated benchmark into a home of its
own, and compared. Printed: the rank of the raised bureau-quarter, whether it and the bunching bureau
are flagged, and everything else that is flagged. Slowly drifting bureaus and the raised bureau are
told apart in the funnel and in the years: there they are real differences and no false alarms.
"""
import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def call(*command, **options):
    done = subprocess.run([str(c) for c in command], text=True, capture_output=True, **options)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command}: {done.stderr}")
    return done.stdout


def binary():
    metadata = json.loads(call("cargo", "metadata", "--no-deps", "--format-version", "1", cwd=HERE))
    return Path(metadata["target_directory"]) / "release" / "cailiang"


def generate(args, mechanism, seed, drift):
    folder = args.out / f"{mechanism}{seed}{'d' if drift else ''}"
    if not (folder / "truth.jsonl").exists():
        call(args.python, "-B", "casegen.py", "--mechanism", mechanism, "--seed", seed, "--decisions",
             args.decisions, "--out", folder, *(["--drift"] if drift else []), cwd=args.casegen)
    return folder


def compared(args, folder):
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    call(sys.executable, HERE / "convert.py", folder, home / "library")
    call(args.binary, "--home", home, "import", "decisions", folder / "decisions.jsonl")
    view = json.loads(call(args.binary, "--home", home, "bureaus", "--format", "json"))
    if not args.keep:
        shutil.rmtree(home)
    return view


def flagged(entries):
    return [e for e in entries if e["flagged"]]


def tested(entries):
    return [e for e in entries if e["p_value"] is not None]


class Tally:
    def __init__(self):
        self.runs = self.first = self.quarter = self.bunching = 0
        self.tests, self.false, self.runs_with = {}, {}, {}

    def count(self, family, entries, false):
        self.tests[family] = self.tests.get(family, 0) + len(tested(entries))
        self.false[family] = self.false.get(family, 0) + len(false)
        self.runs_with[family] = self.runs_with.get(family, 0) + bool(false)


def judge(view, truth, tally, name):
    raised = next((t for t in truth if t["kind"] == "raised_quarter"), None)
    bunched = next((t for t in truth if t["kind"] == "bunching"), None)
    drifting = {t["authority"] for t in truth if t["kind"] in ("slow_drift", "raised_quarter")}
    is_raised = lambda e: raised and (e["authority"], e["quarter"]) == (raised["authority"], raised["quarter"])
    is_bunched = lambda e: bunched and (e["authority"], e["threshold_yuan"]) == (bunched["authority"], bunched["gate_yuan"])
    tally.runs += 1
    quarter = next((e for e in view["quarters"] if is_raised(e)), None)
    bunching = next((e for e in view["bunching"] if is_bunched(e)), None)
    tally.first += bool(quarter and quarter["rank"] == 1)
    tally.quarter += bool(quarter and quarter["flagged"])
    tally.bunching += bool(bunching and bunching["flagged"])
    others = [e for e in flagged(view["quarters"]) if not is_raised(e)]
    tally.count("quarters", view["quarters"], others)
    tally.count("bunching", view["bunching"], [e for e in flagged(view["bunching"]) if not is_bunched(e)])
    for family, entries in (("bureaus", view["bureaus"]), ("years", view["years"])):
        # Without the list of drifting bureaus nobody knows which of these are real.
        tally.count(family, entries, [e for e in flagged(entries) if e["authority"] not in drifting])
    for end in ("top", "bottom"):
        ends = [{**e[end], "authority": e["authority"]} for e in view["bureaus"]]
        tally.count(end, ends, [e for e in flagged(ends) if e["authority"] not in drifting])
    print(name, "rank", quarter and quarter["rank"], "z", quarter and round(quarter["z"], 1),
          "bunching", bunching and (bunching["rank"], bunching["just_below"], round(bunching["expected"], 1)),
          "others flagged", {k: len(flagged(view[k])) for k in ("quarters", "bunching", "bureaus", "years")}, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--casegen", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--mechanisms", default="A,C")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--decisions", default="12000")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--binary", type=Path)
    parser.add_argument("--apart", type=int, default=500)
    parser.add_argument("--keep", action="store_true")
    args = parser.parse_args()
    args.binary = args.binary or binary()
    for mechanism in args.mechanisms.split(","):
        for drift in (True, False):
            tally = Tally()
            for seed in map(int, args.seeds.split(",")):
                folder = generate(args, mechanism, seed if drift else seed + args.apart, drift)
                path = folder / "drift_truth.jsonl"
                truth = [json.loads(line) for line in path.open(encoding="utf-8")] if path.exists() else []
                judge(compared(args, folder), truth, tally, folder.name)
            print(f"\n{mechanism} {'with' if drift else 'without'} --drift, {tally.runs} runs:", end=" ")
            if drift:
                print(f"raised quarter first {tally.first}, flagged {tally.quarter}; bunching bureau flagged {tally.bunching};", end=" ")
            print("false alarms (flagged/tests, runs with any):", ", ".join(
                f"{f} {tally.false[f]}/{tally.tests[f]}, {tally.runs_with[f]}" for f in tally.tests), "\n")


if __name__ == "__main__":
    main()
