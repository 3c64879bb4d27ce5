// The limit `aikb ingest` is compared with: the same files into the same tables, straight on
// libsqlite3.
//
//     baseline [-k] DATABASE FOLDER WORDS MIGRATION...
//     baseline -u DATABASE FOLDER
//     baseline -x DATABASE FOLDER
//
// The second form is the limit of an ingest that changes nothing, the third that of
// `aikb export --all`.
//
// WORDS is Sources/KnowledgeBase/Text/PolyphoneWords.swift, of which the list is read.
//
// It trusts its input (generate.py), so it checks nothing that is not needed to write the rows.
// Secondary indexes are dropped for the load and made at the end, which is faster than keeping them
// up to date; -k keeps them. Times by phase go to standard error.

#define _GNU_SOURCE 1  // mempcpy, stpcpy
#include <stdio.h>
#include <time.h>

#include "baseline/csv.h"
#include "baseline/fold.h"
#include "baseline/keys.h"
#include "baseline/sqlite.h"

#include "baseline/export.h"
#include "baseline/names.h"
#include "baseline/search.h"

static Keys entities, sources;
static const char *folder;
static sqlite3_int64 revision;

// ------------------------------------------------------------------------------------- files

static bool open_file(Csv *csv, const char *name, char *path) {
  snprintf(path, 4096, "%s/%s.csv", folder, name);
  return csv_open(csv, path) && csv_next(csv);
}

static void close_file(Csv *csv, const char *path, sqlite3_int64 rows) {
  char sha256[SHA256_DIGEST_STRING_LENGTH];
  csv_close(csv, sha256);
  sqlite3_stmt *insert = prepare(
      "INSERT INTO ingest(revision, file, sha256, mapping, rows, added, changed, unchanged,"
      " rejected) VALUES (?1, ?2, ?3, 'aikb', ?4, ?4, 0, 0, 0)");
  sqlite3_bind_int64(insert, 1, revision);
  sqlite3_bind_text(insert, 2, path, -1, SQLITE_STATIC);
  sqlite3_bind_text(insert, 3, sha256, -1, SQLITE_STATIC);
  sqlite3_bind_int64(insert, 4, rows);
  run(insert);
  sqlite3_finalize(insert);
}

/// The column of this name in the header just read; the file must have it.
static int column(const Csv *csv, const char *name) {
  for (int i = 0; i < csv->count; i++)
    if (csv->fields[i].length == strlen(name) && !memcmp(csv->fields[i].text, name, strlen(name)))
      return i;
  fail(name);
  return -1;
}

static sqlite3_int64 look_up(const Keys *keys, Field key) {
  sqlite3_int64 id = keys_find(keys, key.text, key.length);
  if (!id) fail("unknown key");
  return id;
}

static void load_sources(void) {
  Csv csv;
  char path[4096];
  if (!open_file(&csv, "sources", path)) fail(path);
  Buffer names = {0}, marks = {0};
  int key = column(&csv, "key");
  for (int i = 0; i < csv.count; i++) {
    Field field = csv.fields[i];
    buffer_reserve(&names, field.length + 2);
    buffer_reserve(&marks, 2);
    buffer_append(&names, ",", i > 0);
    buffer_append(&names, field.text, field.length);
    buffer_append(&marks, ",?", i > 0 ? 2 : 0);
  }
  sqlite3_stmt *insert = prepare_format(
      "INSERT INTO source(%.*s) VALUES (?%.*s)", (int)names.count, names.bytes, (int)marks.count,
      marks.bytes);
  sqlite3_int64 rows = 0;
  for (; csv_next(&csv); rows++) {
    for (int i = 0; i < csv.count; i++) bind_field(insert, i + 1, csv.fields[i], TEXT);
    run(insert);
    Field field = csv.fields[key];
    keys_insert(&sources, field.text, field.length, sqlite3_last_insert_rowid(db));
  }
  sqlite3_finalize(insert);
  close_file(&csv, path, rows);
}

// ------------------------------------------------------------------------------------- entities

static sqlite3_stmt *insert_entity, *insert_form, *cite_entity;
static sqlite3_int64 first_firm, end_of_firms;  // their row ids

static void insert_name_form(const char *form, size_t length, sqlite3_int64 entity) {
  bind_text(insert_form, 1, form, length);
  sqlite3_bind_int64(insert_form, 2, entity);
  run(insert_form);
}

