#ifndef AIKB_FUZZER_H
#define AIKB_FUZZER_H

#include <stddef.h>
#include <stdint.h>

/// The loop of libFuzzer <https://llvm.org/docs/LibFuzzer.html>; NULL in a build without it.
int (*_Nullable aikb_fuzzer(void))(
    int *_Nonnull argc, char *_Nullable *_Nonnull *_Nonnull argv,
    int (*_Nonnull test)(const uint8_t *_Nullable data, size_t size));

#endif
