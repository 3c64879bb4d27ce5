#!/usr/bin/env python3
"""Makes a knowledge base of any size as a folder of CSV files in aikb's own format.

    generate.py N OUT [SEED]

N entities, about as many further names and 5 N relations go to the folder OUT. The same arguments
give the same bytes; a folder that this very generator made is left as it is. Python's standard
library is enough.
"""

import csv
import hashlib
import itertools
import os
import pathlib
import random
import shutil
import sys

from vocabulary import COMMON_WORDS, Vocabulary

SOURCE = "bench"

# Kinds: plural, share in per cent, endings of names in English and Chinese. Countries come apart.
KINDS = {
    "firm": ("firms", 40, "Inc;Holdings;Semiconductor;Labs;Systems;Group;Networks;Capital",
             "公司 集团 科技 半导体 实验室"),
    "model": ("models", 25, "LM;Chat;Coder;Vision;Base;Instruct;Reasoner;Mini;XL;Pro",
              "大模型 模型 基座"),
    "chip": ("chips", 20, "X1;GPU;NPU;A100;TPU;Max;Ultra;Core;HBM;Edge", "芯片 处理器 加速卡"),
    "policy": ("policies", 15, "Act;Order;Rule;Guideline;Export Control;Standard;Notice;Roadmap",
               "法案 条例 办法 规划"),
    "country": ("countries", 0, "Republic;Kingdom;Federation;States;Union", "国 共和国 联邦"),
}

# Columns between the names and the descriptions, a subset of Migrations/0002-registry.sql.
PROPERTIES = {
    "firm": "role founded ticker website",
    "model": "form status released openness licence modalities parameters context_tokens"
             " training_flop url",
    "chip": "form announced released process_nm transistors memory_bytes memory_bytes_per_s"
            " fp16_dense_flop_per_s tdp_watts",
    "policy": "type status document_no published effective url",
    "country": "form",
}

# Predicates: subject kind, object kind, share of all relations in per cent.
PREDICATES = {
    "supplies": ("firm", "firm", 22),
    "develops": ("firm", "model", 15),
    "manufactures": ("firm", "chip", 12),
    "competes_with": ("firm", "firm", 10),
    "headquartered_in": ("firm", "country", 10),
    "derived_from": ("model", "model", 9),
    "trained_on": ("model", "chip", 9),
    "issued_by": ("policy", "country", 7),
    "designs": ("firm", "chip", 6),
}
SYMMETRIC = {"competes_with"}
WITH_SHARE = {"supplies", "manufactures"}


def base36(number):
    """A short, distinct ending for keys and codes."""
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
        if number == 0:
            return digits


