// A VFS whose calls fail on order, over the default one. https://sqlite.org/vfs.html
#include "CFaults.h"

#include <sqlite3.h>

static sqlite3_vfs *below;

/// An open file; the file below it follows in memory.
struct file {
  sqlite3_file base;
};

static sqlite3_file *inner(sqlite3_file *file) { return (sqlite3_file *)((struct file *)file + 1); }

#define CALL(file, method, ...) inner(file)->pMethods->method(inner(file), ##__VA_ARGS__)

static int close_file(sqlite3_file *file) { return CALL(file, xClose); }

static int read_file(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
  if (faults_strike(FAULTS_READ)) return SQLITE_IOERR_READ;
  return CALL(file, xRead, bytes, count, offset);
}

/// A write that fails leaves what a real one may leave: a part of it.
static int write_file(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  int code = faults_strike(FAULTS_WRITE)  ? SQLITE_IOERR_WRITE
             : faults_strike(FAULTS_FULL) ? SQLITE_FULL
                                          : SQLITE_OK;
  int written = CALL(file, xWrite, bytes, code == SQLITE_OK ? count : count / 2, offset);
  return code == SQLITE_OK ? written : code;
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
  if (faults_strike(FAULTS_TRUNCATE)) return SQLITE_IOERR_TRUNCATE;
  return CALL(file, xTruncate, size);
}

static int sync_file(sqlite3_file *file, int flags) {
  if (faults_strike(FAULTS_SYNC)) return SQLITE_IOERR_FSYNC;
  return CALL(file, xSync, flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
  if (faults_strike(FAULTS_SIZE)) return SQLITE_IOERR_FSTAT;
  return CALL(file, xFileSize, size);
}

static int lock_file(sqlite3_file *file, int level) {
  if (faults_strike(FAULTS_LOCK)) return SQLITE_IOERR_LOCK;
  if (faults_strike(FAULTS_BUSY)) return SQLITE_BUSY;
  return CALL(file, xLock, level);
}

static int unlock_file(sqlite3_file *file, int level) { return CALL(file, xUnlock, level); }

static int check_reserved_lock(sqlite3_file *file, int *is_reserved) {
  return CALL(file, xCheckReservedLock, is_reserved);
}

static int control_file(sqlite3_file *file, int operation, void *argument) {
  return CALL(file, xFileControl, operation, argument);
}

static int sector_size(sqlite3_file *file) { return CALL(file, xSectorSize); }

static int characteristics(sqlite3_file *file) { return CALL(file, xDeviceCharacteristics); }

static int map_shm(sqlite3_file *file, int region, int size, int extend, void volatile **memory) {
  if (faults_strike(FAULTS_SHM_MAP)) {
    *memory = NULL;
    return SQLITE_IOERR_SHMMAP;
  }
  return CALL(file, xShmMap, region, size, extend, memory);
}

/// Unlocking never fails: SQLite rightly expects that.
static int lock_shm(sqlite3_file *file, int offset, int count, int flags) {
  if (flags & SQLITE_SHM_LOCK) {
    if (faults_strike(FAULTS_SHM_LOCK)) return SQLITE_IOERR_SHMLOCK;
    if (faults_strike(FAULTS_SHM_BUSY)) return SQLITE_BUSY;
  }
  return CALL(file, xShmLock, offset, count, flags);
}

static void bar_shm(sqlite3_file *file) { CALL(file, xShmBarrier); }

static int unmap_shm(sqlite3_file *file, int is_deleted) {
  return CALL(file, xShmUnmap, is_deleted);
}

/// Version 2: without xFetch, so that every page comes through xRead.
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_reserved_lock,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = map_shm,
    .xShmLock = lock_shm,
    .xShmBarrier = bar_shm,
    .xShmUnmap = unmap_shm,
};

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                     int *result) {
  (void)vfs;
  file->pMethods = NULL;
  if (faults_strike(FAULTS_OPEN)) return SQLITE_CANTOPEN;
  int code = below->xOpen(below, name, inner(file), flags, result);
  // "If the xOpen method sets the sqlite3_file.pMethods element to a non-NULL pointer, then xClose
  // may be invoked even if xOpen reported that it failed." https://sqlite.org/c3ref/io_methods.html
  if (inner(file)->pMethods) file->pMethods = &methods;
  return code;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int sync) {
  (void)vfs;
  if (faults_strike(FAULTS_DELETE)) return SQLITE_IOERR_DELETE;
  return below->xDelete(below, name, sync);
}

static int access_file(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
  (void)vfs;
  if (faults_strike(FAULTS_ACCESS)) return SQLITE_IOERR_ACCESS;
  return below->xAccess(below, name, flags, result);
}

/// Nobody else is there to wait for: a lock that fails on order fails as well without waiting. The
/// busy handler counts what it asked for and not what a clock says.
static int sleep_not(sqlite3_vfs *vfs, int microseconds) {
  (void)vfs;
  return microseconds;
}

bool faults_install_vfs(void) {
  static sqlite3_vfs vfs;
  below = sqlite3_vfs_find(NULL);
  if (!below) return false;
  vfs = *below;
  vfs.zName = "faults";
  vfs.szOsFile = (int)sizeof(struct file) + below->szOsFile;
  vfs.pNext = NULL;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  vfs.xAccess = access_file;
  vfs.xSleep = sleep_not;
  return sqlite3_vfs_register(&vfs, true) == SQLITE_OK;
}
