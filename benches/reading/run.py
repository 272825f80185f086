#!/usr/bin/env python3
"""Imports generated benchmark documents and compares what was read with the exact truth.

    python3 benches/reading/run.py CASEGEN_DIR --bin target/release/cailiang [--seeds 101,102] [--pdf]

CASEGEN_DIR is a copy of the generator (casegen.py). For each mechanism and seed it generates the
documents, imports every format into a fresh library and prints one line: share of items, tiers, offence
links, numeric conditions, behaviours and fine bounds that are exactly those of benchmark_truth.jsonl.
--pdf also converts the .docx and .txt to PDF with LibreOffice and imports those.
"""
import argparse
import collections
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile


def truth_of(path):
    """{benchmark: {item number: {"offence", "tiers": {rank: record}}}}"""
    found = collections.defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        item = found[row["benchmark"]].setdefault(str(row["number"]), {"offence": row["offence"], "tiers": {}})
        item["tiers"][row["rank"]] = row
    return found


def atoms_of_truth(row):
    return {
        (a["fact"], a["low"], a["low_inclusive"], a["high"], a["high_inclusive"], a["value"])
        if a["op"] != "is" else (a["fact"], None, None, None, None, a["value"])
        for a in row["when_any"]
    }


def atoms_of_read(tier):
    """Alternatives of one atom each; an alternative of several atoms is kept as a tuple and never matches."""
    out = set()
    for every in tier["any_of"]:
        key = [(a["fact"], a["low"], a["low_inclusive"], a["high"], a["high_inclusive"], a["is"]) for a in every]
        out.add(key[0] if len(key) == 1 else tuple(key))
    return out


def fines_of(rows, low, high):
    return {(f["stage"], f["subject"]): (f[low], f.get("min_inclusive", True), f[high], f.get("max_inclusive", True))
            for f in rows}


class Score:
    def __init__(self):
        self.n = collections.Counter()
        self.of = collections.Counter()
        self.wrong = collections.defaultdict(list)

    def add(self, what, ok, detail=""):
        self.of[what] += 1
        self.n[what] += bool(ok)
        if not ok and len(self.wrong[what]) < 8:
            self.wrong[what].append(detail)

    def line(self):
        return "  ".join(f"{k} {self.n[k]}/{self.of[k]} ({100 * self.n[k] / max(1, self.of[k]):.2f}%)" for k in self.of)


def compare(truth, pack):
    score = Score()
    read = {}
    for item in pack["items"]:
        read.setdefault(item["no"], item)
    for number, want in truth.items():
        got = read.get(number)
        score.add("items", got is not None, number)
        if got is None:
            for _ in want["tiers"]:
                score.add("tiers", False, f"{number}: no item")
            continue
        score.add("offence", got["offence"] == want["offence"], f"{number}: {got['offence']} != {want['offence']}")
        tiers = {t["ordinal"]: t for t in got["tiers"]}
        for rank, row in want["tiers"].items():
            tier = tiers.get(rank)
            ok = tier is not None and tier["label"] == row["tier"]
            score.add("tiers", ok, f"{number}/{rank}: {[t['label'] for t in got['tiers']]} {got['missing']}")
            if tier is None:
                continue
            have = atoms_of_read(tier)
            for atom in atoms_of_truth(row):
                kind = "behaviours" if atom[5] is not None else "numeric"
                score.add(kind, atom in have, f"{number}/{rank}: {row['condition_text']} -> {have}")
            score.add("no extra conditions", have <= atoms_of_truth(row), f"{number}/{rank}: {row['condition_text']} -> {have}")
            fines = fines_of(tier["fines"], "min_yuan", "max_yuan")
            wanted = fines_of(row["fines"], "min", "max")
            for key, bounds in wanted.items():
                score.add("fines", fines.get(key) == bounds, f"{number}/{rank} {key}: {fines.get(key)} != {bounds}")
            score.add("no extra fines", fines.keys() <= wanted.keys(), f"{number}/{rank}: {fines.keys()}")
    score.add("no extra items", set(read) <= set(truth), sorted(set(read) - set(truth))[:9])
    return score


def import_one(binary, path, pack_id):
    with tempfile.TemporaryDirectory() as home:
        base = [binary, "--home", home]
        report = subprocess.run(base + ["import", "benchmark", str(path), "--as", pack_id, "--effective", "2023-01-01",
                                        "--format", "json"], capture_output=True, text=True)
        if report.returncode not in (0, 1):
            return None, report.stderr.strip()
        shown = subprocess.run(base + ["packs", "show", pack_id, "--format", "json"], capture_output=True, text=True)
        return json.loads(shown.stdout), json.loads(report.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("casegen", type=pathlib.Path)
    parser.add_argument("--bin", default="target/release/cailiang")
    parser.add_argument("--seeds", default="101,102")
    parser.add_argument("--mechanisms", default="A,C")
    parser.add_argument("--pdf", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="print examples of what is wrong")
    parser.add_argument("--keep", type=pathlib.Path, help="keep generated folders here")
    args = parser.parse_args()
    work = args.keep or pathlib.Path(tempfile.mkdtemp())
    for mechanism in args.mechanisms.split(","):
        for seed in args.seeds.split(","):
            out = work / f"{mechanism}{seed}"
            if not out.exists():
                subprocess.run([sys.executable, "casegen.py", "--mechanism", mechanism, "--seed", seed, "--decisions",
                                "300", "--out", str(out.resolve())], cwd=args.casegen, check=True, capture_output=True)
            folder = out / "benchmark"
            files = [folder / f for f in ("coal.txt", "general.csv", "general.xlsx", "general.docx", "general.html")]
            if args.pdf:
                for source in ("general.docx", "coal.txt"):
                    target = (folder / source).with_suffix(".pdf")
                    if not target.exists():
                        options = ["--infilter=Text (encoded):UTF8"] if source.endswith("txt") else []
                        subprocess.run(["soffice", "--headless", *options, "--convert-to", "pdf", "--outdir",
                                        str(folder), str(folder / source)], check=True, capture_output=True)
                    files.append(target)
            truth = truth_of(folder / "benchmark_truth.jsonl")
            for path in files:
                benchmark = "coal" if path.stem == "coal" else "general"
                pack, report = import_one(args.bin, path, f"try-{benchmark}")
                name = f"{mechanism}{seed} {path.name}"
                if pack is None:
                    print(f"{name}: NOT READ: {report}")
                    continue
                score = compare(truth[benchmark], pack)
                print(f"{name}: {score.line()}  notes {len(report['notes'])}  not understood {len(report['not_understood'])}")
                if args.wrong:
                    for what, examples in score.wrong.items():
                        for example in examples:
                            print(f"    {what}: {example}")
    if not args.keep:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