class Generator:
    def __init__(self, count, folder, seed):
        self.count = count
        self.folder = folder
        self.rng = random.Random(seed)
        self.words = Vocabulary(self.rng)
        self.keys = {kind: [] for kind in KINDS}  # kind → keys, in the order made

    def run(self):
        os.makedirs(self.folder, exist_ok=True)
        self.write("sources.csv", "key title publisher published licence lang reliability", [
            (SOURCE, "Generated for measurements", "aikb", "2025-01-01", "CC0-1.0", "en", "dataset")
        ])
        names = []
        for kind, rows in self.entities(names).items():
            self.write(KINDS[kind][0] + ".csv",
                       f"key name name_zh {PROPERTIES[kind]} description description_zh source",
                       rows)
        self.write("names.csv", "entity text lang role source", names)
        self.write("relations.csv", "subject predicate object valid_from share source",
                   self.relations())

    def write(self, name, header, rows):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header.split())
            writer.writerows(rows)

    # Entities

    def entities(self, names):
        """The rows of every kind; adds their further names to `names`."""
        rng = self.rng
        countries = min(200, max(2, self.count // 10))
        drawn = [kind for kind in KINDS if kind != "country"]
        weights = [KINDS[kind][1] for kind in drawn]
        kinds = ["country"] * countries
        kinds += rng.choices(drawn, weights, k=self.count - countries)
        rows = {kind: [] for kind in KINDS}
        for number, kind in enumerate(kinds):
            rows[kind].append(self.entity(kind, number, names))
        return rows

    def entity(self, kind, number, names):
        rng, words = self.rng, self.words
        ending = rng.choice(KINDS[kind][2].split(";"))
        name = words.name(rng.choice((1, 1, 2)))
        key = f"{name.lower().replace(' ', '-')}-{base36(number)}"
        form = rng.random()
        if form < 0.08:
            name = f"{name}, {ending}."
        elif form < 0.11:
            name = f'The "{name}" {ending}'
        else:
            name = f"{name} {ending}"
        name_zh = self.chinese_name(kind) if rng.random() < 0.4 else ""
        is_english = rng.random() < 0.6
        description = words.english_prose() if is_english else ""
        description_zh = "" if is_english else words.chinese_prose()
        self.keys[kind].append(key)

        further = rng.choices((0, 1, 2, 3), (35, 35, 20, 10))[0]
        if further > 0:
            letters = "".join(rng.choices("BCDFGHJKLMNPQRSTVWXZ", k=2))
            names.append((key, letters + base36(number + 36**3).upper(), "und", "code", SOURCE))
        if further > 1:
            names.append((key, words.name(2), "en", rng.choice(("alias", "former")), SOURCE))
        if further > 2:
            names.append((key, self.chinese_name(kind), "zh", "alias", SOURCE))
        values = getattr(self, kind)(number)
        return (key, name, name_zh, *values, description, description_zh, SOURCE)

    def chinese_name(self, kind):
        ending = self.rng.choice(KINDS[kind][3].split())
        return self.words.chinese_name(self.rng.choice((1, 2))) + ending

    # The values of PROPERTIES

    def firm(self, number):
        rng = self.rng
        role = rng.choice(("lab", "chip designer", "foundry", "equipment", "memory", "cloud"))
        ticker = f"XNAS:{base36(number).upper()}" if rng.random() < 0.3 else ""
        return role, self.date(1970), ticker, f"https://example.org/{base36(number)}"

    def model(self, number):
        rng = self.rng
        flop = f"{rng.randint(10, 99) / 10}e{rng.randint(20, 26)}" if rng.random() < 0.7 else ""
        return ("model", rng.choice(("announced", "preview", "released")), self.date(2015),
                rng.choice(("unreleased", "api", "weights-restricted", "weights-unrestricted")),
                rng.choice(("", "MIT", "Apache-2.0", "proprietary")),
                rng.choice(("Language", "Vision", "Language; Vision", "Speech")),
                int(10 ** rng.uniform(7, 12)), 1024 * 2 ** rng.randint(0, 10), flop,
                f"https://example.org/{base36(number)}")

    def chip(self, number):
        rng = self.rng
        return (rng.choice(("chip", "chip", "board", "system")), self.date(2010), self.date(2010),
                rng.choice((3, 4, 5, 7, 12, 16)), int(10 ** rng.uniform(9, 11.4)),
                rng.randint(8, 288) * 10**9, rng.randint(10, 800) * 10**10,
                rng.randint(10, 5000) * 10**12 if rng.random() < 0.8 else "", rng.randint(50, 1400))

    def policy(self, number):
        rng = self.rng
        return (rng.choice(("law", "regulation", "strategy", "standard")),
                rng.choice(("draft", "in force", "repealed")), f"No. {number}", self.date(2015),
                self.date(2016), f"https://example.org/{base36(number)}")

    def country(self, number):
        return ("country",)

    def date(self, earliest):
        """A date of honest precision: a day, a month or a year."""
        rng = self.rng
        year, month, day = rng.randint(earliest, 2025), rng.randint(1, 12), rng.randint(1, 28)
        return f"{year}-{month:02}-{day:02}"[:rng.choices((10, 7, 4), (80, 10, 10))[0]]

    # Relations

    def relations(self):
        """5 N rows in random order; on both sides the number per entity follows a power law."""
        rng = self.rng
        sides = [{kind: self.ranked(keys) for kind, keys in self.keys.items()} for _ in range(2)]
        total = 5 * self.count
        rows, seen = [], set()
        for predicate, (subject_kind, object_kind, share) in PREDICATES.items():
            goal = len(rows) + total * share // 100
            while len(rows) < goal:
                subjects = self.draw(sides[0][subject_kind], goal - len(rows))
                targets = self.draw(sides[1][object_kind], goal - len(rows))
                for subject, target in zip(subjects, targets):
                    if predicate in SYMMETRIC and target < subject:
                        subject, target = target, subject
                    if subject == target or (subject, predicate, target) in seen:
                        continue
                    seen.add((subject, predicate, target))
                    date = self.date(2010) if rng.random() < 0.8 else ""
                    has_share = predicate in WITH_SHARE and rng.random() < 0.6
                    amount = f"{rng.randint(1, 999) / 1000}" if has_share else ""
                    rows.append((subject, predicate, target, date, amount, SOURCE))
        rng.shuffle(rows)
        return rows

    def ranked(self, keys):
        """The keys in random order, with cumulative weights that fall with their rank."""
        keys = self.rng.sample(keys, len(keys))
        weights = itertools.accumulate((rank + 10) ** -0.8 for rank in range(1, len(keys) + 1))
        return keys, list(weights)

    def draw(self, ranked, count):
        keys, weights = ranked
        return self.rng.choices(keys, cum_weights=weights, k=count)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    count, folder, seed = int(sys.argv[1]), pathlib.Path(sys.argv[2]), int((*sys.argv, 1)[3])
    here = pathlib.Path(__file__)
    made_by = hashlib.sha256(repr((count, seed)).encode())
    for file in (here, here.with_name("vocabulary.py"), COMMON_WORDS):
        made_by.update(file.read_bytes())
    mark = folder / ".made-by"
    if mark.exists():
        if mark.read_text() == made_by.hexdigest():
            return
        shutil.rmtree(folder)
    print(f"generating {count} entities", file=sys.stderr)
    Generator(count, folder, seed).run()
    mark.write_text(made_by.hexdigest())


if __name__ == "__main__":
    main()
