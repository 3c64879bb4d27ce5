// Which call fails. SQLite is used by one thread here, so plain variables do.
#include "CFaults.h"

#include <sqlite3.h>

static struct {
  enum faults_kind kind;
  long nth;
  bool persistent;
  long calls;
  long failed;
} order;

void faults_arm(enum faults_kind kind, long nth, bool persistent) {
  order = (typeof(order)){.kind = kind, .nth = nth, .persistent = persistent};
}

long faults_disarm(void) {
  order.kind = FAULTS_NONE;
  return order.failed;
}

bool faults_strike(enum faults_kind kind) {
  if (kind != order.kind) return false;
  order.calls++;
  if (order.persistent ? order.calls < order.nth : order.calls != order.nth) return false;
  order.failed++;
  return true;
}

bool faults_install(void) { return faults_install_memory() && faults_install_vfs(); }

long long faults_memory_in_use(void) { return sqlite3_memory_used(); }