/// The forms under which a name is matched, and how it is typed.
static void add_form(const char *name, size_t length, sqlite3_int64 entity) {
  static Buffer form;
  form.count = 0;
  buffer_reserve(&form, 1);
  buffer_append(&form, "=", 1);  // room for the mark of a name without its legal form
  fold(name, length, false, &form);
  if (form.count == 1) return;
  const char *core = form.bytes + 1;
  size_t core_length = form.count - 1;
  insert_name_form(core, core_length, entity);
  add_sounds(core, core_length, entity);
  if (entity < first_firm || entity >= end_of_firms || !legal_core(&core, &core_length)) return;
  form.bytes[core - 1 - form.bytes] = '=';
  insert_name_form(core - 1, core_length + 1, entity);
}

/// A column of a kind's file.
typedef struct {
  char name[64];
  Type type;
  int parameter;  // in the insert into `entity` (from 1) or into the kind's table (from 1)
  bool is_common;
} Property;

static Type type_of(const char *kind, const char *property) {
  sqlite3_stmt *find = prepare("SELECT type FROM property WHERE kind = ? AND name = ?");
  sqlite3_bind_text(find, 1, kind, -1, SQLITE_STATIC);
  sqlite3_bind_text(find, 2, property, -1, SQLITE_STATIC);
  if (sqlite3_step(find) != SQLITE_ROW) fail(property);
  const char *name = (const char *)sqlite3_column_text(find, 0);
  Type type = !strcmp(name, "integer") ? INTEGER : !strcmp(name, "number") ? NUMBER : TEXT;
  sqlite3_finalize(find);
  return type;
}

/// Reads the header: fills `properties` by column and `sorted` with the columns by name, and
/// prepares the insert into the kind's table.
static sqlite3_stmt *read_header(
    const Csv *csv, const char *kind, Property *properties, int *sorted, int *count) {
  static const char *common[] = {"name", "name_zh", "description", "description_zh"};
  char names[2048] = "id", marks[256] = "?";
  int own = 1;
  *count = 0;
  for (int i = 0; i < csv->count; i++) {
    Property *property = &properties[i];
    snprintf(property->name, sizeof property->name, "%.*s", (int)csv->fields[i].length,
             csv->fields[i].text);
    if (!strcmp(property->name, "key") || !strcmp(property->name, "source")) continue;
    property->is_common = false;
    for (int c = 0; c < 4; c++)
      if (!strcmp(property->name, common[c])) {
        *property = (Property){.type = TEXT, .parameter = c + 3, .is_common = true};
        strcpy(property->name, common[c]);
      }
    if (!property->is_common) {
      property->type = type_of(kind, property->name);
      property->parameter = ++own;
      strcat(strcat(names, ","), property->name);
      strcat(marks, ",?");
    }
    int at = (*count)++;
    for (; at > 0 && strcmp(properties[sorted[at - 1]].name, property->name) > 0; at--)
      sorted[at] = sorted[at - 1];
    sorted[at] = i;
  }
  return prepare_format("INSERT INTO %s(%s) VALUES (%s)", kind, names, marks);
}

static void load_entities(const char *kind, const char *plural) {
  Csv csv;
  char path[4096];
  if (!open_file(&csv, plural, path)) return;
  Property properties[CSV_FIELDS];
  int sorted[CSV_FIELDS], count;
  int key = column(&csv, "key"), name = column(&csv, "name"), name_zh = column(&csv, "name_zh");
  int source = column(&csv, "source");
  sqlite3_stmt *insert = read_header(&csv, kind, properties, sorted, &count);
  sqlite3_bind_text(insert_entity, 2, kind, -1, SQLITE_STATIC);
  char fields[CSV_FIELDS * 64];
  bool is_firm = !strcmp(kind, "firm");
  if (is_firm) end_of_firms = INT64_MAX;
  sqlite3_int64 rows = 0;
  for (; csv_next(&csv); rows++) {
    char *end = fields;
    for (int i = 0; i < count; i++) {
      const Property *property = &properties[sorted[i]];
      Field field = csv.fields[sorted[i]];
      bind_field(property->is_common ? insert_entity : insert, property->parameter, field,
                 property->type);
      if (field.length == 0) continue;
      if (end > fields) *end++ = ',';
      end = stpcpy(end, property->name);
    }
    Field row_key = csv.fields[key];
    bind_text(insert_entity, 1, row_key.text, row_key.length);
    run(insert_entity);
    sqlite3_int64 id = sqlite3_last_insert_rowid(db);
    if (is_firm && rows == 0) first_firm = id;
    keys_insert(&entities, row_key.text, row_key.length, id);
    sqlite3_bind_int64(insert, 1, id);
    run(insert);
    add_form(csv.fields[name].text, csv.fields[name].length, id);
    add_form(csv.fields[name_zh].text, csv.fields[name_zh].length, id);
    sqlite3_bind_int64(cite_entity, 1, id);
    sqlite3_bind_int64(cite_entity, 2, look_up(&sources, csv.fields[source]));
    bind_text(cite_entity, 3, fields, (size_t)(end - fields));
    run(cite_entity);
  }
  if (is_firm) end_of_firms = first_firm + rows;
  sqlite3_finalize(insert);
  close_file(&csv, path, rows);
}

