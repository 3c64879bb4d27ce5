// Folding as Sources/KnowledgeBase/Text does it, for what generate.py writes: ASCII, Chinese characters
// and ，。、. Anything else stops the program.
#ifndef BASELINE_FOLD_H
#define BASELINE_FOLD_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CUnicode.h"

typedef struct {
  char *bytes;
  size_t count, capacity;
} Buffer;

/// Makes room for `count` more bytes.
static void buffer_reserve(Buffer *buffer, size_t count) {
  if (buffer->capacity - buffer->count >= count) return;
  buffer->capacity = (buffer->capacity + count) * 2;
  buffer->bytes = realloc(buffer->bytes, buffer->capacity);
  if (!buffer->bytes) abort();
}

static void buffer_append(Buffer *buffer, const char *text, size_t length) {
  memcpy(buffer->bytes + buffer->count, text, length);
  buffer->count += length;
}

/// The code point of a character of three or four bytes.
static uint32_t decode(const char *text) {
  const unsigned char *at = (const unsigned char *)text;
  if (*at < 0xF0) return (at[0] & 15u) << 12 | (at[1] & 63u) << 6 | (at[2] & 63u);
  return (at[0] & 7u) << 18 | (at[1] & 63u) << 12 | (at[2] & 63u) << 6 | (at[3] & 63u);
}

/// Appends a Chinese character in its simplified form.
static void append_han(Buffer *out, const char *text) {
  uint32_t character = decode(text), simplified = aikb_fold1(character);
  if (simplified == character) return buffer_append(out, text, 3);
  unsigned char *at = (unsigned char *)out->bytes + out->count;
  bool is_long = simplified > 0xFFFF;
  if (is_long) *at++ = (unsigned char)(0xF0 | simplified >> 18);
  *at++ = (unsigned char)(is_long ? 0x80 | (simplified >> 12 & 63) : 0xE0 | simplified >> 12);
  *at++ = (unsigned char)(0x80 | (simplified >> 6 & 63));
  *at++ = (unsigned char)(0x80 | (simplified & 63));
  out->count = (size_t)((char *)at - out->bytes);
}

/// What a character means (the names of Sources/CUnicode/include/CUnicode.h).
typedef enum {
  OTHER, SPACE, NEWLINE, PUNCTUATION, CLOSER, SENTENCE, STOP, APOSTROPHE, PLUS, DROPPED, WORD,
  TOKEN,
  END,  // of the text
} Class;

static const unsigned char ascii_classes[128] = {
    0,  0,  0,  0,  0,  0,  0,  0,  0,  1,  2,  2,  2,  2,  0,  0,   // controls
    0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,
    1,  6,  4,  8,  0,  3,  3,  7,  3,  4,  3,  8,  3,  0,  6,  3,   //  !"#$%&'()*+,-./
    10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 3,  6,  0,  0,  0,  6,   // 0…9:;<=>?
    3,  10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,  // @A…O
    10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 3,  3,  4,  0,  3,   // P…Z[\]^_
    0,  10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,  // `a…o
    10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 3,  0,  4,  0,  0,   // p…z{|}~
};

/// The class of the character at `at`, and how many bytes it takes.
static Class class_at(const char *at, const char *end, size_t *length) {
  if (at >= end) return END;
  unsigned char lead = (unsigned char)*at;
  *length = 1;
  if (lead < 0x80) return ascii_classes[lead];
  *length = 3;
  if (lead >= 0xE4 && lead <= 0xE9 && end - at >= 3) return TOKEN;  // U+4000 to U+9FFF
  if (end - at >= 3) {
    if (!memcmp(at, "。", 3)) return SENTENCE;
    if (!memcmp(at, "，", 3) || !memcmp(at, "、", 3)) return PUNCTUATION;
  }
  fprintf(stderr, "a character that generate.py does not write: %.*s\n", (int)(end - at), at);
  exit(1);
}

/// Whether `.` `!` `?` or `;` ends a sentence, by what follows at `next`.
static bool is_stop(char stop, const char *next, const char *end) {
  size_t length = 0;
  Class class = class_at(next, end, &length);
  switch (class) {
    case END: case SPACE: case NEWLINE: case CLOSER: return true;
    case APOSTROPHE: return class_at(next + length, end, &length) != WORD;
    case TOKEN: return stop != '.';
    default: return false;
  }
}

/// Appends the folded text: tokens with single spaces between, and with `sentences` a sentinel
/// token U+E000 where a sentence ends.
static void fold(const char *text, size_t size, bool sentences, Buffer *out) {
  // What stands between the last thing written and the next.
  enum { LETTER, HAN, GAP, STOPPED } gap = GAP;
  bool after_punctuation = false;
  int newlines = 0;
  size_t base = out->count, length = 0;
  const char *end = text + size;
  for (const char *at = text; at < end; at += length) {
    Class class = class_at(at, end, &length);
    bool ends = false;
    switch (class) {
      case SPACE:
        if (gap < GAP) gap = GAP;
        continue;
      case NEWLINE:
        if (*at == '\r' && at + 1 < end && at[1] == '\n') ends = false;
        else ends = ++newlines > 1 || after_punctuation;
        break;
      case APOSTROPHE: {
        size_t next_length;
        if (gap == LETTER && class_at(at + 1, end, &next_length) == WORD) continue;
        goto punctuation;
      }
      case SENTENCE: case STOP: case PUNCTUATION: case CLOSER:
        ends = class == SENTENCE || (class == STOP && is_stop(*at, at + 1, end));
      punctuation:
        newlines = 0;
        after_punctuation = true;
        break;
      case PLUS: {
        const char *run = at + 1;
        while (run < end && (*run == '+' || *run == '#')) run++;
        size_t next_length;
        bool before_word = class_at(run, end, &next_length) == WORD;
        length = (size_t)(run - at);
        newlines = 0;
        after_punctuation = false;
        if (gap != LETTER || (length == 1 && before_word)) break;
        buffer_reserve(out, length * 5);
        for (const char *sign = at; sign < run; sign++) {
          if (*sign == '+') buffer_append(out, "plus", 4);
          else buffer_append(out, "sharp", 5);
        }
        if (before_word) gap = GAP;
        continue;
      }
      case WORD: case TOKEN:
        newlines = 0;
        after_punctuation = false;
        buffer_reserve(out, (size_t)(end - at) + 8);
        if (class == TOKEN || gap != LETTER) {
          if (out->count > base && gap == STOPPED) buffer_append(out, " \xEE\x80\x80 ", 5);
          else if (out->count > base) out->bytes[out->count++] = ' ';
        }
        if (class == TOKEN) {
          append_han(out, at);
          gap = HAN;
          continue;
        }
        const char *run = at;
        char *target = out->bytes + out->count;
        do {
          *target++ = (char)(*run >= 'A' && *run <= 'Z' ? *run | 32 : *run);
          run++;
        } while (run < end && (unsigned char)*run < 0x80
                 && ascii_classes[(unsigned char)*run] == WORD);
        out->count = (size_t)(target - out->bytes);
        length = (size_t)(run - at);
        gap = LETTER;
        continue;
      default:
        newlines = 0;
        after_punctuation = false;
        break;
    }
    if (ends && sentences) gap = STOPPED;
    else if (gap < GAP) gap = GAP;
  }
}

#endif
