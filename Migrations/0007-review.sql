-- Pairs of entities that may be one and the same, and what the user decided about them.

CREATE TABLE match_review(
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,   -- the one that came later
  other INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,    -- the one it may be
  rule TEXT NOT NULL CHECK (rule <> ''),       -- why: registered-name, spelling, parenthesis, initials, namesake, row
  detail TEXT NOT NULL DEFAULT '',             -- what the rule saw: the letters or words in which the names differ
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'apart'),   -- apart: the user said "not the same"
  decided TEXT,                                -- when; UTC
  PRIMARY KEY (entity, other),
  CHECK (entity <> other)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_review_other ON match_review(other);
