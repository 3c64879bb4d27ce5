// The only place that sees expat.h. Linked statically, so that a copy of the binary works anywhere.
#pragma once
#include <expat.h>
