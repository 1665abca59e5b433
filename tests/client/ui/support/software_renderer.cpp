#include "tests/client/ui/support/software_renderer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <imgui.h>

namespace parley::ui::test {
namespace {

void mark_punch(const ImDrawList*, const ImDrawCmd*) {}

struct Pixel {  // premultiplied, as on a canvas
  float r = 0, g = 0, b = 0, a = 0;
};

Pixel texel(const ImTextureData& texture, int x, int y) {
  const int cx = std::clamp(x, 0, texture.Width - 1);
  const int cy = std::clamp(y, 0, texture.Height - 1);
  const unsigned char* p = texture.Pixels + (cy * texture.Width + cx) * texture.BytesPerPixel;
  const auto part = [](unsigned char value) { return static_cast<float>(value) / 255; };
  return texture.BytesPerPixel == 4 ? Pixel{part(p[0]), part(p[1]), part(p[2]), part(p[3])}
                                    : Pixel{1, 1, 1, part(p[0])};
}

/// Bilinear, as the lines of Dear ImGui expect it.
Pixel sample(const ImTextureData& texture, float u, float v) {
  const float x = u * static_cast<float>(texture.Width) - .5F;
  const float y = v * static_cast<float>(texture.Height) - .5F;
  const int left = static_cast<int>(std::floor(x));
  const int top = static_cast<int>(std::floor(y));
  const float fx = x - static_cast<float>(left);
  const float fy = y - static_cast<float>(top);
  Pixel sum;
  for (int i = 0; i < 4; ++i) {
    const float weight = (i % 2 == 0 ? 1 - fx : fx) * (i / 2 == 0 ? 1 - fy : fy);
    if (weight == 0) continue;
    const Pixel p = texel(texture, left + i % 2, top + i / 2);
    sum = {sum.r + p.r * weight, sum.g + p.g * weight, sum.b + p.b * weight, sum.a + p.a * weight};
  }
  return sum;
}

float edge(const ImVec2& a, const ImVec2& b, float x, float y) {
  return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

struct Target {
  int width;
  int height;
  std::vector<Pixel> pixels;
};

void triangle(Target& target, const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ImVec4& clip,
              const ImTextureData* texture, bool punch, float density) {
  const auto scaled = [density](const ImDrawVert& v) { return ImVec2(v.pos.x * density, v.pos.y * density); };
  const ImVec2 pa = scaled(a);
  const ImVec2 pb = scaled(b);
  const ImVec2 pc = scaled(c);
  const float area = edge(pa, pb, pc.x, pc.y);
  if (std::abs(area) < 1e-6F) return;
  const int left = std::max({0, static_cast<int>(clip.x * density), static_cast<int>(std::min({pa.x, pb.x, pc.x}))});
  const int top = std::max({0, static_cast<int>(clip.y * density), static_cast<int>(std::min({pa.y, pb.y, pc.y}))});
  const int right = std::min({target.width, static_cast<int>(std::ceil(clip.z * density)),
                              static_cast<int>(std::ceil(std::max({pa.x, pb.x, pc.x})))});
  const int bottom = std::min({target.height, static_cast<int>(std::ceil(clip.w * density)),
                               static_cast<int>(std::ceil(std::max({pa.y, pb.y, pc.y})))});
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      const float px = static_cast<float>(x) + .5F;
      const float py = static_cast<float>(y) + .5F;
      const float wa = edge(pb, pc, px, py) / area;
      const float wb = edge(pc, pa, px, py) / area;
      const float wc = 1 - wa - wb;
      // Half-open, so that triangles that share an edge do not both draw it.
      if (wa < 0 || wb < 0 || wc < 0) continue;
      const auto channel = [&](int shift) {
        const auto of = [shift](ImU32 color) { return static_cast<float>((color >> shift) & 0xFFU) / 255; };
        return wa * of(a.col) + wb * of(b.col) + wc * of(c.col);
      };
      float r = channel(IM_COL32_R_SHIFT);
      float g = channel(IM_COL32_G_SHIFT);
      float blue = channel(IM_COL32_B_SHIFT);
      float alpha = channel(IM_COL32_A_SHIFT);
      if (texture != nullptr) {
        const Pixel t =
            sample(*texture, wa * a.uv.x + wb * b.uv.x + wc * c.uv.x, wa * a.uv.y + wb * b.uv.y + wc * c.uv.y);
        r *= t.r;
        g *= t.g;
        blue *= t.b;
        alpha *= t.a;
      }
      Pixel& to = target.pixels[static_cast<std::size_t>(y * target.width + x)];
      const float keep = 1 - alpha;
      const float add = punch ? 0 : alpha;
      to = {to.r * keep + r * add, to.g * keep + g * add, to.b * keep + blue * add, to.a * keep + add};
    }
  }
}

bool in_rounded(const Rect& rect, float radius, float x, float y) {
  if (!rect.contains({x, y})) return false;
  const float dx = std::max({rect.x + radius - x, x - (rect.right() - radius), 0.0F});
  const float dy = std::max({rect.y + radius - y, y - (rect.bottom() - radius), 0.0F});
  return dx * dx + dy * dy <= radius * radius;
}

/// What lies under the canvas: diagonal stripes, so that every place shows whether a video is there.
Color page_at(const FrameOutput& output, float x, float y) {
  Color color = output.page_color;
  for (const VideoPlacement& video : output.videos) {
    if (!in_rounded(video.rect, video.radius, x, y)) continue;
    const bool stripe = std::fmod(std::abs(x + y), 48) < 24;
    color = video.video == Video::kRemote ? Color::hex(stripe ? 0xB0A090 : 0x9C8C7C)
                                          : Color::hex(stripe ? 0x7FA0B8 : 0x6C8DA6);
  }
  return color;
}

std::uint32_t crc(const std::vector<std::uint8_t>& bytes, std::size_t from) {
  std::uint32_t c = 0xFFFFFFFFU;
  for (std::size_t i = from; i < bytes.size(); ++i) {
    c ^= bytes[i];
    for (int k = 0; k < 8; ++k) c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
  }
  return ~c;
}

void put32(std::vector<std::uint8_t>& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

void chunk(std::vector<std::uint8_t>& out, const char* type, const std::vector<std::uint8_t>& data) {
  put32(out, static_cast<std::uint32_t>(data.size()));
  const std::size_t from = out.size();
  out.insert(out.end(), type, type + 4);
  out.insert(out.end(), data.begin(), data.end());
  put32(out, crc(out, from));
}

}  // namespace

DrawCallbacks software_callbacks() { return {mark_punch}; }

void answer_texture_requests() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    switch (texture->Status) {
      case ImTextureStatus_WantCreate:
        texture->SetTexID(reinterpret_cast<ImTextureID>(texture));
        texture->SetStatus(ImTextureStatus_OK);
        break;
      case ImTextureStatus_WantUpdates: texture->SetStatus(ImTextureStatus_OK); break;
      case ImTextureStatus_WantDestroy:
        if (texture->UnusedFrames == 0) break;
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
        break;
      default: break;
    }
  }
}

