#!/usr/bin/env python3
"""Compares two knowledge bases row by row, whatever their row ids.

    compare.py A.db B.db

Entities are named by key, relations by their identity. Says for every table how many rows it has,
and ends with status 1 when any row stands in one file only. Of the text index it compares how often
every term occurs.
"""

import sqlite3
import sys

ENTITY = "(SELECT key FROM {db}.entity WHERE id = {id})"
SOURCE = "(SELECT key FROM {db}.source WHERE id = {id})"
RELATION = """(SELECT json_array((SELECT key FROM {db}.entity WHERE id = r.subject), r.predicate,
  (SELECT key FROM {db}.entity WHERE id = r.object), r.qualifier, r.valid_from)
  FROM {db}.relation r WHERE r.id = {id})"""

# Columns that hold row ids, and what is compared instead.
REFERENCES = {
    "name": {"entity": ENTITY, "source": SOURCE},
    "name_form": {"entity": ENTITY},
    "search_sound": {"entity": ENTITY},
    "relation": {"subject": ENTITY, "object": ENTITY},
    "citation": {"entity": ENTITY, "relation": RELATION, "source": SOURCE},
    "source": {"supersedes": SOURCE},
    "search_text": {"id": """(SELECT ifnull((SELECT 'entity ' || key FROM {db}.entity
  WHERE id = {id} >> 2 AND {id} & 3 = 0), (SELECT 'source ' || key FROM {db}.source
  WHERE id = {id} >> 2 AND {id} & 3 = 2)))"""},
}
# Row ids that mean nothing outside their file.
OWN_IDS = {"source", "entity", "name", "relation", "citation"}


class Comparison:
    def __init__(self, a, b):
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute("PRAGMA temp_store = MEMORY")
        for name, path in zip("ab", (a, b)):
            self.connection.execute(f"ATTACH ? AS {name}", (path,))
            self.connection.execute(f"PRAGMA {name}.cache_size = -200000")
        self.differences = 0

    def rows(self, sql, *values):
        return self.connection.execute(sql, values).fetchall()

    def run(self):
        kinds = [name for (name,) in self.rows("SELECT name FROM a.kind ORDER BY position")]
        tables = ["source", "entity", *kinds, "name", "name_form", "relation", "citation",
                  "search_text", "search_sound"]
        for table in tables:
            references = REFERENCES.get(table) or ({"id": ENTITY} if table in kinds else {})
            self.compare(table, lambda db: self.select(db, table, references))
        for db in "ab":
            for index in ("search_index", "search_name_index"):
                self.connection.execute(
                    f"CREATE VIRTUAL TABLE temp.{index}_{db} USING fts5vocab({db}, {index}, col)")
        for index in ("search_index", "search_name_index"):
            self.compare(index, lambda db: f"SELECT term, col, doc, cnt FROM {index}_{db}")
        self.compare("schema", lambda db: f"SELECT type, name, sql FROM {db}.sqlite_master"
                                          " WHERE type IN ('table', 'index', 'trigger')")
        return self.differences == 0

    def select(self, db, table, references):
        columns = []
        for _, name, *_ in self.rows(f"PRAGMA {db}.table_info({table})"):
            if name in references:
                columns.append(references[name].format(db=db, id=f"t.{name}"))
            elif not (name == "id" and table in OWN_IDS):
                columns.append(f't."{name}"')
        return f"SELECT {', '.join(columns)} FROM {db}.{table} t"

    def compare(self, what, select):
        counts = [self.rows(f"SELECT count(*) FROM ({select(db)})")[0][0] for db in "ab"]
        only = [self.rows(f"{select(x)} EXCEPT {select(y)}") for x, y in ("ab", "ba")]
        same = counts[0] == counts[1] and not any(only)
        print(f"{what:12} {counts[0]:>9} rows, {'equal' if same else 'DIFFERENT'}")
        if same:
            return
        self.differences += 1
        for name, count, rows in zip("AB", counts, only):
            print(f"  {name}: {count} rows, {len(rows)} of them only there; the first: {rows[:3]}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(0 if Comparison(sys.argv[1], sys.argv[2]).run() else 1)
