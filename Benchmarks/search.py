#!/usr/bin/env python3
"""Searches one knowledge base with aikb and with other full-text engines, and prints Markdown.

    search.py DB SEARCH_BENCH [--runs N] [--no-recall] [--cpu]

The same 200 queries, drawn from the texts of DB, go to every engine. Each engine indexes name,
further names and description of every entity in the way its documentation begins with; the ten best
hits are wanted, with their keys. Times are medians of N runs per query, and of those the median and
the 99th of 100; with --cpu times on the processor, for a machine with other work. "folded" means the text and the query as aikb has them, one token per Chinese
character, so that the engine finds what aikb finds.

Recall is the share of the entities with all words of the query as substrings of their text, case
aside, that the engine finds when every hit is wanted.
"""

import argparse
import csv
import importlib.util
import pathlib
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata

import duckdb
import tantivy

HAN = re.compile(r"[\u4e00-\u9fff]+")
WORD = re.compile(r"[A-Za-z]{3,}")
COLUMNS = ["name", "alias", "description"]


def entities(path):
    """[(key, name, alias, description)], and the same as aikb folds it."""
    db = sqlite3.connect(path)
    plain = db.execute("""
        SELECT e.key, e.name || ifnull(char(10) || e.name_zh, ''),
               ifnull((SELECT group_concat(text, char(10)) FROM name WHERE entity = e.id), ''),
               ifnull(e.description, '') || char(10) || ifnull(e.description_zh, '')
          FROM entity e ORDER BY e.id""").fetchall()
    folded = db.execute("""
        SELECT e.key, ifnull(t.name, ''), ifnull(t.alias, ''), ifnull(t.description, '')
          FROM entity e JOIN search_text t ON t.id = e.id << 2 ORDER BY e.id""").fetchall()
    return plain, folded


