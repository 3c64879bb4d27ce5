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

/// Whether the token at `at` is one Chinese character: three bytes from U+2E80 to U+9FFF. Its length,
/// else 0.
static size_t han_token(const Buffer *text, size_t at) {
  const unsigned char *b = (const unsigned char *)text->bytes + at;
  if (text->count - at < 3 || (text->count - at > 3 && b[3] != ' ')) return 0;
  unsigned value = (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
  return (b[0] & 0xF0) == 0xE0 && value >= 0x2E80 && value <= 0x9FFF ? 3 : 0;
}

/// Appends the pairs of neighbouring Chinese characters of a folded text (HanPairs.swift).
static void append_pairs(const Buffer *text, Buffer *out) {
  size_t previous = 0;
  bool apart = true;
  for (size_t at = 0; at < text->count;) {
    size_t length = han_token(text, at);
    if (length > 0) {
      if (previous > 0) {
        buffer_reserve(out, 12);
        if (out->count > 0) buffer_append(out, apart ? " \xEE\x80\x80 " : " ", apart ? 5 : 1);
        buffer_append(out, text->bytes + at - 4, 3);
        buffer_append(out, text->bytes + at, 3);
        apart = false;
      }
      at += length + 1;
    } else {
      apart = true;
      const char *space = memchr(text->bytes + at, ' ', text->count - at);
      if (!space) return;
      at = (size_t)(space - text->bytes) + 1;
    }
    previous = length;
  }
}

/// Binds the pairs of one text, or of two.
static void bind_pairs(sqlite3_stmt *insert, int at, const Buffer *text, const Buffer *more,
                       Buffer *pairs) {
  pairs->count = 0;
  append_pairs(text, pairs);
  if (more) append_pairs(more, pairs);
  bind_text(insert, at, pairs->bytes, pairs->count);
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
  Buffer name_pairs = {0}, description_pairs = {0};
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
    bind_pairs(insert, 5, &names, &aliases, &name_pairs);
    bind_pairs(insert, 6, &descriptions, NULL, &description_pairs);
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
    bind_pairs(insert, 5, &aliases, NULL, &name_pairs);
    bind_pairs(insert, 6, &descriptions, NULL, &description_pairs);
    run(insert);
  }
  sqlite3_finalize(source);
  sqlite3_finalize(insert);
  execute("INSERT INTO meta(key, value) VALUES ('fold', '1')");
}

#endif
