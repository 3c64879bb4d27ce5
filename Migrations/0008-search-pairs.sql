-- Neighbouring Chinese characters as words of two ("芯 片 出 口" as "芯片 片出 出口"), beside the characters by themselves.
-- A phrase of frequent characters stands in few rows, and each of its characters in many, all of which FTS5 would walk
-- through; of its pairs there are few. All of it is derived: `aikb reindex` makes it anew.

ALTER TABLE search_text ADD COLUMN name_pairs TEXT;          -- of name and alias
ALTER TABLE search_text ADD COLUMN description_pairs TEXT;

DROP TRIGGER search_text_insert;
DROP TRIGGER search_text_delete;
DROP TRIGGER search_text_update;
DROP TABLE search_index;
CREATE VIRTUAL TABLE search_index USING fts5(name, alias, description, name_pairs, description_pairs,
  content = 'search_text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0');
CREATE TRIGGER search_text_insert AFTER INSERT ON search_text BEGIN
  INSERT INTO search_index(rowid, name, alias, description, name_pairs, description_pairs)
    VALUES (new.id, new.name, new.alias, new.description, new.name_pairs, new.description_pairs);
END;
CREATE TRIGGER search_text_delete AFTER DELETE ON search_text BEGIN
  INSERT INTO search_index(search_index, rowid, name, alias, description, name_pairs, description_pairs)
    VALUES ('delete', old.id, old.name, old.alias, old.description, old.name_pairs, old.description_pairs);
END;
CREATE TRIGGER search_text_update AFTER UPDATE ON search_text BEGIN
  INSERT INTO search_index(search_index, rowid, name, alias, description, name_pairs, description_pairs)
    VALUES ('delete', old.id, old.name, old.alias, old.description, old.name_pairs, old.description_pairs);
  INSERT INTO search_index(rowid, name, alias, description, name_pairs, description_pairs)
    VALUES (new.id, new.name, new.alias, new.description, new.name_pairs, new.description_pairs);
END;
INSERT INTO search_index(search_index) VALUES ('rebuild');

DROP TRIGGER search_name_index_insert;
DROP TRIGGER search_name_index_delete;
DROP TRIGGER search_name_index_update;
DROP TABLE search_word;
DROP TABLE search_name_index;
DROP VIEW search_name;
CREATE VIEW search_name AS SELECT id, name, alias, name_pairs FROM search_text WHERE id & 3 = 0;
CREATE VIRTUAL TABLE search_name_index USING fts5(name, alias, name_pairs,
  content = 'search_name', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE search_word USING fts5vocab(search_name_index, row);
CREATE TRIGGER search_name_index_insert AFTER INSERT ON search_text WHEN new.id & 3 = 0 BEGIN
  INSERT INTO search_name_index(rowid, name, alias, name_pairs) VALUES (new.id, new.name, new.alias, new.name_pairs);
END;
CREATE TRIGGER search_name_index_delete AFTER DELETE ON search_text WHEN old.id & 3 = 0 BEGIN
  INSERT INTO search_name_index(search_name_index, rowid, name, alias, name_pairs)
    VALUES ('delete', old.id, old.name, old.alias, old.name_pairs);
END;
CREATE TRIGGER search_name_index_update AFTER UPDATE OF name, alias, name_pairs ON search_text
  WHEN old.id & 3 = 0 AND (old.name IS NOT new.name OR old.alias IS NOT new.alias
    OR old.name_pairs IS NOT new.name_pairs) BEGIN
  INSERT INTO search_name_index(search_name_index, rowid, name, alias, name_pairs)
    VALUES ('delete', old.id, old.name, old.alias, old.name_pairs);
  INSERT INTO search_name_index(rowid, name, alias, name_pairs) VALUES (new.id, new.name, new.alias, new.name_pairs);
END;
INSERT INTO search_name_index(search_name_index) VALUES ('rebuild');
