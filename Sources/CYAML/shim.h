// The only place that sees yaml.h. Linked statically, so that a copy of the binary works anywhere.
#pragma once
#include <yaml.h>
