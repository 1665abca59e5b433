// Put before each of Dear ImGui's own source files, for the size of the client.
#pragma once

#include <cstdio>

// Only its settings files (.ini), which Parley does not write, and its number fields, which it does not use, parse text. Without
// this the C library's floating-point scanner is linked, 8 KB compressed.
#define sscanf(...) 0
