// The limit of an ingest that changes nothing: every row of the files is looked up and compared with
// the store, and so is the citation behind it. Included by baseline.c, whose files it reads.

static void expect(bool holds, const char *path, sqlite3_int64 row) {
  if (holds) return;
  fprintf(stderr, "baseline: %s: row %lld is not on record like that\n", path, (long long)row);
  exit(1);
}

/// Whether a column holds what a field says.
static bool is_same(sqlite3_stmt *row, int column, Field field, Type type) {
  if (field.length == 0) return sqlite3_column_type(row, column) == SQLITE_NULL;
  if (type == TEXT) {
    const unsigned char *text = sqlite3_column_text(row, column);
    return (size_t)sqlite3_column_bytes(row, column) == field.length
           && !memcmp(text, field.text, field.length);
  }
  field.text[field.length] = 0;  // over the comma or line end, which has been read
  if (type == INTEGER) return sqlite3_column_int64(row, column) == strtoll(field.text, NULL, 10);
  return sqlite3_column_double(row, column) == strtod(field.text, NULL);
}

/// Whether a statement finds a row.
static bool finds(sqlite3_stmt *statement) {
  bool found = sqlite3_step(statement) == SQLITE_ROW;
  sqlite3_reset(statement);
  return found;
}

static void check_entities(const char *kind, const char *plural) {
  Csv csv;
  char path[4096], columns[2048] = "";
  if (!open_file(&csv, plural, path)) return;
  Property properties[CSV_FIELDS];
  int sorted[CSV_FIELDS], count;
  int key = column(&csv, "key"), source = column(&csv, "source");
  sqlite3_finalize(read_header(&csv, kind, properties, sorted, &count));
  for (int i = 0; i < count; i++) {
    strcat(columns, properties[sorted[i]].is_common ? ", e." : ", t.");
    strcat(columns, properties[sorted[i]].name);
  }
  sqlite3_stmt *find = prepare_format(
      "SELECT e.id%s FROM entity e JOIN %s t ON t.id = e.id WHERE e.key = ?", columns, kind);
  sqlite3_stmt *cited = prepare(
      "SELECT 1 FROM citation WHERE entity = ? AND source = ? AND fields = ?");
  char fields[CSV_FIELDS * 64];
  sqlite3_int64 rows = 0;
  for (; csv_next(&csv); rows++) {
    bind_text(find, 1, csv.fields[key].text, csv.fields[key].length);
    expect(sqlite3_step(find) == SQLITE_ROW, path, rows);
    sqlite3_int64 id = sqlite3_column_int64(find, 0);
    char *end = fields;
    for (int i = 0; i < count; i++) {
      const Property *property = &properties[sorted[i]];
      Field field = csv.fields[sorted[i]];
      // A blank says nothing.
      if (field.length == 0) continue;
      expect(is_same(find, i + 1, field, property->type), path, rows);
      if (end > fields) *end++ = ',';
      end = stpcpy(end, property->name);
    }
    sqlite3_reset(find);
    keys_insert(&entities, csv.fields[key].text, csv.fields[key].length, id);
    sqlite3_bind_int64(cited, 1, id);
    sqlite3_bind_int64(cited, 2, look_up(&sources, csv.fields[source]));
    bind_text(cited, 3, fields, (size_t)(end - fields));
    expect(finds(cited), path, rows);
  }
  sqlite3_finalize(find);
  sqlite3_finalize(cited);
  char sha256[SHA256_DIGEST_STRING_LENGTH];
  csv_close(&csv, sha256);
}

static void check_names(void) {
  Csv csv;
  char path[4096];
  if (!open_file(&csv, "names", path)) return;
  int entity = column(&csv, "entity"), text = column(&csv, "text"), lang = column(&csv, "lang");
  int role = column(&csv, "role"), source = column(&csv, "source");
  sqlite3_stmt *find = prepare(
      "SELECT source FROM name WHERE entity = ? AND text = ? AND lang = ? AND role = ?");
  for (sqlite3_int64 rows = 0; csv_next(&csv); rows++) {
    sqlite3_bind_int64(find, 1, look_up(&entities, csv.fields[entity]));
    bind_field(find, 2, csv.fields[text], TEXT);
    bind_field(find, 3, csv.fields[lang], TEXT);
    bind_field(find, 4, csv.fields[role], TEXT);
    expect(sqlite3_step(find) == SQLITE_ROW, path, rows);
    expect(sqlite3_column_int64(find, 0) == look_up(&sources, csv.fields[source]), path, rows);
    sqlite3_reset(find);
  }
  sqlite3_finalize(find);
  char sha256[SHA256_DIGEST_STRING_LENGTH];
  csv_close(&csv, sha256);
}

static void check_relations(void) {
  Csv csv;
  char path[4096];
  if (!open_file(&csv, "relations", path)) return;
  int subject = column(&csv, "subject"), predicate = column(&csv, "predicate");
  int object = column(&csv, "object"), valid_from = column(&csv, "valid_from");
  int share = column(&csv, "share"), source = column(&csv, "source");
  Keys predicates = read_predicates();
  sqlite3_stmt *find = prepare(
      "SELECT id, share FROM relation WHERE subject = ? AND predicate = ? AND object = ?"
      " AND qualifier = '' AND ifnull(valid_from, '') = ?");
  sqlite3_stmt *cited = prepare(
      "SELECT 1 FROM citation WHERE relation = ? AND source = ? AND fields = ?");
  for (sqlite3_int64 rows = 0; csv_next(&csv); rows++) {
    sqlite3_bind_int64(find, 1, look_up(&entities, csv.fields[subject]));
    sqlite3_bind_int64(find, 2, look_up(&predicates, csv.fields[predicate]));
    sqlite3_bind_int64(find, 3, look_up(&entities, csv.fields[object]));
    Field from = csv.fields[valid_from];
    sqlite3_bind_text(find, 4, from.text, (int)from.length, SQLITE_STATIC);
    expect(sqlite3_step(find) == SQLITE_ROW, path, rows);
    sqlite3_bind_int64(cited, 1, sqlite3_column_int64(find, 0));
    expect(is_same(find, 1, csv.fields[share], NUMBER), path, rows);
    sqlite3_reset(find);
    sqlite3_bind_int64(cited, 2, look_up(&sources, csv.fields[source]));
    bool has_share = csv.fields[share].length > 0;
    sqlite3_bind_text(cited, 3, "share", has_share ? 5 : 0, SQLITE_STATIC);
    expect(finds(cited), path, rows);
  }
  sqlite3_finalize(find);
  sqlite3_finalize(cited);
  char sha256[SHA256_DIGEST_STRING_LENGTH];
  csv_close(&csv, sha256);
}

static void check_all(void) {
  sqlite3_stmt *known = prepare("SELECT key, id FROM source");
  while (sqlite3_step(known) == SQLITE_ROW) {
    const char *key = (const char *)sqlite3_column_text(known, 0);
    keys_insert(&sources, key, strlen(key), sqlite3_column_int64(known, 1));
  }
  sqlite3_finalize(known);
  sqlite3_stmt *kinds = prepare("SELECT name, plural FROM kind ORDER BY plural");
  while (sqlite3_step(kinds) == SQLITE_ROW)
    check_entities((const char *)sqlite3_column_text(kinds, 0),
                   (const char *)sqlite3_column_text(kinds, 1));
  sqlite3_finalize(kinds);
  check_names();
  check_relations();
}
