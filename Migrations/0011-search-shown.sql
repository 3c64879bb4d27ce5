-- What a search ranks and shows an entity by, in one short row: to look it up among descriptions, and to count relations,
-- took a third of the time of a search. All of it is derived: `aikb reindex` makes it anew.

CREATE TABLE search_shown(
  entity INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  name_zh TEXT,
  retired TEXT,
  relations INTEGER NOT NULL                   -- as subject and as object, retired ones too
) STRICT;
INSERT INTO search_shown(entity, key, kind, name, name_zh, retired, relations)
  SELECT e.id, e.key, e.kind, e.name, e.name_zh, e.retired,
         (SELECT count(*) FROM relation WHERE subject = e.id) + (SELECT count(*) FROM relation WHERE object = e.id)
    FROM entity e;

CREATE TRIGGER search_shown_insert AFTER INSERT ON entity BEGIN
  INSERT OR REPLACE INTO search_shown(entity, key, kind, name, name_zh, retired, relations)
    VALUES (new.id, new.key, new.kind, new.name, new.name_zh, new.retired,
      (SELECT count(*) FROM relation WHERE subject = new.id) + (SELECT count(*) FROM relation WHERE object = new.id));
END;
CREATE TRIGGER search_shown_update AFTER UPDATE OF key, kind, name, name_zh, retired ON entity BEGIN
  UPDATE search_shown
     SET key = new.key, kind = new.kind, name = new.name, name_zh = new.name_zh, retired = new.retired
   WHERE entity = new.id;
END;
CREATE TRIGGER search_shown_delete AFTER DELETE ON entity BEGIN
  DELETE FROM search_shown WHERE entity = old.id;
END;
CREATE TRIGGER search_shown_related AFTER INSERT ON relation BEGIN
  UPDATE search_shown SET relations = relations + 1 WHERE entity = new.subject;
  UPDATE search_shown SET relations = relations + 1 WHERE entity = new.object;
END;
CREATE TRIGGER search_shown_unrelated AFTER DELETE ON relation BEGIN
  UPDATE search_shown SET relations = relations - 1 WHERE entity = old.subject;
  UPDATE search_shown SET relations = relations - 1 WHERE entity = old.object;
END;
CREATE TRIGGER search_shown_moved AFTER UPDATE OF subject, object ON relation BEGIN
  UPDATE search_shown SET relations = relations - 1 WHERE entity = old.subject;
  UPDATE search_shown SET relations = relations - 1 WHERE entity = old.object;
  UPDATE search_shown SET relations = relations + 1 WHERE entity = new.subject;
  UPDATE search_shown SET relations = relations + 1 WHERE entity = new.object;
END;

-- Smaller pages of the text indexes: less is read to find a word, and of a frequent one more is passed over.
-- https://sqlite.org/fts5.html#the_pgsz_configuration_option
INSERT INTO search_index(search_index, rank) VALUES ('pgsz', 1000);
INSERT INTO search_name_index(search_name_index, rank) VALUES ('pgsz', 1000);
