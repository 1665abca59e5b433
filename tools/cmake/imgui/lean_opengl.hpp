// Put before Dear ImGui's OpenGL backend, for the size of the client (see lean.hpp) and for its speed.
#pragma once

#include <GLES3/gl3.h>

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

// The backend saves the state of OpenGL for whoever else draws, which is nobody. A browser answers some of these questions only
// after the graphics process has done all that was asked of it before: up to a second where a call begins without a GPU. So
// they are answered here, with the initial state of a context.
inline void state(GLenum name, GLint* value) {
  switch (name) {
    case GL_VIEWPORT:
    case GL_SCISSOR_BOX: value[0] = value[1] = value[2] = value[3] = 0; return;
    case GL_BLEND_SRC_RGB:
    case GL_BLEND_SRC_ALPHA: *value = GL_ONE; return;
    case GL_BLEND_DST_RGB:
    case GL_BLEND_DST_ALPHA: *value = GL_ZERO; return;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA: *value = GL_FUNC_ADD; return;
    default: glGetIntegerv(name, value);
  }
}

}  // namespace parley_lean

#define sscanf parley_lean::scan
#define glGetIntegerv parley_lean::state
