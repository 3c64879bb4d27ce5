-- The rest of the store: claims and evidence, events, figures, documents; citations for all of them; one text index for
-- everything that can be searched. Two tables of 0001 are made anew, since SQLite cannot change a CHECK in place.

DROP VIEW citations;
DROP VIEW conflicts;

-- ------------------------------------------------------------------------------------------------ events and figures

-- A further date of an entity, several of a kind if need be: an act takes effect in parts, a preview comes before general availability.
CREATE TABLE event(
  id INTEGER PRIMARY KEY,
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  type TEXT NOT NULL CHECK (type <> ''),       -- effective, compliance, preview, general-availability, amended …
  date TEXT NOT NULL,                          -- ISO 8601 of honest precision
  scope TEXT NOT NULL DEFAULT '',              -- what part of the entity it is about
  note TEXT CHECK (note <> ''),
  retired TEXT
) STRICT;
CREATE UNIQUE INDEX event_identity ON event(entity, type, date, scope);

-- A number for a date or a period: chips owned, funding, revenue, prices, benchmark scores. A stock is a level at `date`: stocks of
-- different dates are never added up (the view `latest_figures` takes the newest).
CREATE TABLE figure(
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  measure TEXT NOT NULL CHECK (measure <> ''), -- chips-owned, revenue, price-input, score …
  object INTEGER REFERENCES entity(id),        -- what is counted, or the benchmark
  date TEXT NOT NULL,                          -- the day, month or year it holds for, or the start of the period
  condition TEXT NOT NULL DEFAULT '',          -- the setting: 'no tools', '≤200k tokens'
  until TEXT,                                  -- the end of the period, inclusive
  basis TEXT NOT NULL DEFAULT 'stock' CHECK (basis = 'stock' OR basis = 'flow' OR basis = 'annualised' OR basis = 'score'),
  value REAL, low REAL, high REAL,             -- NULL: not known
  unit TEXT CHECK (unit <> ''),                -- NULL: a plain count
  currency TEXT CHECK (currency <> ''),        -- ISO 4217
  note TEXT CHECK (note <> ''),
  retired TEXT
) STRICT;
CREATE UNIQUE INDEX figure_identity ON figure(subject, measure, ifnull(object, 0), date, condition);
CREATE INDEX figure_object ON figure(object) WHERE object IS NOT NULL;

-- ------------------------------------------------------------------------------------------------ claims

-- A statement somebody makes. What kind of statement it is says `modality`; whether it holds say the rows of `evidence`.
CREATE TABLE claim(
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),
  source INTEGER NOT NULL REFERENCES source(id),
  speaker INTEGER REFERENCES entity(id),       -- NULL: the source itself
  text TEXT CHECK (text <> ''), text_zh TEXT CHECK (text_zh <> ''),
  modality TEXT NOT NULL CHECK (modality = 'fact' OR modality = 'assessment' OR modality = 'prediction' OR modality = 'recommendation' OR modality = 'warning' OR modality = 'conditional'),
  made TEXT,                                   -- when it was said
  locator TEXT, quote TEXT, retired TEXT,
  CHECK (text IS NOT NULL OR text_zh IS NOT NULL)
) STRICT;
CREATE INDEX claim_source ON claim(source);
CREATE INDEX claim_speaker ON claim(speaker) WHERE speaker IS NOT NULL;

