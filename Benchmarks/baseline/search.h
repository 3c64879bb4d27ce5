// What the text index holds of every entity and source: search_text (Sources/KnowledgeBase/Search).
#ifndef BASELINE_SEARCH_H
#define BASELINE_SEARCH_H

#include "fold.h"
#include "sqlite.h"

/// Appends a column's folded text, behind a sentinel when there is something before it.
static void append_column(sqlite3_stmt *row, int at, Buffer *out) {
  const char *text = (const char *)sqlite3_column_text(row, at);
  if (!text) return;
  size_t before = out->count;
  buffer_reserve(out, 5);
  if (before > 0) buffer_append(out, " \xEE\x80\x80 ", 5);
  size_t start = out->count;
  fold(text, (size_t)sqlite3_column_bytes(row, at), true, out);
  if (out->count == start) out->count = before;
}

/// Appends the pairs of neighbouring Chinese characters of a folded text, a sentinel where some are no
/// neighbours (Sources/KnowledgeBase/Search/HanPairs.swift).
static void append_pairs(const Buffer *folded, Buffer *out) {
  const char *previous = NULL;
  bool is_apart = true;
  const char *end = folded->bytes + folded->count;
  for (const char *at = folded->bytes; at < end;) {
    const char *next = memchr(at, ' ', (size_t)(end - at));
    if (!next) next = end;
    unsigned char lead = (unsigned char)*at;
    if ((lead >= 0xE4 && lead <= 0xE9) || lead == 0xF0) {
      if (previous) {
        buffer_reserve(out, 16);
        if (out->count > 0) buffer_append(out, is_apart ? " \xEE\x80\x80 " : " ", is_apart ? 5 : 1);
        is_apart = false;
        buffer_append(out, previous, (size_t)(at - 1 - previous));
        buffer_append(out, at, (size_t)(next - at));
      }
      previous = at;
    } else {
      previous = NULL;
      is_apart = true;
    }
    at = next + 1;
  }
}

static void bind_pairs(sqlite3_stmt *insert, const Buffer *name, const Buffer *alias,
                       const Buffer *description) {
  static Buffer name_pairs, description_pairs;
  name_pairs.count = description_pairs.count = 0;
  if (name) append_pairs(name, &name_pairs);
  append_pairs(alias, &name_pairs);
  append_pairs(description, &description_pairs);
  bind_text(insert, 5, name_pairs.bytes, name_pairs.count);
  bind_text(insert, 6, description_pairs.bytes, description_pairs.count);
}

/// Folds every entity's texts. The names come from a second cursor in the same order.
static void write_search_text(void) {
  sqlite3_stmt *entity =
      prepare("SELECT id, name, name_zh, description, description_zh FROM entity ORDER BY id");
  sqlite3_stmt *name =
      prepare("SELECT entity, text FROM name WHERE role <> 'pinyin' ORDER BY entity, text");
  sqlite3_stmt *insert =
      prepare("INSERT INTO search_text(id, name, alias, description, name_pairs, description_pairs)"
              " VALUES (?, ?, ?, ?, ?, ?)");
  bool has_name = sqlite3_step(name) == SQLITE_ROW;
  Buffer names = {0}, joined = {0}, aliases = {0}, descriptions = {0};
  while (sqlite3_step(entity) == SQLITE_ROW) {
    sqlite3_int64 id = sqlite3_column_int64(entity, 0);
    names.count = joined.count = aliases.count = descriptions.count = 0;
    append_column(entity, 1, &names);
    append_column(entity, 2, &names);
    append_column(entity, 3, &descriptions);
    append_column(entity, 4, &descriptions);
    while (has_name && sqlite3_column_int64(name, 0) == id) {
      const char *text = (const char *)sqlite3_column_text(name, 1);
      size_t length = (size_t)sqlite3_column_bytes(name, 1);
      buffer_reserve(&joined, length + 2);
      if (joined.count > 0) buffer_append(&joined, "\n\n", 2);
      buffer_append(&joined, text, length);
      has_name = sqlite3_step(name) == SQLITE_ROW;
    }
    fold(joined.bytes, joined.count, true, &aliases);
    sqlite3_bind_int64(insert, 1, id << 2);
    bind_text(insert, 2, names.bytes, names.count);
    bind_text(insert, 3, aliases.bytes, aliases.count);
    bind_text(insert, 4, descriptions.bytes, descriptions.count);
    bind_pairs(insert, &names, &aliases, &descriptions);
    run(insert);
  }
  sqlite3_finalize(entity);
  sqlite3_finalize(name);
  sqlite3_stmt *source = prepare("SELECT id, title, publisher FROM source");
  while (sqlite3_step(source) == SQLITE_ROW) {
    aliases.count = descriptions.count = 0;
    append_column(source, 1, &descriptions);
    append_column(source, 2, &aliases);
    sqlite3_bind_int64(insert, 1, sqlite3_column_int64(source, 0) << 2 | 2);
    sqlite3_bind_null(insert, 2);
    bind_text(insert, 3, aliases.bytes, aliases.count);
    bind_text(insert, 4, descriptions.bytes, descriptions.count);
    bind_pairs(insert, NULL, &aliases, &descriptions);
    run(insert);
  }
  sqlite3_finalize(source);
  sqlite3_finalize(insert);
  execute("INSERT INTO meta(key, value) VALUES ('fold', '1')");
}

#endif
