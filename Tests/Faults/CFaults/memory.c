// An allocator that fails on order, over SQLite's own.
// https://sqlite.org/c3ref/mem_methods.html
#include "CFaults.h"

#include <sqlite3.h>

static sqlite3_mem_methods below;

static void *allocate(int size) {
  return faults_strike(FAULTS_MEMORY) ? NULL : below.xMalloc(size);
}

static void *resize(void *memory, int size) {
  return faults_strike(FAULTS_MEMORY) ? NULL : below.xRealloc(memory, size);
}

bool faults_install_memory(void) {
  if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &below) != SQLITE_OK) return false;
  sqlite3_mem_methods methods = below;
  methods.xMalloc = allocate;
  methods.xRealloc = resize;
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK;
}