def draw(rows, rng):
    """[(type, query)]: 200 of them."""
    def sample(kind, count, make):
        chosen = []
        while len(chosen) < count:
            query = make(rng.choice(rows))
            if query:
                chosen.append((kind, query))
        return chosen

    def han(length):
        def make(row):
            runs = [run for run in HAN.findall(row[3]) if len(run) >= length]
            if not runs:
                return None
            run = rng.choice(runs)
            start = rng.randrange(len(run) - length + 1)
            return run[start:start + length]
        return make

    def words(count):
        def make(row):
            found = WORD.findall(row[3])
            return " ".join(rng.sample(found, count)) if len(found) >= count else None
        return make

    def mixed(row):
        name = WORD.findall(row[1])
        runs = [run for run in HAN.findall(row[3]) if len(run) >= 2]
        return f"{name[0]} {rng.choice(runs)[:2]}" if name and runs else None

    def beginning(row):
        name = row[1].split("\n")[0]
        return name[:max(3, len(name) // 2)].strip()

    return (sample("a name", 40, lambda row: row[1].split("\n")[0])
            + sample("beginning of a name", 20, beginning)
            + sample("1 Han character", 20, han(1)) + sample("2 Han characters", 30, han(2))
            + sample("3 Han characters", 20, han(3)) + sample("4 Han characters", 20, han(4))
            + sample("1 English word", 20, words(1)) + sample("2 English words", 20, words(2))
            + sample("English and Chinese", 10, mixed))


def timed(engine, queries, runs, clock=time.perf_counter):
    """Median microseconds per query, in turn, after one round that does not count."""
    times = [[] for _ in queries]
    for run in range(runs + 1):
        for number, query in enumerate(queries):
            start = clock()
            engine(query, 10)
            if run:
                times[number].append((clock() - start) * 1e6)
    return [statistics.median(each) for each in times]


def quoted(query):
    return " ".join('"' + word.replace('"', '""') + '"' for word in query.split())


def fts5(rows, options):
    """An engine on FTS5: plain text, one tokenizer, its own bm25."""
    db = sqlite3.connect(":memory:")
    db.execute(f"CREATE VIRTUAL TABLE t USING fts5(key UNINDEXED, name, alias, description{options})")
    db.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", rows)

    def search(query, limit):
        return [row[0] for row in db.execute(
            "SELECT key FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?", (quoted(query), limit))]
    return search


def own_bm25(path):
    """FTS5's bm25 on aikb's own index; the query comes as an FTS5 expression."""
    db = sqlite3.connect(path)

    def search(expression, limit):
        return [row[0] for row in db.execute(
            """SELECT e.key FROM search_index s JOIN entity e ON e.id = s.rowid >> 2
                WHERE search_index MATCH ? ORDER BY s.rank LIMIT ?""", (expression, limit))]
    return search


def duck(rows):
    db = duckdb.connect(":memory:")
    db.execute("CREATE TABLE t(key VARCHAR, name VARCHAR, alias VARCHAR, description VARCHAR)")
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="") as file:
        csv.writer(file).writerows(rows)
        file.flush()
        db.execute("INSERT INTO t SELECT * FROM read_csv(?, header = false, quote = '\"', "
                   "all_varchar = true, nullstr = '\\N', strict_mode = false)", [file.name])
    extension = importlib.util.find_spec("duckdb_ext")  # pip install duckdb-ext-fts
    if extension:
        file, = pathlib.Path(extension.submodule_search_locations[0]).glob("**/fts.duckdb_extension")
        db.execute(f"LOAD '{file}'")
    else:
        db.execute("INSTALL fts; LOAD fts")
    db.execute("PRAGMA create_fts_index('t', 'key', 'name', 'alias', 'description')")

    def search(query, limit):
        return [row[0] for row in db.execute(
            """SELECT key FROM (SELECT key, fts_main_t.match_bm25(key, ?, conjunctive := 1) AS score
                 FROM t) WHERE score IS NOT NULL ORDER BY score DESC LIMIT ?""",
            [query, limit]).fetchall()]
    return search


def shown_by_key(path):
    """{key: (kind, name, Chinese name)}: what a hit of aikb shows."""
    db = sqlite3.connect(path)
    return {row[0]: row[1:] for row in db.execute(
        "SELECT key, kind, name, ifnull(name_zh, '') FROM entity")}


def tantivy_engine(rows, folder, shown=None):
    """With `shown` the index stores what a hit shows, and each search reads it; else keys alone."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    for column in COLUMNS:
        builder.add_text_field(column)
    fields = ["key", "kind", "title", "title_zh"] if shown else ["key"]
    for field in fields[1:]:
        builder.add_text_field(field, stored=True, tokenizer_name="raw")
    index = tantivy.Index(builder.build(), path=folder)
    writer = index.writer(256_000_000, 1)
    for key, *texts in rows:
        values = dict(zip(fields, [key, *(shown[key] if shown else [])])) | dict(zip(COLUMNS, texts))
        writer.add_document(tantivy.Document(**{name: [text] for name, text in values.items()}))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(query, limit):
        parsed = index.parse_query(query, COLUMNS, conjunction_by_default=True)
        documents = [searcher.doc(address)
                     for _, address in searcher.search(parsed, limit, count=False).hits]
        return [[document[field][0] for field in fields][0] for document in documents]
    return search


def ours(bench, path, queries, runs, limit, *options):
    """Per query: microseconds, the FTS5 expression, keys."""
    output = subprocess.run([bench, path, str(runs), str(limit), *options], check=True, text=True,
                            input="".join(query + "\n" for query in queries), stdout=subprocess.PIPE)
    rows = [line.split("\t") for line in output.stdout.splitlines()]
    return [(float(row[0]), row[1], row[2:]) for row in rows]


def characters(expression):
    """The expression with characters by themselves in place of pairs: "出口 口管" as "出 口 管"."""
    def apart(match):
        pairs = match[1].split(" ")
        return '"' + " ".join([pairs[0][0]] + [pair[1] for pair in pairs]) + '"'
    return re.sub(r'"((?:[^\x00-\x7f]{2} ?)+)"', apart, expression)


def normal(text):
    return unicodedata.normalize("NFKC", text).lower()


def truth(rows, drawn):
    """The keys that answer each query: every word of it is there, a Latin one as a whole word; or a
    name begins with it."""
    texts = [(row[0], normal("\n".join(row[1:]))) for row in rows]

    def pattern(word):
        return re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])"
                          if word.isascii() else re.escape(word))

    right = []
    for kind, query in drawn:
        query = normal(query)
        if kind == "beginning of a name":
            right.append({key for key, text in texts if text.startswith(query)})
        else:
            words = [pattern(word) for word in query.split()]
            right.append({key for key, text in texts if all(word.search(text) for word in words)})
    return right


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("db")
    parser.add_argument("bench")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--no-recall", action="store_true")
    parser.add_argument("--no-duckdb", action="store_true")
    parser.add_argument("--cpu", action="store_true")
    arguments = parser.parse_args()
    rows, folded = entities(arguments.db)
    drawn = draw(rows, random.Random(20))
    queries = [query for _, query in drawn]
    folder = tempfile.mkdtemp()
    plain_folder = tempfile.mkdtemp()
    shown_folder = tempfile.mkdtemp()
    try:
        options = ["cpu"] if arguments.cpu else []
        clock = time.thread_time if arguments.cpu else time.perf_counter
        measured = ours(arguments.bench, arguments.db, queries, arguments.runs, 10, *options)
        pairs = [row[1] for row in measured]
        expressions = [characters(each) for each in pairs]
        engines = {"tantivy": (tantivy_engine(rows, plain_folder), [quoted(q) for q in queries]),
                   "tantivy, folded": (tantivy_engine(folded, folder), expressions),
                   "tantivy, folded, with what a hit shows": (
                       tantivy_engine(folded, shown_folder, shown_by_key(arguments.db)), expressions),
                   "FTS5 bm25, folded": (own_bm25(arguments.db), expressions),
                   "FTS5 bm25, pairs": (own_bm25(arguments.db), pairs),
                   "FTS5 unicode61 (sqlite-utils)": (fts5(rows, ""), queries),
                   "FTS5 trigram": (fts5(rows, ", tokenize = 'trigram'"), queries)}
        if not arguments.no_duckdb:
            engines["DuckDB fts"] = (duck(rows), queries)
        times = {"aikb": [row[0] for row in measured],
                 "aikb, with the text around each match": [row[0] for row in ours(
                     arguments.bench, arguments.db, queries, arguments.runs, 10, "snippets",
                     *options)]}
        for name, (engine, asked) in engines.items():
            print(f"{name} …", file=sys.stderr)
            times[name] = timed(engine, asked, 1 if name == "DuckDB fts" else arguments.runs, clock)
        print(f"{len(rows):,} entities, {len(queries)} queries, ten hits each:\n")
        print("|  | p50 | p99 | slowest |\n|---|---:|---:|---:|")
        for name, each in times.items():
            cuts = statistics.quantiles(each, n=100)
            print(f"| {name} | {cuts[49]:,.0f} µs | {cuts[98]:,.0f} µs | {max(each):,.0f} µs |")
        types = list(dict.fromkeys(kind for kind, _ in drawn))
        compared = ["aikb", "tantivy, folded", "tantivy, folded, with what a hit shows"]
        print("\nMedian / slowest by type of query, in µs:\n")
        print("|  | " + " | ".join(compared) + " |\n|---|" + "---:|" * len(compared))
        for kind in types:
            cells = []
            for name in compared:
                each = [time for time, (other, _) in zip(times[name], drawn) if other == kind]
                cells.append(f"{statistics.median(each):,.0f} / {max(each):,.0f}")
            print(f"| {kind} | " + " | ".join(cells) + " |")
        if arguments.no_recall:
            return
        right = truth(rows, drawn)
        every = len(rows)
        found = {"aikb": [set(row[2]) for row in ours(
            arguments.bench, arguments.db, queries, 0, every)]}
        for name, (engine, asked) in engines.items():
            if not name.startswith(("tantivy, ", "FTS5 bm25, ")):
                found[name] = [set(engine(query, every)) for query in asked]
        print("\nRecall, against looking for the substrings:\n")
        print("|  | " + " | ".join(found) + " |\n|---|" + "---:|" * len(found))
        for kind in types:
            cells = []
            for name in found:
                hit = total = 0
                for number, (other, _) in enumerate(drawn):
                    if other == kind:
                        hit += len(found[name][number] & right[number])
                        total += len(right[number])
                cells.append(f"{100 * hit / max(total, 1):.1f} %")
            print(f"| {kind} | " + " | ".join(cells) + " |")
    finally:
        shutil.rmtree(folder)
        shutil.rmtree(plain_folder)
        shutil.rmtree(shown_folder)


if __name__ == "__main__":
    main()
