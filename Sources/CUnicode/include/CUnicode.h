// Properties of Unicode code points that folding, pinyin and tables on a terminal need.
//
// The tables (tables.c) are made by Scripts/unicode-tables.py from the Unicode Character Database
// (https://www.unicode.org/reports/tr44/) and Unihan (https://www.unicode.org/reports/tr38/); the
// rules are in that script. Every function takes any 32-bit value: what is not a code point has
// class `AikbClassOther`, width 1 and folds to itself.

#ifndef AIKB_CUNICODE_H
#define AIKB_CUNICODE_H

#include <stdbool.h>
#include <stdint.h>

/// What a code point means for the folder (Sources/KnowledgeBase/Text/Folder.swift).
typedef enum __attribute__((enum_extensibility(closed))) : uint8_t {
  /// A separator without further meaning: symbols, controls, dashes, unassigned code points.
  AikbClassOther = 0,
  /// Blank space inside a line.
  AikbClassSpace = 1,
  /// A line end.
  AikbClassNewline = 2,
  /// Punctuation that neither ends a sentence nor closes one.
  AikbClassPunctuation = 3,
  /// A quotation mark or closing bracket: what may stand between a full stop and the next sentence.
  AikbClassCloser = 4,
  /// Punctuation that always ends a sentence: 。！？；…
  AikbClassSentence = 5,
  /// Punctuation that ends a sentence when a space, the end or a closer follows: . ! ? ;
  AikbClassStop = 6,
  /// An apostrophe.
  AikbClassApostrophe = 7,
  /// `+` or `#`, which may be part of a name ("C++", "C#").
  AikbClassPlus = 8,
  /// Leaves no trace: combining marks, zero-width and bidi controls, soft hyphen, private use.
  AikbClassDropped = 9,
  /// A letter or digit.
  AikbClassWord = 10,
  /// A Han character or kana: a token of its own.
  AikbClassToken = 11,
} AikbClass;

extern const uint16_t aikb_pages[0x110000 >> 6];
extern const uint16_t aikb_numbers[];
extern const uint32_t aikb_entries[];
extern const uint16_t aikb_expansions[];
extern const uint8_t aikb_ascii_texts[256];
extern const uint16_t aikb_pinyin_pages[0x110000 >> 6];
extern const uint16_t aikb_pinyin_numbers[];
extern const char aikb_pinyin_syllables[][7];

/// Everything known of a code point, packed: bits 0–3 class, 4–5 width, 6 "folds to several",
/// 7 "NFC may change it", and from bit 8 the signed distance to what it folds to, or the place of
/// that text in `aikb_expansions`.
static inline uint32_t aikb_entry(uint32_t codepoint) {
  if (codepoint > 0x10FFFF) return AikbClassOther | 1u << 4;
  uint32_t page = aikb_pages[codepoint >> 6];
  return aikb_entries[aikb_numbers[page << 6 | (codepoint & 63)]];
}

/// The class of what an entry's code point folds to (of the first of several).
static inline AikbClass aikb_entry_class(uint32_t entry) { return (AikbClass)(entry & 15); }

/// Whether the code point folds to more than one.
static inline bool aikb_entry_expands(uint32_t entry) { return entry >> 6 & 1; }

/// What a code point folds to; undefined when the entry expands.
static inline uint32_t aikb_entry_folded(uint32_t entry, uint32_t codepoint) {
  return codepoint + (uint32_t)((int32_t)entry >> 8);
}

/// What the code point of an expanding entry folds to: a length, then that many code points, all of
/// the basic plane.
static inline const uint16_t *_Nonnull aikb_entry_expansion(uint32_t entry) {
  return aikb_expansions + (entry >> 8);
}

/// Cells of a terminal that a code point takes: 0 for combining marks and zero-width format
/// controls, 2 for East Asian wide and full width, else 1 (also where the width is ambiguous).
/// See https://www.unicode.org/reports/tr11/.
static inline uint8_t aikb_width(uint32_t codepoint) { return aikb_entry(codepoint) >> 4 & 3; }

/// The code point that one code point folds to; itself when it folds to several.
static inline uint32_t aikb_fold1(uint32_t codepoint) {
  uint32_t entry = aikb_entry(codepoint);
  return aikb_entry_expands(entry) ? codepoint : aikb_entry_folded(entry, codepoint);
}

/// The class of what a code point folds to.
static inline AikbClass aikb_class(uint32_t codepoint) {
  return aikb_entry_class(aikb_entry(codepoint));
}

/// Whether normalisation to NFC may change a text because this code point is in it: it decomposes,
/// combines, can be reordered, or is unassigned in the version of the tables.
/// See https://www.unicode.org/reports/tr15/#Detecting_Normalization_Forms.
static inline bool aikb_may_change_in_nfc(uint32_t codepoint) {
  return aikb_entry(codepoint) >> 7 & 1;
}

/// An ASCII letter in lower case, a digit or a space; 0 for every other byte.
static inline uint8_t aikb_ascii_text(uint8_t byte) { return aikb_ascii_texts[byte]; }

/// The commonest Mandarin reading of a Han character, without tone and with `ü` written `u`
/// ("lu" for 绿); NULL where none is known.
static inline const char *_Nullable aikb_pinyin(uint32_t codepoint) {
  if (codepoint > 0x10FFFF) return 0;
  uint32_t page = aikb_pinyin_pages[codepoint >> 6];
  uint16_t number = aikb_pinyin_numbers[page << 6 | (codepoint & 63)];
  return number == 0 ? 0 : aikb_pinyin_syllables[number - 1];
}

#endif
