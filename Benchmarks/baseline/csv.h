// Reads CSV (RFC 4180) record by record through one buffer; fields are unescaped in place.
#ifndef BASELINE_CSV_H
#define BASELINE_CSV_H

#include <fcntl.h>
#include <sha2.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CSV_FIELDS = 64 };

typedef struct {
  char *text;
  size_t length;
} Field;

typedef struct {
  int file;
  char *buffer;
  size_t capacity, start, end;
  bool at_end;
  SHA2_CTX digest;             // of the bytes read so far
  Field fields[CSV_FIELDS];    // of the current record; valid until the next one
  int count;
} Csv;

/// Opens a file; false when it cannot be read.
static bool csv_open(Csv *csv, const char *path) {
  memset(csv, 0, sizeof *csv);
  csv->file = open(path, O_RDONLY | O_CLOEXEC);
  if (csv->file < 0) return false;
  csv->capacity = 1 << 20;
  csv->buffer = malloc(csv->capacity + 1);
  SHA256Init(&csv->digest);
  return csv->buffer != NULL;
}

/// Closes the file and writes its SHA-256 as 64 hexadecimal digits and a NUL.
static void csv_close(Csv *csv, char *sha256) {
  SHA256End(&csv->digest, sha256);
  close(csv->file);
  free(csv->buffer);
}

/// Reads on behind what is in the buffer, which is moved to its front; false at the end.
static bool csv_refill(Csv *csv) {
  if (csv->at_end) return false;
  memmove(csv->buffer, csv->buffer + csv->start, csv->end - csv->start);
  csv->end -= csv->start;
  csv->start = 0;
  if (csv->end == csv->capacity) {
    csv->capacity *= 2;
    csv->buffer = realloc(csv->buffer, csv->capacity + 1);
    if (!csv->buffer) abort();
  }
  ssize_t count = read(csv->file, csv->buffer + csv->end, csv->capacity - csv->end);
  csv->at_end = count <= 0;
  if (count > 0) {
    SHA256Update(&csv->digest, (uint8_t *)csv->buffer + csv->end, (size_t)count);
    csv->end += (size_t)count;
  }
  return count > 0;
}

/// Where the record at the front of the buffer ends; NULL when the buffer does not hold its end.
static char *csv_record_end(const Csv *csv) {
  char *at = csv->buffer + csv->start, *end = csv->buffer + csv->end;
  while (true) {
    char *line_end = memchr(at, '\n', (size_t)(end - at));
    if (!line_end) return NULL;
    bool quoted = false;
    for (char *q = at; (q = memchr(q, '"', (size_t)(line_end - q))); q++) quoted = !quoted;
    if (!quoted) return line_end;
    // The line end belongs to a quoted field: go on behind the quote that closes it.
    for (at = line_end; quoted; at++) {
      at = memchr(at, '"', (size_t)(end - at));
      if (!at) return NULL;
      quoted = false;
    }
  }
}

/// Splits one record into `fields`.
static void csv_split(Csv *csv, char *at, char *end) {
  csv->count = 0;
  while (csv->count < CSV_FIELDS) {
    Field *field = &csv->fields[csv->count++];
    if (at < end && *at == '"') {
      char *target = field->text = ++at;
      while (true) {
        char *quote = memchr(at, '"', (size_t)(end - at));
        if (!quote) quote = end;
        if (target != at) memmove(target, at, (size_t)(quote - at));
        target += quote - at;
        at = quote + 1;
        if (at >= end || *at != '"') break;
        *target++ = *at++;
      }
      field->length = (size_t)(target - field->text);
    } else {
      field->text = at;
      at = memchr(at, ',', (size_t)(end - at));
      if (!at) at = end;
      field->length = (size_t)(at - field->text);
    }
    if (at >= end) return;
    at++;
  }
}

/// Advances to the next record; false at the end of the file.
static bool csv_next(Csv *csv) {
  char *end;
  while (!(end = csv_record_end(csv))) {
    if (csv_refill(csv)) continue;
    if (csv->start == csv->end) return false;
    end = csv->buffer + csv->end;  // the last record lacks its line end
    break;
  }
  char *at = csv->buffer + csv->start;
  csv->start = (size_t)(end - csv->buffer) + 1;
  if (csv->start > csv->end) csv->start = csv->end;
  csv_split(csv, at, end > at && end[-1] == '\r' ? end - 1 : end);
  return true;
}

#endif
