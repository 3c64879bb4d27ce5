// Asks LeakSanitizer, where the program was built with it (-fsanitize=address).
#include "CFaults.h"

#include <stddef.h>

/// https://github.com/llvm/llvm-project/blob/main/compiler-rt/include/sanitizer/lsan_interface.h
[[gnu::weak]] int __lsan_do_recoverable_leak_check(void);

bool faults_has_leaks(void) {
  return __lsan_do_recoverable_leak_check && __lsan_do_recoverable_leak_check() != 0;
}
