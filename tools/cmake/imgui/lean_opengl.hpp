// Put before Dear ImGui's OpenGL backend, for the size of the client (see lean.hpp).
#pragma once

#include <cstdio>
#include <cstdlib>

namespace parley_lean {

// The backend reads the shader language's version, "#version 300 es".
inline int scan(const char* text, const char* /*"#version %d"*/, int* version) {
  *version = std::atoi(text + sizeof "#version");
  return 1;
}

// And, of a desktop's OpenGL 2, which is not there in a browser, its version out of a text.
inline int scan(const char*, const char*, int*, int*) { return 0; }

}  // namespace parley_lean

#define sscanf parley_lean::scan
