// The only place that sees zlib.h. Linked statically, so that a copy of the binary works anywhere.
#pragma once
#include <zlib.h>

// Swift does not see macros that look like functions.

/// `windowBits` tells the format, see <https://www.zlib.net/manual.html#Advanced>: −15 is a stream
/// without a header, as in a ZIP archive, and 31 is gzip.
static inline int aikb_inflate_init(z_stream *_Nonnull stream, int windowBits) {
  return inflateInit2(stream, windowBits);
}

static inline int aikb_deflate_init(z_stream *_Nonnull stream, int level, int windowBits) {
  return deflateInit2(stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
}