Picture render(const ImDrawData* data, const FrameOutput& output, float density) {
  answer_texture_requests();
  Picture picture;
  if (data == nullptr) return picture;
  Target target{static_cast<int>(data->DisplaySize.x * density), static_cast<int>(data->DisplaySize.y * density), {}};
  target.pixels.resize(static_cast<std::size_t>(target.width * target.height));
  bool punch = false;
  for (const ImDrawList* list : data->CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.UserCallback != nullptr) {
        punch = command.UserCallback == mark_punch;
        continue;
      }
      const ImTextureData* texture = command.TexRef._TexData;
      for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        const ImDrawVert* v = list->VtxBuffer.Data + command.VtxOffset;
        const ImDrawIdx* index = list->IdxBuffer.Data + command.IdxOffset + i;
        triangle(target, v[index[0]], v[index[1]], v[index[2]], command.ClipRect, texture, punch, density);
      }
    }
  }
  picture.width = target.width;
  picture.height = target.height;
  for (int y = 0; y < target.height; ++y) {
    for (int x = 0; x < target.width; ++x) {
      const Color under =
          page_at(output, (static_cast<float>(x) + .5F) / density, (static_cast<float>(y) + .5F) / density);
      const Pixel& p = target.pixels[static_cast<std::size_t>(y * target.width + x)];
      const auto over = [&p](float canvas, std::uint8_t below) {
        return static_cast<std::uint8_t>(
            std::clamp(canvas * 255 + static_cast<float>(below) * (1 - p.a) + .5F, 0.0F, 255.0F));
      };
      picture.pixels.push_back({over(p.r, under.r), over(p.g, under.g), over(p.b, under.b), 255});
    }
  }
  return picture;
}

bool write_png(const Picture& picture, const std::string& path) {
  std::vector<std::uint8_t> raw;
  for (int y = 0; y < picture.height; ++y) {
    raw.push_back(0);
    for (int x = 0; x < picture.width; ++x) {
      const Color c = picture.at(x, y);
      raw.insert(raw.end(), {c.r, c.g, c.b});
    }
  }
  std::vector<std::uint8_t> zlib{0x78, 0x01};
  std::uint32_t low = 1;
  std::uint32_t high = 0;
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t size = std::min<std::size_t>(65535, raw.size() - at);
    const bool last = at + size == raw.size();
    const auto n = static_cast<std::uint16_t>(size);
    const auto inverse = static_cast<std::uint16_t>(~n);
    zlib.insert(zlib.end(), {static_cast<std::uint8_t>(last ? 1 : 0), static_cast<std::uint8_t>(n & 0xFFU),
                             static_cast<std::uint8_t>(n >> 8U), static_cast<std::uint8_t>(inverse & 0xFFU),
                             static_cast<std::uint8_t>(inverse >> 8U)});
    for (std::size_t i = 0; i < size; ++i) {
      low = (low + raw[at + i]) % 65521;
      high = (high + low) % 65521;
    }
    zlib.insert(zlib.end(), raw.begin() + static_cast<std::ptrdiff_t>(at),
                raw.begin() + static_cast<std::ptrdiff_t>(at + size));
    at += size;
  }
  put32(zlib, (high << 16U) | low);

  std::vector<std::uint8_t> png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  std::vector<std::uint8_t> header;
  put32(header, static_cast<std::uint32_t>(picture.width));
  put32(header, static_cast<std::uint32_t>(picture.height));
  header.insert(header.end(), {8, 2, 0, 0, 0});
  chunk(png, "IHDR", header);
  chunk(png, "IDAT", zlib);
  chunk(png, "IEND", {});
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return false;
  const bool written = std::fwrite(png.data(), 1, png.size(), file) == png.size();
  return std::fclose(file) == 0 && written;
}

}  // namespace parley::ui::test
