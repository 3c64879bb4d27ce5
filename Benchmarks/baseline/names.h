// What names are looked up by besides their folded form: a firm's name without its legal form
// (Sources/KnowledgeBase/Entities/LegalForm.swift), and how a Chinese name is typed in Latin letters
// (Sources/KnowledgeBase/Entities/NameSounds.swift).
#ifndef BASELINE_NAMES_H
#define BASELINE_NAMES_H

#include "fold.h"
#include "keys.h"

// ------------------------------------------------------------------------------------- legal forms

static const char *const legal_beginnings[] = {"株 式 会 社", "주식회사"};
static const char *const legal_endings[] = {
    "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp",
    "plc", "gmbh", "ag", "se", "sa", "s a", "nv", "n v", "bv", "b v", "ab", "oyj", "spa", "s p a",
    "pte", "pty", "kk", "k k", "有 限 公 司", "有 限 责 任 公 司", "股 份 有 限 公 司", "股 份 公 司",
    "公 司", "株 式 会 社", "주식회사",
};
enum {
  LEGAL_BEGINNINGS = sizeof legal_beginnings / sizeof *legal_beginnings,
  LEGAL_ENDINGS = sizeof legal_endings / sizeof *legal_endings,
};

/// Cuts the legal form off a folded name; false when it has none.
static bool legal_core(const char **form, size_t *length) {
  size_t before = *length;
  for (int i = 0; i < LEGAL_BEGINNINGS; i++) {
    size_t count = strlen(legal_beginnings[i]);
    if (*length <= count + 1 || (*form)[count] != ' ') continue;
    if (memcmp(*form, legal_beginnings[i], count)) continue;
    *form += count + 1;
    *length -= count + 1;
  }
  for (int i = 0; i < LEGAL_ENDINGS; i++) {
    size_t count = strlen(legal_endings[i]);
    if (*length <= count + 1) continue;
    const char *end = *form + *length - count;
    if (end[-1] != ' ' || memcmp(end, legal_endings[i], count)) continue;
    *length -= count + 1;
    i = -1;
  }
  // A single character is no name.
  return *length < before && *length > ((unsigned char)**form < 0x80 ? 1 : 3);
}

// ------------------------------------------------------------------------------------- readings

enum { TOKENS = 256, POLYPHONE_LONGEST = 4, POLYPHONES = 512, FULL_LONGEST = 80 };

/// A word in which a character is not read as it is by itself: its characters without spaces, and
/// their syllables.
typedef struct {
  char word[POLYPHONE_LONGEST * 3 + 1];
  char syllables[POLYPHONE_LONGEST][8];
} Polyphone;

static Polyphone polyphones[POLYPHONES];
static Keys polyphone_places;  // from 1

/// Reads the list of words out of Sources/KnowledgeBase/Text/PolyphoneWords.swift: the lines between
/// three quotes.
static bool read_polyphones(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) return false;
  char line[256];
  bool inside = false;
  int count = 0;
  while (fgets(line, sizeof line, file)) {
    if (strstr(line, "\"\"\"")) {
      inside = !inside;
      continue;
    }
    if (!inside || count == POLYPHONES) continue;
    Polyphone *polyphone = &polyphones[count];
    int read = sscanf(line, "%12s %7s %7s %7s %7s", polyphone->word, polyphone->syllables[0],
                      polyphone->syllables[1], polyphone->syllables[2], polyphone->syllables[3]);
    if (read < 2) continue;
    keys_insert(&polyphone_places, polyphone->word, strlen(polyphone->word), ++count);
  }
  fclose(file);
  return count > 0;
}

/// A reading of an entity's name.
typedef struct {
  size_t offset;  // in `sound_text`
  uint32_t length;
  uint32_t entity;
  bool is_initials;
} Sound;

static Sound *sounds;
static size_t sound_count, sound_capacity;
static Buffer sound_text;

static void add_sound(const char *form, size_t length, sqlite3_int64 entity, bool is_initials) {
  if (sound_count == sound_capacity) {
    sound_capacity = sound_capacity ? sound_capacity * 2 : 1 << 12;
    sounds = realloc(sounds, sound_capacity * sizeof *sounds);
    if (!sounds) abort();
  }
  sounds[sound_count++] =
      (Sound){sound_text.count, (uint32_t)length, (uint32_t)entity, is_initials};
  buffer_reserve(&sound_text, length);
  buffer_append(&sound_text, form, length);
}

