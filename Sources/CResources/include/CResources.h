// Files compiled into the binary: Migrations/ and Seeds/.
#pragma once

struct aikb_resource {
  const char *path;            // from the top of the tree: "Migrations/0001-store.sql"
  const unsigned char *bytes;  // followed by one zero byte
  long size;                   // without that zero byte
};

int aikb_resource_count(void);
struct aikb_resource aikb_resource_at(int index);
