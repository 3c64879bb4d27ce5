// The only place that sees libmd's headers (digests of files and migrations). Linked statically.
#pragma once
#include <md5.h>
#include <sha1.h>
#include <sha2.h>