/// The readings of a folded name, unless it has no Chinese character: as its characters are read in
/// their words, and as each is read by itself.
static void add_sounds(const char *form, size_t length, sqlite3_int64 entity) {
  struct { const char *text; size_t length; const char *word; size_t word_length; bool is_han; }
      parts[TOKENS];
  char characters[TOKENS * 4], *character = characters;
  const char *han[TOKENS + 1];  // where each part's character begins in `characters`
  int count = 0;
  bool has_han = false;
  for (const char *at = form, *end = form + length; at < end && count < TOKENS; count++) {
    const char *next = memchr(at, ' ', (size_t)(end - at));
    if (!next) next = end;
    bool is_han = (unsigned char)*at >= 0x80;
    han[count] = character;
    if (is_han) {
      const char *syllable = aikb_pinyin(decode(at));
      if (!syllable) fail("a character without a reading");
      parts[count].text = syllable;
      parts[count].length = strlen(syllable);
      character = mempcpy(character, at, (size_t)(next - at));
      has_han = true;
    } else {
      parts[count].text = at;
      parts[count].length = (size_t)(next - at);
    }
    parts[count].word = parts[count].text;
    parts[count].word_length = parts[count].length;
    parts[count].is_han = is_han;
    at = next + 1;
  }
  if (!has_han) return;
  han[count] = character;
  bool differs = false;
  for (int start = 0; start < count;) {
    int known = 0;
    for (int size = POLYPHONE_LONGEST; size > 0 && !known; size--) {
      if (start + size > count) continue;
      size_t bytes = (size_t)(han[start + size] - han[start]);
      if (bytes < (size_t)size * 3) continue;  // a Latin word is among them
      int64_t place = keys_find(&polyphone_places, han[start], bytes);
      if (!place) continue;
      known = size;
      for (int i = 0; i < size; i++) {
        const char *syllable = polyphones[place - 1].syllables[i];
        if (strcmp(parts[start + i].text, syllable)) differs = true;
        parts[start + i].word = syllable;
        parts[start + i].word_length = strlen(syllable);
      }
    }
    start += known ? known : 1;
  }
  for (int pass = 0; pass < (differs ? 2 : 1); pass++) {
    char full[2048], initials[2048], *full_end = full, *initials_end = initials;
    for (int i = 0; i < count; i++) {
      const char *text = pass ? parts[i].text : parts[i].word;
      size_t size = pass ? parts[i].length : parts[i].word_length;
      full_end = mempcpy(full_end, text, size);
      initials_end = mempcpy(initials_end, text, parts[i].is_han ? 1 : size);
    }
    size_t full_length = (size_t)(full_end - full);
    size_t initials_length = (size_t)(initials_end - initials);
    if (full_length > FULL_LONGEST) full_length = FULL_LONGEST;
    if (full_length > 1) add_sound(full, full_length, entity, false);
    if (initials_length >= 2 && initials_length <= 8
        && (initials_length != full_length || memcmp(full, initials, full_length)))
      add_sound(initials, initials_length, entity, true);
  }
}

static int compare_sounds(const void *a, const void *b) {
  const Sound *x = a, *y = b;
  uint32_t shorter = x->length < y->length ? x->length : y->length;
  int order = memcmp(sound_text.bytes + x->offset, sound_text.bytes + y->offset, shorter);
  if (order) return order;
  if (x->length != y->length) return x->length < y->length ? -1 : 1;
  if (x->entity != y->entity) return x->entity < y->entity ? -1 : 1;
  return x->is_initials - y->is_initials;
}

/// Writes the readings in the order of their table, each once.
static void write_sounds(void) {
  qsort(sounds, sound_count, sizeof *sounds, compare_sounds);
  sqlite3_stmt *insert =
      prepare("INSERT INTO search_sound(form, entity, initials) VALUES (?, ?, ?)");
  for (size_t i = 0; i < sound_count; i++) {
    Sound sound = sounds[i];
    // The same one of another name of the entity, whole before initials.
    if (i > 0 && sound.entity == sounds[i - 1].entity && sound.length == sounds[i - 1].length
        && !memcmp(sound_text.bytes + sound.offset, sound_text.bytes + sounds[i - 1].offset,
                   sound.length))
      continue;
    bind_text(insert, 1, sound_text.bytes + sound.offset, sound.length);
    sqlite3_bind_int64(insert, 2, sound.entity);
    sqlite3_bind_int(insert, 3, sound.is_initials);
    run(insert);
  }
  sqlite3_finalize(insert);
}

#endif
