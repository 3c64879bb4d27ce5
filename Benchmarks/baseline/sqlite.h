// What the load needs of libsqlite3. Every failure ends the program with SQLite's message.
#ifndef BASELINE_SQLITE_H
#define BASELINE_SQLITE_H

#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "csv.h"

static sqlite3 *db;

static void fail(const char *what) {
  fprintf(stderr, "baseline: %s: %s\n", what, db ? sqlite3_errmsg(db) : "");
  exit(1);
}

static void execute(const char *sql) {
  if (sqlite3_exec(db, sql, NULL, NULL, NULL)) fail(sql);
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)) fail(sql);
  return statement;
}

static sqlite3_stmt *prepare_format(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *sql = sqlite3_vmprintf(format, arguments);
  va_end(arguments);
  sqlite3_stmt *statement = prepare(sql);
  sqlite3_free(sql);
  return statement;
}

static void run(sqlite3_stmt *statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) fail(sqlite3_sql(statement));
  sqlite3_reset(statement);
}

/// Binds without a copy: every statement runs before its bytes change. Blank is NULL.
static void bind_text(sqlite3_stmt *statement, int at, const char *text, size_t length) {
  if (length) sqlite3_bind_text(statement, at, text, (int)length, SQLITE_STATIC);
  else sqlite3_bind_null(statement, at);
}

typedef enum { TEXT, INTEGER, NUMBER } Type;

/// Binds a field by its property's type; the field may be changed.
static void bind_field(sqlite3_stmt *statement, int at, Field field, Type type) {
  if (type == TEXT || field.length == 0) return bind_text(statement, at, field.text, field.length);
  field.text[field.length] = 0;  // over the comma or line end, which has been read
  if (type == INTEGER) sqlite3_bind_int64(statement, at, strtoll(field.text, NULL, 10));
  else sqlite3_bind_double(statement, at, strtod(field.text, NULL));
}

#endif
