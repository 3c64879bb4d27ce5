// `aikb export --all`, as far as generate.py fills its files: the same statements, the same bytes.
#ifndef BASELINE_EXPORT_H
#define BASELINE_EXPORT_H

#include "fold.h"
#include "sqlite.h"

static FILE *export_file;

/// Writes a text, in quotes where it would not read back without them. Guards against formulas, which
/// generate.py does not write, are left out.
static void write_text(const char *text, size_t length) {
  bool is_quoted = length == 0 || *text == ' ' || text[length - 1] == ' ';
  for (size_t i = 0; i < length && !is_quoted; i++)
    is_quoted = text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r';
  if (!is_quoted) {
    fwrite_unlocked(text, 1, length, export_file);
    return;
  }
  putc_unlocked('"', export_file);
  for (const char *end = text + length; text < end;) {
    const char *quote = memchr(text, '"', (size_t)(end - text));
    size_t count = (size_t)((quote ? quote + 1 : end) - text);
    fwrite_unlocked(text, 1, count, export_file);
    if (quote) putc_unlocked('"', export_file);
    text += count;
  }
  putc_unlocked('"', export_file);
}

/// The shortest digits that read back as the same number; whole numbers below 10^15 like integers.
static void write_real(double value) {
  if (value > -1e15 && value < 1e15 && value == (double)(int64_t)value) {
    fprintf(export_file, "%lld", (long long)value);
    return;
  }
  char text[40];
  int digits = 1;
  do snprintf(text, sizeof text, "%.*g", digits, value);
  while (strtod(text, NULL) != value && ++digits <= 17);
  // Swift writes whole numbers up to 2^54 out.
  if (strchr(text, 'e') && value >= 1e15 && value <= 0x1p54)
    snprintf(text, sizeof text, "%.1f", value);
  fputs(text, export_file);
}

static void write_rows(const char *sql, int columns) {
  sqlite3_stmt *select = prepare(sql);
  while (sqlite3_step(select) == SQLITE_ROW) {
    for (int i = 0; i < columns; i++) {
      if (i > 0) putc_unlocked(',', export_file);
      switch (sqlite3_column_type(select, i)) {
        case SQLITE_NULL: break;
        case SQLITE_INTEGER:
          fprintf(export_file, "%lld", (long long)sqlite3_column_int64(select, i));
          break;
        case SQLITE_FLOAT: write_real(sqlite3_column_double(select, i)); break;
        default: {
          const char *text = (const char *)sqlite3_column_text(select, i);
          write_text(text, (size_t)sqlite3_column_bytes(select, i));
        }
      }
    }
    putc_unlocked('\n', export_file);
  }
  sqlite3_finalize(select);
}

/// - `header`: the line of names, which tells how many columns are written.
/// - `parts`: statements whose rows follow one another; NULL ends them.
static void export_rows(
    const char *folder, const char *name, const char *header, const char *const *parts) {
  char *path = sqlite3_mprintf("%s/%s.csv", folder, name);
  export_file = fopen(path, "w");
  if (!export_file) fail(path);
  setvbuf(export_file, NULL, _IOFBF, 256 << 10);
  fprintf(export_file, "%s\n", header);
  int columns = 1;
  for (const char *at = header; (at = strchr(at, ',')); at++) columns++;
  for (; *parts; parts++) write_rows(*parts, columns);
  // On the disk before it counts, as the product has it.
  if (fflush(export_file) || fsync(fileno(export_file)) || fclose(export_file)) fail(path);
  sqlite3_free(path);
}

#define PARTS(...) (const char *const[]){__VA_ARGS__, NULL}

static const char citation_columns[] =
    " src.key, nullif(c.fields, ''), c.value, c.wording, nullif(c.state, 'value'),"
    " nullif(c.rank, 0), c.reason, c.basis, c.low, c.high, c.confidence, c.as_of, c.locator, c.quote,"
    " c.retired, c.rank";

