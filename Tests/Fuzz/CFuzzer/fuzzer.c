#include "fuzzer.h"

__attribute__((weak)) int LLVMFuzzerRunDriver(
    int *argc, char ***argv, int (*test)(const uint8_t *data, size_t size));

int (*aikb_fuzzer(void))(int *, char ***, int (*)(const uint8_t *, size_t)) {
  return LLVMFuzzerRunDriver;
}