static void load_names(void) {
  Csv csv;
  char path[4096];
  if (!open_file(&csv, "names", path)) return;
  int entity = column(&csv, "entity"), text = column(&csv, "text"), lang = column(&csv, "lang");
  int role = column(&csv, "role"), source = column(&csv, "source");
  sqlite3_stmt *insert =
      prepare("INSERT INTO name(entity, text, lang, role, source) VALUES (?, ?, ?, ?, ?)");
  sqlite3_int64 rows = 0;
  for (; csv_next(&csv); rows++) {
    sqlite3_int64 id = look_up(&entities, csv.fields[entity]);
    sqlite3_bind_int64(insert, 1, id);
    bind_field(insert, 2, csv.fields[text], TEXT);
    bind_field(insert, 3, csv.fields[lang], TEXT);
    bind_field(insert, 4, csv.fields[role], TEXT);
    sqlite3_bind_int64(insert, 5, look_up(&sources, csv.fields[source]));
    run(insert);
    add_form(csv.fields[text].text, csv.fields[text].length, id);
  }
  sqlite3_finalize(insert);
  close_file(&csv, path, rows);
}

// ------------------------------------------------------------------------------------- relations

static Keys read_predicates(void) {
  Keys predicates = {0};
  sqlite3_stmt *all = prepare("SELECT name, id FROM predicate");
  while (sqlite3_step(all) == SQLITE_ROW) {
    const char *name = (const char *)sqlite3_column_text(all, 0);
    keys_insert(&predicates, name, strlen(name), sqlite3_column_int64(all, 1));
  }
  sqlite3_finalize(all);
  return predicates;
}

static void load_relations(void) {
  Csv csv;
  char path[4096];
  if (!open_file(&csv, "relations", path)) return;
  int subject = column(&csv, "subject"), predicate = column(&csv, "predicate");
  int object = column(&csv, "object"), valid_from = column(&csv, "valid_from");
  int share = column(&csv, "share"), source = column(&csv, "source");
  Keys predicates = read_predicates();
  sqlite3_stmt *insert = prepare(
      "INSERT INTO relation(subject, predicate, object, valid_from, share) VALUES (?, ?, ?, ?, ?)");
  sqlite3_stmt *cite =
      prepare("INSERT INTO citation(relation, source, fields) VALUES (?, ?, ?)");
  sqlite3_int64 rows = 0;
  for (; csv_next(&csv); rows++) {
    sqlite3_bind_int64(insert, 1, look_up(&entities, csv.fields[subject]));
    sqlite3_bind_int64(insert, 2, look_up(&predicates, csv.fields[predicate]));
    sqlite3_bind_int64(insert, 3, look_up(&entities, csv.fields[object]));
    bind_field(insert, 4, csv.fields[valid_from], TEXT);
    bind_field(insert, 5, csv.fields[share], NUMBER);
    run(insert);
    sqlite3_bind_int64(cite, 1, sqlite3_last_insert_rowid(db));
    sqlite3_bind_int64(cite, 2, look_up(&sources, csv.fields[source]));
    bool has_share = csv.fields[share].length > 0;
    sqlite3_bind_text(cite, 3, "share", has_share ? 5 : 0, SQLITE_STATIC);
    run(cite);
  }
  sqlite3_finalize(insert);
  sqlite3_finalize(cite);
  close_file(&csv, path, rows);
}

// ------------------------------------------------------------------------------------- the whole

#include "baseline/unchanged.h"

/// Applies one migration and records it as the product does.
static void migrate(int number, const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) fail(path);
  static char sql[1 << 20];
  size_t size = fread(sql, 1, sizeof sql - 1, file);
  fclose(file);
  sql[size] = 0;
  execute(sql);
  char sha256[SHA256_DIGEST_STRING_LENGTH];
  SHA256Data((uint8_t *)sql, size, sha256);
  const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
  sqlite3_stmt *insert = prepare(
      "INSERT INTO migration VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ'))");
  sqlite3_bind_int(insert, 1, number);
  sqlite3_bind_text(insert, 2, name, (int)strcspn(name, "."), SQLITE_STATIC);
  sqlite3_bind_text(insert, 3, sha256, -1, SQLITE_STATIC);
  run(insert);
  sqlite3_finalize(insert);
}

