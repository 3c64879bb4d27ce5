// Keys to row ids: open addressing, the keys themselves in one arena.
#ifndef BASELINE_KEYS_H
#define BASELINE_KEYS_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  uint32_t hash, offset, length, id;  // id 0: free
} Slot;

typedef struct {
  Slot *slots;
  size_t capacity, count;  // capacity: a power of two
  char *arena;
  size_t used, size;
} Keys;

static uint32_t keys_hash(const char *key, size_t length) {
  uint64_t hash = 0xcbf29ce484222325 ^ length, word;
  for (; length >= 8; key += 8, length -= 8) {
    memcpy(&word, key, 8);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 29;
  }
  word = 0;
  memcpy(&word, key, length);
  hash = (hash ^ word) * 0x9e3779b97f4a7c15;
  return (uint32_t)(hash >> 32);
}

static Slot *keys_slot(const Keys *keys, const char *key, size_t length, uint32_t hash) {
  size_t mask = keys->capacity - 1;
  for (size_t at = hash & mask;; at = (at + 1) & mask) {
    Slot *slot = &keys->slots[at];
    if (!slot->id) return slot;
    if (slot->hash == hash && slot->length == length
        && !memcmp(keys->arena + slot->offset, key, length))
      return slot;
  }
}

static void keys_grow(Keys *keys) {
  size_t old_capacity = keys->capacity;
  Slot *old = keys->slots;
  keys->capacity = old_capacity ? old_capacity * 2 : 1 << 12;
  keys->slots = calloc(keys->capacity, sizeof *keys->slots);
  if (!keys->slots) abort();
  for (size_t i = 0; i < old_capacity; i++) {
    if (!old[i].id) continue;
    size_t at = old[i].hash & (keys->capacity - 1);
    while (keys->slots[at].id) at = (at + 1) & (keys->capacity - 1);
    keys->slots[at] = old[i];
  }
  free(old);
}

/// Remembers a key that is not there yet.
static void keys_insert(Keys *keys, const char *key, size_t length, int64_t id) {
  if ((keys->count + 1) * 2 > keys->capacity) keys_grow(keys);
  if (keys->used + length > keys->size) {
    keys->size = keys->size ? keys->size * 2 + length : 1 << 20;
    keys->arena = realloc(keys->arena, keys->size);
    if (!keys->arena) abort();
  }
  memcpy(keys->arena + keys->used, key, length);
  uint32_t hash = keys_hash(key, length);
  *keys_slot(keys, key, length, hash) =
      (Slot){hash, (uint32_t)keys->used, (uint32_t)length, (uint32_t)id};
  keys->used += length;
  keys->count++;
}

/// The row id of a key; 0 when there is none.
static int64_t keys_find(const Keys *keys, const char *key, size_t length) {
  return keys->capacity ? keys_slot(keys, key, length, keys_hash(key, length))->id : 0;
}

#endif
