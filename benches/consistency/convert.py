#!/usr/bin/env python3
"""Turn casegen's benchmark_truth.jsonl into packs of this program's format.

    python3 convert.py FOLDER LIBRARY_DIR            packs with every tier
    python3 convert.py --statute-only LIBRARY_DIR    packs that take the shipped tiers out of the way

The packs are synthetic.  They are county documents of region 14, where all invented authorities
sit, and the shipped national packs are replaced by empty ones, so nothing but the generated
benchmark applies to the generated decisions.
"""
import json
import sys
from collections import defaultdict
from pathlib import Path

DOMAINS = {"coal": ["coal"],
           "general": ["noncoal", "hazchem", "metallurgy_trade", "fireworks", "emergency_response"]}
SHIPPED = {"coal-2024": ["coal"], "noncoal-2023": ["noncoal"],
           "mem-2024": ["hazchem", "metallurgy_trade", "fireworks", "emergency_response"],
           "shanxi-2021": ["coal"]}


def text(value):
    return json.dumps(value, ensure_ascii=False)


def head(identifier, domains, layer="county"):
    region = 'region = "140000"\n' if layer == "county" else ""
    return (f'[pack]\nid = {text(identifier)}\ntitle = "合成基准（测试用）"\nfrom = "2020-01-01"\n'
            f'layer = "{layer}"\n{region}domains = {text(domains)}\nsource = "casegen"\n'
            f'verification = "合成数据"\nteaching = true\n')


def atom(test):
    fact, op = test["fact"], test["op"]
    if op == "is":
        return f'{{ fact = "{fact}", is = {text(test["value"])} }}'
    if op == "eq":
        number = test["value"] if test["value"] is not None else test["low"]
        return f'{{ fact = "{fact}", equals = {number} }}'
    parts = [f'fact = "{fact}"']
    if test["low"] is not None:
        parts.append(f'{"at_least" if test["low_inclusive"] else "more_than"} = {test["low"]}')
    if test["high"] is not None:
        parts.append(f'{"at_most" if test["high_inclusive"] else "less_than"} = {test["high"]}')
    return "{ " + ", ".join(parts) + " }"


def tier(row, ordinal):
    any_of = ", ".join(f"[{atom(a)}]" for a in row["when_any"])
    # An upper bound that is excluded (不满) is a yuan less: amounts are whole yuan.
    fines = ",\n  ".join(
        f'{{ stage = "{f["stage"]}", subject = "{f["subject"]}", '
        f'min_yuan = {f["min"] + (not f["min_inclusive"])}, max_yuan = {f["max"] - (not f["max_inclusive"])} }}'
        for f in row["fines"])
    return (f'\n[[item.tier]]\nordinal = {ordinal}\nlabel = {text(row["tier"])}\n'
            f'any_of = [{any_of}]\nfines = [\n  {fines},\n]\nsource = "casegen"\n')


def write(folder, library):
    items = defaultdict(list)
    for line in open(Path(folder) / "benchmark" / "benchmark_truth.jsonl", encoding="utf-8"):
        row = json.loads(line)
        items[row["benchmark"], row["number"], row["offence"], tuple(row["stages"])].append(row)
    for benchmark, domains in DOMAINS.items():
        out = [head(f"casegen-{benchmark}", domains)]
        for (of, number, offence, stages), rows in items.items():
            if of != benchmark:
                continue
            rows.sort(key=lambda r: r["rank"])
            stage = f'stage = "{stages[0]}"\n' if len(stages) == 1 else ""
            out.append(f'\n[[item]]\nno = "{number}"\ntitle = {text(rows[0]["offence_name"])}\n'
                       f'offence = "{offence}"\n{stage}')
            out += [tier(row, row["rank"]) for row in rows]
        (Path(library) / f"casegen-{benchmark}.toml").write_text("".join(out), "utf-8")


def main():
    source, library = sys.argv[1], Path(sys.argv[2])
    library.mkdir(parents=True, exist_ok=True)
    for identifier, domains in SHIPPED.items():
        (library / f"{identifier}.toml").write_text(head(identifier, domains, "national"), "utf-8")
    if source != "--statute-only":
        write(source, library)


if __name__ == "__main__":
    main()
