-- What the passages of documents name. Derived from the texts and the names on record: made anew by `aikb reindex`, never exported.

CREATE TABLE mention(
  passage INTEGER NOT NULL REFERENCES passage(id) ON DELETE CASCADE,
  start INTEGER NOT NULL CHECK (start > 0),    -- in characters (code points) from 1, as substr() counts
  length INTEGER NOT NULL CHECK (length > 0),  -- in characters: substr(passage.text, start, length) is the name as it is written there
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  PRIMARY KEY (passage, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_entity ON mention(entity);

CREATE VIEW mentions AS
  SELECT d.key AS document, p.ordinal AS passage, p.section, p.heading, e.key AS entity, e.kind, e.name, e.name_zh,
         substr(p.text, m.start, m.length) AS text, m.start, m.length
    FROM mention m JOIN passage p ON p.id = m.passage JOIN document d ON d.id = p.document JOIN entity e ON e.id = m.entity;
