-- The store: what exists, how it is named, what relates to what, and who says so.
-- Plain SQLite (3.40 or newer): STRICT tables, stock FTS5 tokenizer, stock triggers. Any SQLite tool can read it.
-- (CHECKs say a = 'x' OR a = 'y': for an IN list SQLite would build a temporary b-tree at every insert.)
-- Singular names are the stored tables; the plural views people read are made from `kind`, `property` and `derived`.

PRAGMA application_id = 0x61696b62;            -- 'aikb'

CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE migration(
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,                        -- of the migration's text: a changed migration is refused
  applied TEXT NOT NULL                        -- UTC
) STRICT;

-- ------------------------------------------------------------------------------------------------ registry
-- Which kinds, properties and predicates exist. Views, CSV headers and help are made from these rows.

CREATE TABLE kind(
  name TEXT PRIMARY KEY,                       -- the typed table: 'model'
  plural TEXT NOT NULL UNIQUE,                 -- the view and the CSV file: 'models'
  position INTEGER NOT NULL,                   -- order in listings
  label_en TEXT NOT NULL,
  label_zh TEXT NOT NULL,
  builtin INTEGER NOT NULL DEFAULT 0 CHECK (builtin = 0 OR builtin = 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE property(
  kind TEXT NOT NULL REFERENCES kind(name) ON UPDATE CASCADE,
  name TEXT NOT NULL,                          -- the column; its unit is part of the name (memory_bytes)
  position INTEGER NOT NULL,
  type TEXT NOT NULL CHECK (type = 'text' OR type = 'integer' OR type = 'number' OR type = 'date' OR type = 'boolean' OR type = 'choice' OR type = 'url'),
  unit TEXT,                                   -- 'B', 'B/s', 'FLOP', 'FLOP/s', 'W', 'nm', 'token'; NULL: a plain count or no number
  choices TEXT,                                -- allowed values of a choice, as a JSON array
  definition TEXT,
  label_en TEXT NOT NULL,
  label_zh TEXT NOT NULL,
  synonyms TEXT NOT NULL DEFAULT '[]',         -- further headers that mean this column, as a JSON array
  builtin INTEGER NOT NULL DEFAULT 0 CHECK (builtin = 0 OR builtin = 1),
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

-- Read-only columns of the plural views, computed from relations.
CREATE TABLE derived(
  kind TEXT NOT NULL REFERENCES kind(name) ON UPDATE CASCADE,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  definition TEXT,
  label_en TEXT NOT NULL,
  label_zh TEXT NOT NULL,
  expression TEXT NOT NULL,                    -- a scalar SQL expression; `e` is the entity's row
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE predicate(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  inverse TEXT NOT NULL,                       -- the name read from the object's side
  symmetric INTEGER NOT NULL DEFAULT 0 CHECK (symmetric = 0 OR symmetric = 1),            -- stored once, smaller key first
  supply INTEGER NOT NULL DEFAULT 0 CHECK (supply = 0 OR supply = 1),                  -- carries a share of what the object needs
  label_en TEXT NOT NULL,
  label_zh TEXT NOT NULL,
  inverse_en TEXT NOT NULL,
  inverse_zh TEXT NOT NULL,
  builtin INTEGER NOT NULL DEFAULT 0 CHECK (builtin = 0 OR builtin = 1)
) STRICT;

CREATE TABLE predicate_kind(
  predicate INTEGER NOT NULL REFERENCES predicate(id) ON DELETE CASCADE,
  subject_kind TEXT NOT NULL REFERENCES kind(name) ON UPDATE CASCADE,
  object_kind TEXT NOT NULL REFERENCES kind(name) ON UPDATE CASCADE,
  PRIMARY KEY (predicate, subject_kind, object_kind)
) STRICT, WITHOUT ROWID;

-- ------------------------------------------------------------------------------------------------ sources

CREATE TABLE source(
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  publisher TEXT,
  url TEXT,
  published TEXT,
  retrieved TEXT,
  licence TEXT,                                -- SPDX identifier
  attribution TEXT,
  lang TEXT,                                   -- BCP 47
  reliability TEXT CHECK (reliability = 'official' OR reliability = 'dataset' OR reliability = 'press' OR reliability = 'secondary'),
  supersedes INTEGER REFERENCES source(id),
  CHECK (publisher <> '' AND url <> '' AND published <> '' AND retrieved <> '' AND licence <> '' AND attribution <> '' AND lang <> '')
) STRICT;

-- ------------------------------------------------------------------------------------------------ entities and their names

CREATE TABLE entity(
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),  -- [a-z0-9]+(-[a-z0-9]+)*, unique over all kinds
  kind TEXT NOT NULL REFERENCES kind(name) ON UPDATE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),       -- English, or the source's own form where no English exists
  name_zh TEXT CHECK (name_zh <> ''),          -- simplified Chinese
  description TEXT CHECK (description <> ''),
  description_zh TEXT CHECK (description_zh <> ''),
  retired TEXT,                                -- the date it was withdrawn; NULL: current
  made INTEGER NOT NULL DEFAULT 0 CHECK (made = 0 OR made = 1)                 -- 1: the key was made from the name and gives way to a namesake
) STRICT;
CREATE INDEX entity_kind ON entity(kind, key);

CREATE TABLE name(
  id INTEGER PRIMARY KEY,
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  text TEXT NOT NULL CHECK (text <> ''),
  lang TEXT NOT NULL DEFAULT 'und',            -- BCP 47
  role TEXT NOT NULL CHECK (role = 'alias' OR role = 'former' OR role = 'code' OR role = 'legal' OR role = 'pinyin' OR role = 'wording'),
  source INTEGER REFERENCES source(id),
  UNIQUE (entity, text, lang, role)
) STRICT;
CREATE INDEX name_source ON name(source) WHERE source IS NOT NULL;

CREATE TABLE identifier(
  scheme TEXT NOT NULL,                        -- wikidata, huggingface, ticker …
  value TEXT NOT NULL CHECK (value <> ''),
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  PRIMARY KEY (scheme, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifier_entity ON identifier(entity);

-- Old keys, after a rename or a merge.
CREATE TABLE redirect(
  key TEXT PRIMARY KEY,
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX redirect_entity ON redirect(entity);

-- Derived: every name as it is matched (folded). `aikb reindex` makes it anew.
CREATE TABLE name_form(
  form TEXT NOT NULL,
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  PRIMARY KEY (form, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_form_entity ON name_form(entity);

-- ------------------------------------------------------------------------------------------------ typed properties, one table per kind

CREATE TABLE country(
  id INTEGER PRIMARY KEY REFERENCES entity(id) ON DELETE CASCADE,
  form TEXT CHECK (form = 'country' OR form = 'region' OR form = 'group'),
  iso2 TEXT UNIQUE, iso3 TEXT UNIQUE, iso_numeric TEXT
) STRICT;

CREATE TABLE firm(
  id INTEGER PRIMARY KEY REFERENCES entity(id) ON DELETE CASCADE,
  role TEXT, founded TEXT, ended TEXT, ticker TEXT, website TEXT
) STRICT;

CREATE TABLE institution(
  id INTEGER PRIMARY KEY REFERENCES entity(id) ON DELETE CASCADE,
  form TEXT CHECK (form = 'university' OR form = 'government' OR form = 'think-tank' OR form = 'laboratory' OR form = 'consortium' OR form = 'standards-body'),
  founded TEXT, website TEXT
) STRICT;

CREATE TABLE person(
  id INTEGER PRIMARY KEY REFERENCES entity(id) ON DELETE CASCADE,
  role TEXT, born TEXT
) STRICT;

CREATE TABLE model(
  id INTEGER PRIMARY KEY REFERENCES entity(id) ON DELETE CASCADE,
  form TEXT CHECK (form = 'model' OR form = 'family'),
  status TEXT CHECK (status = 'announced' OR status = 'preview' OR status = 'released' OR status = 'withdrawn' OR status = 'unverified'),
  released TEXT,
  openness TEXT CHECK (openness = 'unreleased' OR openness = 'hosted' OR openness = 'api' OR openness = 'weights-noncommercial' OR openness = 'weights-restricted' OR openness = 'weights-unrestricted'),
  code_openness TEXT CHECK (code_openness = 'unreleased' OR code_openness = 'noncommercial' OR code_openness = 'restricted' OR code_openness = 'open'),
  data_openness TEXT CHECK (data_openness = 'unreleased' OR data_openness = 'noncommercial' OR data_openness = 'restricted' OR data_openness = 'open'),
  licence TEXT, modalities TEXT, domains TEXT, tasks TEXT,
  parameters INTEGER, active_parameters INTEGER, context_tokens INTEGER,
  training_flop REAL,                          -- REAL: beyond 2^63
  training_tokens REAL, url TEXT
) STRICT;

CREATE TABLE chip(
  id INTEGER PRIMARY KEY REFERENCES entity(id) ON DELETE CASCADE,
  form TEXT CHECK (form = 'chip' OR form = 'board' OR form = 'system'),
  announced TEXT, released TEXT,
  process_nm REAL, transistors INTEGER, memory_bytes INTEGER, memory_bytes_per_s REAL,
  fp64_flop_per_s REAL, fp32_flop_per_s REAL, fp16_dense_flop_per_s REAL, fp16_sparse_flop_per_s REAL,
  fp8_dense_flop_per_s REAL, fp4_dense_flop_per_s REAL, tdp_watts REAL,
  chips INTEGER                                -- accelerators in a board or system
) STRICT;

CREATE TABLE facility(
  id INTEGER PRIMARY KEY REFERENCES entity(id) ON DELETE CASCADE,
  form TEXT CHECK (form = 'data-centre' OR form = 'cluster' OR form = 'fab'),
  status TEXT, operational TEXT, power_watts REAL, h100_equivalents REAL
) STRICT;

CREATE TABLE policy(
  id INTEGER PRIMARY KEY REFERENCES entity(id) ON DELETE CASCADE,
  type TEXT, status TEXT, document_no TEXT, proposed TEXT, announced TEXT, published TEXT, effective TEXT, ended TEXT, url TEXT
) STRICT;

CREATE TABLE technology(
  id INTEGER PRIMARY KEY REFERENCES entity(id) ON DELETE CASCADE,
  stage TEXT
) STRICT;

CREATE TABLE concept(
  id INTEGER PRIMARY KEY REFERENCES entity(id) ON DELETE CASCADE,
  field TEXT
) STRICT;

-- ------------------------------------------------------------------------------------------------ relations

CREATE TABLE relation(
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES entity(id),
  predicate INTEGER NOT NULL REFERENCES predicate(id),
  object INTEGER NOT NULL REFERENCES entity(id),
  qualifier TEXT NOT NULL DEFAULT '',          -- tells apart two relations otherwise the same (market and basis of a share)
  valid_from TEXT, valid_to TEXT,              -- dates of honest precision; valid_to inclusive
  share REAL CHECK (share BETWEEN 0 AND 1), share_low REAL CHECK (share_low BETWEEN 0 AND 1), share_high REAL CHECK (share_high BETWEEN 0 AND 1),
  quantity REAL, unit TEXT, note TEXT, retired TEXT
) STRICT;
-- Identity of a relation: no row id takes part in it.
CREATE UNIQUE INDEX relation_subject ON relation(subject, predicate, object, qualifier, ifnull(valid_from, ''));
CREATE INDEX relation_object ON relation(object, predicate, subject);

-- ------------------------------------------------------------------------------------------------ citations: who says so
-- One row per record and source with the columns that source gives; a row of its own only where a value differs,
-- or where the wording, a quote or a mark belongs to that one column.

CREATE TABLE citation(
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source(id),
  entity INTEGER REFERENCES entity(id) ON DELETE CASCADE,
  relation INTEGER REFERENCES relation(id) ON DELETE CASCADE,
  fields TEXT NOT NULL DEFAULT '',             -- columns it gives, sorted, comma-joined; exactly one where value or wording is set; '' = that the row exists
  value TEXT,                                  -- canonical ('671000000000'); NULL = the same as the column holds
  wording TEXT,                                -- verbatim, with its unit ('6710亿')
  state TEXT NOT NULL DEFAULT 'value' CHECK (state = 'value' OR state = 'unknown' OR state = 'none'),
  rank INTEGER NOT NULL DEFAULT 0 CHECK (rank = -1 OR rank = 0 OR rank = 1),                  -- 1 accepted by hand, 0 normal, -1 deprecated
  reason TEXT,
  basis TEXT CHECK (basis = 'reported' OR basis = 'estimated' OR basis = 'derived' OR basis = 'rumoured'),
  low REAL, high REAL, confidence TEXT,        -- confidence in the source's own word
  as_of TEXT, locator TEXT, quote TEXT, retired TEXT,
  CHECK ((entity IS NOT NULL) + (relation IS NOT NULL) = 1),
  CHECK (value IS NULL OR (fields <> '' AND instr(fields, ',') = 0))
) STRICT;
CREATE UNIQUE INDEX citation_entity ON citation(entity, source, fields, ifnull(locator, ''), rank) WHERE entity IS NOT NULL;
CREATE UNIQUE INDEX citation_relation ON citation(relation, source, fields, ifnull(locator, ''), rank) WHERE relation IS NOT NULL;
CREATE UNIQUE INDEX citation_accepted ON citation(entity, fields) WHERE rank = 1 AND entity IS NOT NULL;
CREATE INDEX citation_source ON citation(source);

-- ------------------------------------------------------------------------------------------------ search
-- Text folded by aikb (see `aikb help search`), indexed by FTS5 with a stock tokenizer. Derived: `aikb reindex` makes it anew.

CREATE TABLE search_text(
  id INTEGER PRIMARY KEY REFERENCES entity(id) ON DELETE CASCADE,
  name TEXT, alias TEXT, description TEXT
) STRICT;
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

-- ------------------------------------------------------------------------------------------------ what came in

CREATE TABLE revision(
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,                            -- UTC
  author TEXT,
  command TEXT NOT NULL,
  summary TEXT,
  changeset BLOB
) STRICT;

CREATE TABLE ingest(
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revision(id),
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  mapping TEXT NOT NULL,
  source INTEGER REFERENCES source(id),
  rows INTEGER NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT NULL, unchanged INTEGER NOT NULL, rejected INTEGER NOT NULL
) STRICT;
CREATE INDEX ingest_revision ON ingest(revision);
CREATE INDEX ingest_source ON ingest(source) WHERE source IS NOT NULL;

-- ------------------------------------------------------------------------------------------------ views people read
-- (the plural view of each kind is made from the registry)

CREATE VIEW relations AS
  SELECT s.key AS subject, p.name AS predicate, o.key AS object, nullif(r.qualifier, '') AS qualifier,
         s.name AS subject_name, o.name AS object_name, s.name_zh AS subject_name_zh, o.name_zh AS object_name_zh,
         r.valid_from, r.valid_to, r.share, r.share_low, r.share_high, r.quantity, r.unit, r.note
    FROM relation r JOIN predicate p ON p.id = r.predicate JOIN entity s ON s.id = r.subject JOIN entity o ON o.id = r.object
   WHERE r.retired IS NULL;

CREATE VIEW names AS
  SELECT e.key AS entity, n.text, n.lang, n.role, s.key AS source
    FROM name n JOIN entity e ON e.id = n.entity LEFT JOIN source s ON s.id = n.source;

CREATE VIEW sources AS
  SELECT s.key, s.title, s.publisher, s.url, s.published, s.retrieved, s.licence, s.attribution, s.lang, s.reliability, o.key AS supersedes
    FROM source s LEFT JOIN source o ON o.id = s.supersedes;

-- One row per source and property, whatever the citation's granularity. A relation is named by its four key columns.
CREATE VIEW citations AS
  SELECT e.key AS entity, rs.key AS subject, p.name AS predicate, ro.key AS object, nullif(r.qualifier, '') AS qualifier, r.valid_from,
         nullif(f.value, '') AS property, s.key AS source, c.value, c.wording, c.state, c.rank, c.reason, c.basis, c.low, c.high, c.confidence, c.as_of, c.locator, c.quote
    FROM citation c JOIN source s ON s.id = c.source
    JOIN json_each('["' || replace(c.fields, ',', '","') || '"]') f
    LEFT JOIN entity e ON e.id = c.entity
    LEFT JOIN relation r ON r.id = c.relation LEFT JOIN entity rs ON rs.id = r.subject LEFT JOIN entity ro ON ro.id = r.object LEFT JOIN predicate p ON p.id = r.predicate
   WHERE c.retired IS NULL;

-- Columns for which some source gives another value than the accepted one. A relation is named by its key columns.
CREATE VIEW conflicts AS
  SELECT e.key AS entity, rs.key AS subject, p.name AS predicate, ro.key AS object, c.fields AS property, count(*) AS others,
         (SELECT group_concat(said, '; ') FROM
           (SELECT s.key || ' = ' || o.value AS said FROM citation o JOIN source s ON s.id = o.source
             WHERE o.entity IS c.entity AND o.relation IS c.relation AND o.fields = c.fields
               AND o.value IS NOT NULL AND o.rank >= 0 AND o.retired IS NULL ORDER BY s.key, o.value)) AS other_values,
         (SELECT a.reason FROM citation a WHERE a.entity IS c.entity AND a.relation IS c.relation AND a.fields = c.fields
             AND a.rank = 1 AND a.retired IS NULL) AS reason
    FROM citation c LEFT JOIN entity e ON e.id = c.entity
    LEFT JOIN relation r ON r.id = c.relation LEFT JOIN entity rs ON rs.id = r.subject LEFT JOIN entity ro ON ro.id = r.object
    LEFT JOIN predicate p ON p.id = r.predicate
   WHERE c.value IS NOT NULL AND c.rank >= 0 AND c.retired IS NULL
   GROUP BY c.entity, c.relation, c.fields;

CREATE VIEW model_developer AS
  SELECT DISTINCT r.object AS model, r.subject AS developer FROM relation r
   WHERE r.predicate = (SELECT id FROM predicate WHERE name = 'develops') AND r.retired IS NULL;

-- One row per model and country: what a source gives, else the developers' seats.
CREATE VIEW model_country AS
  SELECT r.subject AS model, r.object AS country FROM relation r
   WHERE r.predicate = (SELECT id FROM predicate WHERE name = 'country_of_origin') AND r.retired IS NULL
  UNION
  SELECT d.object, h.object FROM relation d JOIN relation h ON h.subject = d.subject
   WHERE d.predicate = (SELECT id FROM predicate WHERE name = 'develops') AND d.retired IS NULL
     AND h.predicate = (SELECT id FROM predicate WHERE name = 'headquartered_in') AND h.retired IS NULL
     AND NOT EXISTS (SELECT 1 FROM relation o WHERE o.subject = d.object AND o.retired IS NULL
                        AND o.predicate = (SELECT id FROM predicate WHERE name = 'country_of_origin'));
