#!/usr/bin/env python3
"""Fresh registers with dirt from the generator, and the test that compares every record with its truth.

    python3 benches/consistency/dirt.py --casegen DIR --out DIR [--mechanisms A,C] [--seeds 101,102]

Makes one folder for each mechanism and seed (kept if it is there), then runs `tests/store_dirty.rs` over
all of them: decisions_dirty.csv against dirt_truth.jsonl record by record (values, reason, warnings), and
decisions.jsonl, .csv and _gb18030.csv against one another.
"""
import argparse
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--casegen", required=True, help="a copy of the generator that may be written to")
    parser.add_argument("--out", required=True)
    parser.add_argument("--mechanisms", default="A,C")
    parser.add_argument("--seeds", default="101,102,103,104,105")
    parser.add_argument("--decisions", default="3000")
    args = parser.parse_args()
    out = pathlib.Path(args.out).resolve()
    for mechanism in args.mechanisms.split(","):
        for seed in args.seeds.split(","):
            folder = out / f"{mechanism}{seed}"
            if (folder / "dirt_truth.jsonl").exists():
                continue
            command = [sys.executable, "casegen.py", "--mechanism", mechanism, "--seed", seed,
                       "--decisions", args.decisions, "--out", str(folder)]
            subprocess.run(command, cwd=args.casegen, check=True, stdout=subprocess.DEVNULL)
    command = ["cargo", "test", "--test", "store_dirty", "--", "--nocapture", "dirty_exports", "the_same_register"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "DIRTY_SETS": str(out)}).returncode


if __name__ == "__main__":
    sys.exit(main())
