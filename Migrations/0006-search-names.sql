-- Names apart from longer texts: a search finds them first, and looks through what they are made of when a word is misspelt.
-- All of it is derived: `aikb reindex` makes it anew.

-- Chinese names as they are typed in Latin letters: 台积电 is 'taijidian' and 'tjd'.
CREATE TABLE search_sound(
  form TEXT NOT NULL,
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  initials INTEGER NOT NULL CHECK (initials = 0 OR initials = 1),
  PRIMARY KEY (form, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_sound_entity ON search_sound(entity);

-- The words of names: of entities only, and without their descriptions, so that common words stay few.
CREATE VIEW search_name AS SELECT id, name, alias FROM search_text WHERE id & 3 = 0;
CREATE VIRTUAL TABLE search_name_index USING fts5(name, alias,
  content = 'search_name', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE search_word USING fts5vocab(search_name_index, row);
CREATE TRIGGER search_name_index_insert AFTER INSERT ON search_text WHEN new.id & 3 = 0 BEGIN
  INSERT INTO search_name_index(rowid, name, alias) VALUES (new.id, new.name, new.alias);
END;
CREATE TRIGGER search_name_index_delete AFTER DELETE ON search_text WHEN old.id & 3 = 0 BEGIN
  INSERT INTO search_name_index(search_name_index, rowid, name, alias) VALUES ('delete', old.id, old.name, old.alias);
END;
CREATE TRIGGER search_name_index_update AFTER UPDATE OF name, alias ON search_text
  WHEN old.id & 3 = 0 AND (old.name IS NOT new.name OR old.alias IS NOT new.alias) BEGIN
  INSERT INTO search_name_index(search_name_index, rowid, name, alias) VALUES ('delete', old.id, old.name, old.alias);
  INSERT INTO search_name_index(rowid, name, alias) VALUES (new.id, new.name, new.alias);
END;
INSERT INTO search_name_index(search_name_index) VALUES ('rebuild');