/// Drops what `where` selects of the schema; returns the SQL that makes it again.
static char *drop(const char *where) {
  sqlite3_stmt *select = prepare_format(
      "SELECT group_concat('DROP ' || type || ' ' || name, ';'), group_concat(sql, ';')"
      " FROM sqlite_master WHERE sql IS NOT NULL AND %s", where);
  if (sqlite3_step(select) != SQLITE_ROW) fail(where);
  char *drops = sqlite3_mprintf("%s", sqlite3_column_text(select, 0));
  char *sql = sqlite3_mprintf("%s", sqlite3_column_text(select, 1));
  sqlite3_finalize(select);
  execute(drops);
  sqlite3_free(drops);
  return sql;
}

/// Writes the seconds since the last call to standard error.
static void lap(const char *what) {
  static double last;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  double seconds = (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
  if (what) fprintf(stderr, "%-12s %7.3f s\n", what, seconds - last);
  last = seconds;
}

static void open_database(const char *path, int flags, const char *settings) {
  if (sqlite3_open_v2(path, &db, flags | SQLITE_OPEN_NOMUTEX, NULL)) fail(path);
  execute(settings);
}

int main(int count, char **arguments) {
  bool exports = count == 4 && !strcmp(arguments[1], "-x");
  if (exports || (count == 4 && !strcmp(arguments[1], "-u"))) {
    folder = arguments[3];
    open_database(arguments[2], SQLITE_OPEN_READWRITE, "PRAGMA cache_size = -65536; BEGIN");
    if (exports) export_all(folder);
    else check_all();
    execute("COMMIT");
    return sqlite3_close(db) ? 1 : 0;
  }
  bool keeps_indexes = count > 1 && !strcmp(arguments[1], "-k");
  if (keeps_indexes) arguments++, count--;
  if (count < 5) {
    fprintf(stderr, "usage: baseline [-k] DATABASE FOLDER WORDS MIGRATION...\n"
                    "       baseline -u DATABASE FOLDER\n       baseline -x DATABASE FOLDER\n");
    return 64;
  }
  folder = arguments[2];
  if (!read_polyphones(arguments[3])) fail(arguments[3]);
  lap(NULL);
  open_database(
      arguments[1], SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;"
      "PRAGMA temp_store = FILE; BEGIN IMMEDIATE");
  for (int i = 4; i < count; i++) migrate(i - 3, arguments[i]);
  char *version = sqlite3_mprintf("PRAGMA user_version = %d; COMMIT", count - 4);
  execute(version);
  sqlite3_free(version);
  execute("PRAGMA foreign_keys = ON; BEGIN IMMEDIATE");
  lap("schema");

  execute("INSERT INTO revision(at, command) VALUES (strftime('%Y-%m-%dT%H:%M:%SZ'), 'ingest')");
  revision = sqlite3_last_insert_rowid(db);
  char *triggers = drop("type = 'trigger'");
  char *indexes = keeps_indexes
      ? NULL : drop("type = 'index' AND tbl_name IN"
                    " ('entity', 'name', 'name_form', 'relation', 'citation', 'search_sound')");
  insert_entity = prepare("INSERT INTO entity(key, kind, name, name_zh, description,"
                          " description_zh) VALUES (?, ?, ?, ?, ?, ?)");
  insert_form = prepare(
      "INSERT INTO name_form(form, entity) VALUES (?, ?) ON CONFLICT DO NOTHING");
  cite_entity = prepare("INSERT INTO citation(entity, source, fields) VALUES (?, ?, ?)");

  load_sources();
  sqlite3_stmt *kinds = prepare("SELECT name, plural FROM kind ORDER BY plural");
  while (sqlite3_step(kinds) == SQLITE_ROW)
    load_entities((const char *)sqlite3_column_text(kinds, 0),
                  (const char *)sqlite3_column_text(kinds, 1));
  sqlite3_finalize(kinds);
  lap("entities");
  load_names();
  lap("names");
  load_relations();
  lap("relations");
  write_search_text();
  lap("search text");
  write_sounds();
  lap("readings");
  execute("INSERT INTO search_index(search_index) VALUES ('rebuild');"
          "INSERT INTO search_index(search_index) VALUES ('optimize');"
          "INSERT INTO search_name_index(search_name_index) VALUES ('rebuild');"
          "INSERT INTO search_name_index(search_name_index) VALUES ('optimize')");
  lap("text index");
  if (indexes) execute(indexes);
  execute(triggers);
  execute("DELETE FROM search_shown;"
          "INSERT INTO search_shown SELECT e.id, e.key, e.kind, e.name, e.name_zh, e.retired,"
          " (SELECT count(*) FROM relation WHERE subject = e.id)"
          " + (SELECT count(*) FROM relation WHERE object = e.id) FROM entity e");
  lap("indexes");
  execute("COMMIT");
  sqlite3_finalize(insert_entity);
  sqlite3_finalize(insert_form);
  sqlite3_finalize(cite_entity);
  if (sqlite3_close(db)) fail("close");
  lap("commit");
  return 0;
}