CREATE TABLE claim_about(
  claim INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
  entity INTEGER NOT NULL REFERENCES entity(id),
  PRIMARY KEY (claim, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_about_entity ON claim_about(entity);

-- What supports or contradicts a claim, or is a premise of it: another claim, a column of an entity, a relation, a figure or an event.
-- It points at the record and the column, not at a row of `citation`, which splits and merges as sources come in.
CREATE TABLE evidence(
  id INTEGER PRIMARY KEY,
  claim INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
  stance TEXT NOT NULL CHECK (stance = 'supports' OR stance = 'contradicts' OR stance = 'premise'),
  other INTEGER REFERENCES claim(id) ON DELETE CASCADE,
  entity INTEGER REFERENCES entity(id) ON DELETE CASCADE,
  property TEXT CHECK (property <> ''),        -- of the entity
  relation INTEGER REFERENCES relation(id) ON DELETE CASCADE,
  figure INTEGER REFERENCES figure(id) ON DELETE CASCADE,
  event INTEGER REFERENCES event(id) ON DELETE CASCADE,
  source INTEGER REFERENCES source(id),        -- as this source gives it; NULL: as accepted
  note TEXT CHECK (note <> ''),
  CHECK ((other IS NOT NULL) + (entity IS NOT NULL) + (relation IS NOT NULL) + (figure IS NOT NULL) + (event IS NOT NULL) = 1),
  CHECK ((entity IS NULL) = (property IS NULL)),
  CHECK (other <> claim)
) STRICT;
CREATE UNIQUE INDEX evidence_identity ON evidence(claim, ifnull(other, 0), ifnull(entity, 0), ifnull(property, ''), ifnull(relation, 0), ifnull(figure, 0), ifnull(event, 0), ifnull(source, 0));
CREATE INDEX evidence_other ON evidence(other) WHERE other IS NOT NULL;
CREATE INDEX evidence_entity ON evidence(entity) WHERE entity IS NOT NULL;
CREATE INDEX evidence_relation ON evidence(relation) WHERE relation IS NOT NULL;
CREATE INDEX evidence_figure ON evidence(figure) WHERE figure IS NOT NULL;
CREATE INDEX evidence_event ON evidence(event) WHERE event IS NOT NULL;
CREATE INDEX evidence_source ON evidence(source) WHERE source IS NOT NULL;

-- ------------------------------------------------------------------------------------------------ documents

-- A text taken in whole, cut into passages by heading and paragraph.
CREATE TABLE document(
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),
  source INTEGER NOT NULL REFERENCES source(id),
  title TEXT NOT NULL CHECK (title <> ''),
  lang TEXT                                    -- BCP 47
) STRICT;
CREATE INDEX document_source ON document(source);

CREATE TABLE passage(
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,                    -- 1, 2, 3 … in the order of the text
  section TEXT CHECK (section <> ''),          -- number of its section: '2.1'
  heading TEXT CHECK (heading <> ''),          -- heading of its section
  text TEXT NOT NULL CHECK (text <> ''),
  UNIQUE (document, ordinal)
) STRICT;

-- ------------------------------------------------------------------------------------------------ citations, now of everything

CREATE TABLE citation_all(
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source(id),
  entity INTEGER REFERENCES entity(id) ON DELETE CASCADE,
  relation INTEGER REFERENCES relation(id) ON DELETE CASCADE,
  fields TEXT NOT NULL DEFAULT '',             -- columns it gives, sorted, comma-joined; exactly one where value or wording is set; '' = that the row exists
  value TEXT,                                  -- canonical ('671000000000'); NULL = the same as the column holds
  wording TEXT,                                -- verbatim, with its unit ('6710亿')
  state TEXT NOT NULL DEFAULT 'value' CHECK (state = 'value' OR state = 'unknown' OR state = 'none'),   -- the source says: this, not known, there is none
  rank INTEGER NOT NULL DEFAULT 0 CHECK (rank = -1 OR rank = 0 OR rank = 1),                  -- 1 accepted by hand, 0 normal, -1 deprecated
  reason TEXT,
  basis TEXT CHECK (basis = 'reported' OR basis = 'estimated' OR basis = 'derived' OR basis = 'rumoured'),
  low REAL, high REAL, confidence TEXT,        -- confidence in the source's own word
  as_of TEXT, locator TEXT, quote TEXT, retired TEXT,
  claim INTEGER REFERENCES claim(id) ON DELETE CASCADE,
  figure INTEGER REFERENCES figure(id) ON DELETE CASCADE,
  event INTEGER REFERENCES event(id) ON DELETE CASCADE,
  CHECK ((entity IS NOT NULL) + (relation IS NOT NULL) + (claim IS NOT NULL) + (figure IS NOT NULL) + (event IS NOT NULL) = 1),
  CHECK (value IS NULL OR (fields <> '' AND instr(fields, ',') = 0))
) STRICT;
INSERT INTO citation_all(id, source, entity, relation, fields, value, wording, state, rank, reason, basis, low, high, confidence, as_of, locator, quote, retired)
  SELECT id, source, entity, relation, fields, value, wording, state, rank, reason, basis, low, high, confidence, as_of, locator, quote, retired FROM citation;
DROP TABLE citation;
ALTER TABLE citation_all RENAME TO citation;
-- By record and source. Not unique: a list of fields in every index entry would make citations more than a third of the rest.
CREATE INDEX citation_entity ON citation(entity, source) WHERE entity IS NOT NULL;
CREATE INDEX citation_relation ON citation(relation, source) WHERE relation IS NOT NULL;
CREATE INDEX citation_claim ON citation(claim, source) WHERE claim IS NOT NULL;
CREATE INDEX citation_figure ON citation(figure, source) WHERE figure IS NOT NULL;
CREATE INDEX citation_event ON citation(event, source) WHERE event IS NOT NULL;
CREATE UNIQUE INDEX citation_accepted ON citation(entity, fields) WHERE rank = 1 AND entity IS NOT NULL;
CREATE INDEX citation_source ON citation(source);

-- ------------------------------------------------------------------------------------------------ search, now of everything

DROP TRIGGER search_text_insert;
DROP TRIGGER search_text_delete;
DROP TRIGGER search_text_update;
DROP TABLE search_index;
CREATE TABLE search_all(
  id INTEGER PRIMARY KEY,                      -- 4 × the owner's row id, plus 0 entity, 1 claim, 2 source, 3 passage
  name TEXT, alias TEXT, description TEXT,     -- of a claim, a source or a passage its text is the description
  owner TEXT GENERATED ALWAYS AS (CASE id & 3 WHEN 0 THEN 'entity' WHEN 1 THEN 'claim' WHEN 2 THEN 'source' ELSE 'passage' END) VIRTUAL,
  owner_id INTEGER GENERATED ALWAYS AS (id >> 2) VIRTUAL
) STRICT;
INSERT INTO search_all(id, name, alias, description) SELECT id << 2, name, alias, description FROM search_text;
DROP TABLE search_text;
ALTER TABLE search_all RENAME TO search_text;
CREATE VIRTUAL TABLE search_index USING fts5(name, alias, description,
  content = 'search_text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0');
CREATE TRIGGER search_text_insert AFTER INSERT ON search_text BEGIN
  INSERT INTO search_index(rowid, name, alias, description) VALUES (new.id, new.name, new.alias, new.description);
END;
CREATE TRIGGER search_text_delete AFTER DELETE ON search_text BEGIN
  INSERT INTO search_index(search_index, rowid, name, alias, description) VALUES ('delete', old.id, old.name, old.alias, old.description);
END;
CREATE TRIGGER search_text_update AFTER UPDATE ON search_text BEGIN
  INSERT INTO search_index(search_index, rowid, name, alias, description) VALUES ('delete', old.id, old.name, old.alias, old.description);
  INSERT INTO search_index(rowid, name, alias, description) VALUES (new.id, new.name, new.alias, new.description);
END;
INSERT INTO search_index(search_index) VALUES ('rebuild');

-- ------------------------------------------------------------------------------------------------ what came in

ALTER TABLE ingest ADD COLUMN mapping_sha256 TEXT;

-- ------------------------------------------------------------------------------------------------ views people read

CREATE VIEW events AS
  SELECT e.key AS entity, v.type AS event, v.date, nullif(v.scope, '') AS scope, e.name AS entity_name, e.name_zh AS entity_name_zh, e.kind, v.note
    FROM event v JOIN entity e ON e.id = v.entity
   WHERE v.retired IS NULL;

CREATE VIEW figures AS
  SELECT s.key AS subject, f.measure, o.key AS object, f.date, f.until, nullif(f.condition, '') AS condition,
         f.value, f.low, f.high, f.unit, f.currency, f.basis, s.name AS subject_name, s.name_zh AS subject_name_zh, o.name AS object_name, o.name_zh AS object_name_zh, f.note
    FROM figure f JOIN entity s ON s.id = f.subject LEFT JOIN entity o ON o.id = f.object
   WHERE f.retired IS NULL;

-- The newest figure of each subject, measure, object and condition. Levels of different dates must not be added up; these may be.
CREATE VIEW latest_figures AS
  SELECT s.key AS subject, f.measure, o.key AS object, f.date, f.until, nullif(f.condition, '') AS condition,
         f.value, f.low, f.high, f.unit, f.currency, f.basis, s.name AS subject_name, s.name_zh AS subject_name_zh, o.name AS object_name, o.name_zh AS object_name_zh, f.note
    FROM figure f JOIN entity s ON s.id = f.subject LEFT JOIN entity o ON o.id = f.object
   WHERE f.retired IS NULL AND NOT EXISTS (
     SELECT 1 FROM figure n
      WHERE n.subject = f.subject AND n.measure = f.measure AND ifnull(n.object, 0) = ifnull(f.object, 0) AND n.condition = f.condition
        AND n.basis = f.basis AND n.unit IS f.unit AND n.currency IS f.currency AND n.retired IS NULL
        AND (ifnull(n.until, n.date), n.date, n.id) > (ifnull(f.until, f.date), f.date, f.id));

CREATE VIEW claims AS
  SELECT c.key, c.text, c.text_zh, c.modality, p.key AS speaker, s.key AS source, c.made, c.locator, c.quote,
         (SELECT group_concat(k, '; ') FROM (SELECT e.key AS k FROM claim_about a JOIN entity e ON e.id = a.entity WHERE a.claim = c.id ORDER BY k)) AS about,
         (SELECT count(*) FROM evidence v WHERE v.claim = c.id AND v.stance = 'supports') AS supports,
         (SELECT count(*) FROM evidence v WHERE v.claim = c.id AND v.stance = 'contradicts') AS contradicts,
         (SELECT count(*) FROM evidence v WHERE v.claim = c.id AND v.stance = 'premise') AS premises
    FROM claim c JOIN source s ON s.id = c.source LEFT JOIN entity p ON p.id = c.speaker
   WHERE c.retired IS NULL;

-- What stands for and against each claim. The record it points at is named by its key columns, as in `citations`.
CREATE VIEW claim_evidence AS
  SELECT c.key AS claim, v.stance, o.key AS other, coalesce(e.key, ee.key) AS entity, v.property,
         coalesce(rs.key, fs.key) AS subject, p.name AS predicate, coalesce(ro.key, fo.key) AS object, nullif(r.qualifier, '') AS qualifier, r.valid_from,
         f.measure, coalesce(f.date, t.date) AS date, nullif(f.condition, '') AS condition, t.type AS event, nullif(t.scope, '') AS scope, s.key AS source, v.note
    FROM evidence v JOIN claim c ON c.id = v.claim LEFT JOIN claim o ON o.id = v.other LEFT JOIN entity e ON e.id = v.entity LEFT JOIN source s ON s.id = v.source
    LEFT JOIN relation r ON r.id = v.relation LEFT JOIN predicate p ON p.id = r.predicate LEFT JOIN entity rs ON rs.id = r.subject LEFT JOIN entity ro ON ro.id = r.object
    LEFT JOIN figure f ON f.id = v.figure LEFT JOIN entity fs ON fs.id = f.subject LEFT JOIN entity fo ON fo.id = f.object
    LEFT JOIN event t ON t.id = v.event LEFT JOIN entity ee ON ee.id = t.entity
   WHERE c.retired IS NULL;

CREATE VIEW documents AS
  SELECT d.key, d.title, s.key AS source, d.lang, (SELECT count(*) FROM passage p WHERE p.document = d.id) AS passages
    FROM document d JOIN source s ON s.id = d.source;

CREATE VIEW passages AS
  SELECT d.key AS document, p.ordinal, p.section, p.heading, p.text FROM passage p JOIN document d ON d.id = p.document;

-- One row per source and property, whatever the citation's granularity. The record it stands behind is named by its key columns: an entity by
-- `entity`, an event by entity, event, date and scope, a relation by subject, predicate, object, qualifier and valid_from, a figure by subject,
-- measure, object, date and condition, a claim by `claim`.
CREATE VIEW citations AS
  SELECT coalesce(e.key, te.key) AS entity, coalesce(rs.key, fs.key) AS subject, p.name AS predicate, coalesce(ro.key, fo.key) AS object, nullif(r.qualifier, '') AS qualifier, r.valid_from,
         g.measure, coalesce(g.date, t.date) AS date, nullif(g.condition, '') AS condition, t.type AS event, nullif(t.scope, '') AS scope, l.key AS claim,
         nullif(f.value, '') AS property, s.key AS source, c.value, c.wording, c.state, c.rank, c.reason, c.basis, c.low, c.high, c.confidence, c.as_of, c.locator, c.quote
    FROM citation c JOIN source s ON s.id = c.source
    JOIN json_each('["' || replace(c.fields, ',', '","') || '"]') f
    LEFT JOIN entity e ON e.id = c.entity
    LEFT JOIN relation r ON r.id = c.relation LEFT JOIN entity rs ON rs.id = r.subject LEFT JOIN entity ro ON ro.id = r.object LEFT JOIN predicate p ON p.id = r.predicate
    LEFT JOIN figure g ON g.id = c.figure LEFT JOIN entity fs ON fs.id = g.subject LEFT JOIN entity fo ON fo.id = g.object
    LEFT JOIN event t ON t.id = c.event LEFT JOIN entity te ON te.id = t.entity
    LEFT JOIN claim l ON l.id = c.claim
   WHERE c.retired IS NULL;

-- Columns for which some source gives another value than the accepted one; values are compared as the column holds them (671B is 6710亿).
CREATE VIEW conflicts AS
  SELECT coalesce(e.key, te.key) AS entity, coalesce(rs.key, fs.key) AS subject, p.name AS predicate, coalesce(ro.key, fo.key) AS object, g.measure, coalesce(g.date, t.date) AS date, t.type AS event,
         c.fields AS property, count(*) AS others,
         (SELECT group_concat(said, '; ') FROM
           (SELECT s.key || ' = ' || o.value AS said FROM citation o JOIN source s ON s.id = o.source
             WHERE o.entity IS c.entity AND o.relation IS c.relation AND o.figure IS c.figure AND o.event IS c.event AND o.fields = c.fields
               AND o.value IS NOT NULL AND o.rank >= 0 AND o.retired IS NULL ORDER BY s.key, o.value)) AS other_values,
         (SELECT a.reason FROM citation a WHERE a.entity IS c.entity AND a.relation IS c.relation AND a.figure IS c.figure AND a.event IS c.event AND a.fields = c.fields
             AND a.rank = 1 AND a.retired IS NULL) AS reason
    FROM citation c LEFT JOIN entity e ON e.id = c.entity
    LEFT JOIN relation r ON r.id = c.relation LEFT JOIN entity rs ON rs.id = r.subject LEFT JOIN entity ro ON ro.id = r.object LEFT JOIN predicate p ON p.id = r.predicate
    LEFT JOIN figure g ON g.id = c.figure LEFT JOIN entity fs ON fs.id = g.subject LEFT JOIN entity fo ON fo.id = g.object
    LEFT JOIN event t ON t.id = c.event LEFT JOIN entity te ON te.id = t.entity
   WHERE c.value IS NOT NULL AND c.rank >= 0 AND c.retired IS NULL
   GROUP BY c.entity, c.relation, c.figure, c.event, c.fields;
