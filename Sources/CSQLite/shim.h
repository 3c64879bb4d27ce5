// The one place that sees sqlite3.h. It adds what Swift's importer cannot take over by itself:
// destructor constants (casts of integers to function pointers), variadic functions, and extended
// result codes (macros that are expressions).
#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H

// The session and pre-update interfaces are declared only under these names.
// https://sqlite.org/sessionintro.html
#ifndef SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_SESSION 1
#endif
#ifndef SQLITE_ENABLE_PREUPDATE_HOOK
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#endif

#include <sqlite3.h>

// Text and blobs, always by byte length.
//
// "If the third parameter to sqlite3_bind_text() or sqlite3_bind_text16() or sqlite3_bind_blob() is
// a NULL pointer then the fourth parameter is ignored and the end result is the same as
// sqlite3_bind_null()": an empty Swift buffer may have no address, so it is given one here and
// stays an empty value.
// https://sqlite.org/c3ref/bind_blob.html

static inline const void *csqlite_address(const void *bytes) { return bytes ? bytes : ""; }

/// Binds text that SQLite copies before the call returns (SQLITE_TRANSIENT).
static inline int csqlite_bind_text_copy(sqlite3_stmt *statement, int index, const void *bytes,
                                         sqlite3_uint64 count) {
  return sqlite3_bind_text64(statement, index, (const char *)csqlite_address(bytes), count,
                             SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds text that the caller keeps alive and unchanged (SQLITE_STATIC).
static inline int csqlite_bind_text_static(sqlite3_stmt *statement, int index, const void *bytes,
                                           sqlite3_uint64 count) {
  return sqlite3_bind_text64(statement, index, (const char *)csqlite_address(bytes), count,
                             SQLITE_STATIC, SQLITE_UTF8);
}

/// Binds a blob that SQLite copies before the call returns (SQLITE_TRANSIENT).
static inline int csqlite_bind_blob_copy(sqlite3_stmt *statement, int index, const void *bytes,
                                         sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, index, csqlite_address(bytes), count, SQLITE_TRANSIENT);
}

/// Binds the place to which `SELECT fts5(?)` writes the address of FTS5's interface. SQLite keeps the
/// address of the type's name: a literal, for a String of Swift is gone after the call.
/// https://sqlite.org/bindptr.html#pointer_types_are_static_strings
static inline int csqlite_bind_fts5_api(sqlite3_stmt *statement, int index, fts5_api **place) {
  return sqlite3_bind_pointer(statement, index, place, "fts5_api_ptr", 0);
}

/// Returns text from a function; SQLite copies it. https://sqlite.org/c3ref/result_blob.html
static inline void csqlite_result_text_copy(sqlite3_context *context, const void *bytes,
                                            sqlite3_uint64 count) {
  sqlite3_result_text64(context, (const char *)csqlite_address(bytes), count, SQLITE_TRANSIENT,
                        SQLITE_UTF8);
}

/// Returns a blob from a function; SQLite copies it. https://sqlite.org/c3ref/result_blob.html
static inline void csqlite_result_blob_copy(sqlite3_context *context, const void *bytes,
                                            sqlite3_uint64 count) {
  sqlite3_result_blob64(context, csqlite_address(bytes), count, SQLITE_TRANSIENT);
}

/// Leaves the memory in use uncounted: "the default [...] is to enable" the count, under a lock. Only
/// before SQLite is initialized, SQLITE_MISUSE later.
/// https://sqlite.org/c3ref/c_config_covering_index_scan.html#sqliteconfigmemstatus
static inline int csqlite_leave_memory_uncounted(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// The on/off options of the variadic sqlite3_db_config(); a negative value only asks.
/// https://sqlite.org/c3ref/c_dbconfig_defensive.html
static inline int csqlite_db_config_switch(sqlite3 *db, int option, int value, int *current) {
  return sqlite3_db_config(db, option, value, current);
}

// Virtual tables. "Every virtual table module implementation uses a subclass of this object": a C
// struct that begins with it, here followed by the address of a Swift object.
// https://sqlite.org/c3ref/vtab.html and https://sqlite.org/c3ref/vtab_cursor.html

typedef struct csqlite_table {
  sqlite3_vtab base;
  void *object;
} csqlite_table;

typedef struct csqlite_cursor {
  sqlite3_vtab_cursor base;
  void *object;
} csqlite_cursor;

/// A new virtual table, for csqlite_table_free(); NULL when memory ran out.
static inline sqlite3_vtab *csqlite_table_new(void *object) {
  csqlite_table *table = (csqlite_table *)sqlite3_malloc(sizeof *table);
  if (!table) return 0;
  *table = (csqlite_table){.object = object};
  return &table->base;
}

static inline void *csqlite_table_object(sqlite3_vtab *table) {
  return ((csqlite_table *)table)->object;
}

static inline void csqlite_table_free(sqlite3_vtab *table) { sqlite3_free(table); }

/// A new cursor, for csqlite_cursor_free(); NULL when memory ran out.
static inline sqlite3_vtab_cursor *csqlite_cursor_new(void *object) {
  csqlite_cursor *cursor = (csqlite_cursor *)sqlite3_malloc(sizeof *cursor);
  if (!cursor) return 0;
  *cursor = (csqlite_cursor){.object = object};
  return &cursor->base;
}

static inline void *csqlite_cursor_object(sqlite3_vtab_cursor *cursor) {
  return ((csqlite_cursor *)cursor)->object;
}

static inline void csqlite_cursor_free(sqlite3_vtab_cursor *cursor) { sqlite3_free(cursor); }

/// A copy of a message that SQLite frees: "Space to hold the error message string must be allocated
/// using an SQLite memory allocation function like sqlite3_malloc() or sqlite3_mprintf()".
/// https://sqlite.org/vtab.html#xconnect
static inline char *csqlite_copy_message(const char *message) {
  return sqlite3_mprintf("%s", message);
}

/// Sets the message of the error a method of the table is about to return: "any prior string is
/// freed by a call to sqlite3_free() prior to assigning a new string to zErrMsg".
/// https://sqlite.org/c3ref/vtab.html
static inline void csqlite_table_set_message(sqlite3_vtab *table, const char *message) {
  sqlite3_free(table->zErrMsg);
  table->zErrMsg = csqlite_copy_message(message);
}

/// The options of the variadic sqlite3_vtab_config() that take no argument.
/// https://sqlite.org/c3ref/c_vtab_constraint_support.html
static inline int csqlite_vtab_config(sqlite3 *db, int option) {
  return sqlite3_vtab_config(db, option);
}

// Extended result codes. https://sqlite.org/rescode.html#extrc

static const int CSQLITE_ABORT_ROLLBACK = SQLITE_ABORT_ROLLBACK;
static const int CSQLITE_BUSY_RECOVERY = SQLITE_BUSY_RECOVERY;
static const int CSQLITE_BUSY_SNAPSHOT = SQLITE_BUSY_SNAPSHOT;
static const int CSQLITE_BUSY_TIMEOUT = SQLITE_BUSY_TIMEOUT;
static const int CSQLITE_CONSTRAINT_CHECK = SQLITE_CONSTRAINT_CHECK;
static const int CSQLITE_CONSTRAINT_DATATYPE = SQLITE_CONSTRAINT_DATATYPE;
static const int CSQLITE_CONSTRAINT_FOREIGNKEY = SQLITE_CONSTRAINT_FOREIGNKEY;
static const int CSQLITE_CONSTRAINT_NOTNULL = SQLITE_CONSTRAINT_NOTNULL;
static const int CSQLITE_CONSTRAINT_PRIMARYKEY = SQLITE_CONSTRAINT_PRIMARYKEY;
static const int CSQLITE_CONSTRAINT_ROWID = SQLITE_CONSTRAINT_ROWID;
static const int CSQLITE_CONSTRAINT_TRIGGER = SQLITE_CONSTRAINT_TRIGGER;
static const int CSQLITE_CONSTRAINT_UNIQUE = SQLITE_CONSTRAINT_UNIQUE;
static const int CSQLITE_CANTOPEN_ISDIR = SQLITE_CANTOPEN_ISDIR;
static const int CSQLITE_CANTOPEN_SYMLINK = SQLITE_CANTOPEN_SYMLINK;
static const int CSQLITE_READONLY_CANTINIT = SQLITE_READONLY_CANTINIT;
static const int CSQLITE_READONLY_CANTLOCK = SQLITE_READONLY_CANTLOCK;
static const int CSQLITE_READONLY_DBMOVED = SQLITE_READONLY_DBMOVED;
static const int CSQLITE_READONLY_DIRECTORY = SQLITE_READONLY_DIRECTORY;
static const int CSQLITE_READONLY_RECOVERY = SQLITE_READONLY_RECOVERY;

#endif
