// The only place that sees libmd's sha2.h (SHA-256 of files and migrations). Linked statically.
#pragma once
#include <sha2.h>
