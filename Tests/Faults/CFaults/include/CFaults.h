// Faults on order, below SQLite: in its files (a VFS over the default one) and in its memory (an
// allocator over the default one). For tests only; nothing of this is in the released program.
//
// After the way SQLite itself is tested: https://sqlite.org/testing.html#oomtesting and
// https://sqlite.org/testing.html#i_o_error_testing
#ifndef CFAULTS_H
#define CFAULTS_H

#include <stdbool.h>
#include <stddef.h>

/// A call that can be made to fail.
enum faults_kind {
  FAULTS_NONE,
  FAULTS_READ,      // xRead gives SQLITE_IOERR_READ
  FAULTS_WRITE,     // xWrite writes half of the bytes and gives SQLITE_IOERR_WRITE
  FAULTS_FULL,      // xWrite writes half of the bytes and gives SQLITE_FULL
  FAULTS_SYNC,      // xSync gives SQLITE_IOERR_FSYNC
  FAULTS_TRUNCATE,  // xTruncate gives SQLITE_IOERR_TRUNCATE
  FAULTS_SIZE,      // xFileSize gives SQLITE_IOERR_FSTAT
  FAULTS_LOCK,      // xLock gives SQLITE_IOERR_LOCK
  FAULTS_BUSY,      // xLock gives SQLITE_BUSY
  FAULTS_SHM_LOCK,  // xShmLock, taking a lock, gives SQLITE_IOERR_SHMLOCK
  FAULTS_SHM_BUSY,  // xShmLock, taking a lock, gives SQLITE_BUSY
  FAULTS_SHM_MAP,   // xShmMap gives SQLITE_IOERR_SHMMAP
  FAULTS_OPEN,      // xOpen gives SQLITE_CANTOPEN
  FAULTS_DELETE,    // xDelete gives SQLITE_IOERR_DELETE
  FAULTS_ACCESS,    // xAccess gives SQLITE_IOERR_ACCESS
  FAULTS_MEMORY,    // xMalloc and xRealloc give NULL
};

/// Puts the VFS and the allocator in place. Before SQLite is used for the first time in a process.
///
/// Returns false when SQLite did not take them.
bool faults_install(void);

/// From now on the nth call of a kind fails, counted from 1; `persistent`: and every later one.
void faults_arm(enum faults_kind kind, long nth, bool persistent);

/// No call fails any more.
///
/// Returns how many calls failed since faults_arm().
long faults_disarm(void);

/// Bytes SQLite has allocated and not freed. https://sqlite.org/c3ref/memory_highwater.html
long long faults_memory_in_use(void);

/// Whether anything allocated, by whomever, can no longer be reached; the details go to standard
/// error. False in a program built without AddressSanitizer.
bool faults_has_leaks(void);

/// Runs `body` in a child process, since a crash must not end the caller; after so many seconds
/// SIGALRM ends it. What `body` writes to the descriptor `output` is read into `text`, at most
/// `capacity` bytes, and their number stored in `count`.
///
/// Returns the status as of waitpid(2); -1 where no process can be made.
int faults_run_in_child(void (*body)(void *context, int output), void *context, unsigned seconds,
                        char *text, size_t capacity, size_t *count);

// Shared by the VFS and the allocator.

/// Counts a call; whether it is one that is to fail.
bool faults_strike(enum faults_kind kind);
bool faults_install_vfs(void);
bool faults_install_memory(void);

#endif