static void export_all(const char *folder) {
  export_rows(
      folder, "sources",
      "key,title,publisher,url,published,retrieved,licence,attribution,lang,reliability,supersedes",
      PARTS("SELECT s.key, s.title, s.publisher, s.url, s.published, s.retrieved, s.licence,"
            " s.attribution, s.lang, s.reliability, o.key"
            " FROM source s LEFT JOIN source o ON o.id = s.supersedes ORDER BY s.key"));
  sqlite3_stmt *kinds = prepare(
      "SELECT name, plural, (SELECT group_concat(p.name || ',', '') FROM (SELECT name FROM property"
      " WHERE kind = kind.name ORDER BY position, name) p), (SELECT group_concat('t.' || p.name || ', ', '')"
      " FROM (SELECT name FROM property WHERE kind = kind.name ORDER BY position, name) p) FROM kind");
  while (sqlite3_step(kinds) == SQLITE_ROW) {
    const char *kind = (const char *)sqlite3_column_text(kinds, 0);
    char *header = sqlite3_mprintf(
        "key,name,name_zh,%sdescription,description_zh,retired", sqlite3_column_text(kinds, 2));
    char *sql = sqlite3_mprintf(
        "SELECT e.key, e.name, e.name_zh, %s e.description, e.description_zh, e.retired"
        " FROM entity e JOIN %s t ON t.id = e.id WHERE e.kind = '%s' ORDER BY e.key",
        sqlite3_column_text(kinds, 3), kind, kind);
    export_rows(folder, (const char *)sqlite3_column_text(kinds, 1), header, PARTS(sql));
    sqlite3_free(header);
    sqlite3_free(sql);
  }
  sqlite3_finalize(kinds);
  export_rows(
      folder, "names", "entity,text,lang,role,source",
      PARTS("SELECT e.key, n.text, n.lang, n.role, s.key FROM entity e"
            " CROSS JOIN name n ON n.entity = e.id LEFT JOIN source s ON s.id = n.source"
            " ORDER BY e.key, n.role, n.lang, n.text"));
  export_rows(
      folder, "relations",
      "subject,predicate,object,qualifier,valid_from,valid_to,share,share_low,share_high,quantity,"
      "unit,note,retired",
      PARTS("SELECT s.key, p.name, o.key, nullif(r.qualifier, ''), r.valid_from, r.valid_to, r.share,"
            " r.share_low, r.share_high, r.quantity, r.unit, r.note, r.retired"
            " FROM entity s CROSS JOIN relation r ON r.subject = s.id"
            " JOIN predicate p ON p.id = r.predicate JOIN entity o ON o.id = r.object"
            " ORDER BY s.key, p.name, o.key, r.qualifier, ifnull(r.valid_from, '')"));
  char *relations = sqlite3_mprintf(
      "SELECT NULL, s.key, p.name, o.key, nullif(r.qualifier, ''), r.valid_from, NULL, NULL, NULL,"
      " NULL, NULL, NULL,%s FROM entity s CROSS JOIN relation r ON r.subject = s.id"
      " CROSS JOIN predicate p ON p.id = r.predicate CROSS JOIN entity o ON o.id = r.object"
      " CROSS JOIN citation c ON c.relation = r.id CROSS JOIN source src ON src.id = c.source"
      " ORDER BY 2, 3, 4, 5, 6, 13, 14, 25, 28", citation_columns);
  char *entities = sqlite3_mprintf(
      "SELECT e.key, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,%s"
      " FROM entity e CROSS JOIN citation c ON c.entity = e.id"
      " CROSS JOIN source src ON src.id = c.source ORDER BY 1, 13, 14, 25, 28", citation_columns);
  export_rows(
      folder, "citations",
      "entity,subject,predicate,object,qualifier,valid_from,measure,date,condition,event,scope,claim,"
      "source,fields,value,wording,state,rank,reason,basis,low,high,confidence,as_of,locator,quote,"
      "retired",
      PARTS(relations, entities));
  sqlite3_free(relations);
  sqlite3_free(entities);
}

#endif
