// The notation (visual language, §3) on a 24 px grid with a 2 px stroke, after ImDrawList's own path operations:
//   M x,y begin   L x,y line   C x1,y1 x2,y2 x,y curve   A cx,cy r a0 a1 arc in degrees clockwise from +x   Z close
//   O cx,cy r circle   D cx,cy r disc   R x,y w,h r rectangle   B the same, filled   K x,y x,y cut and slash
#include "client/ui/icons.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <imgui.h>
#include <numbers>

#include "client/ui/imgui_color.hpp"

namespace parley::ui {
namespace {

constexpr const char* kPaths[] = {
    "",
    "M 5,4 L 8.4,4 C 9,4 9.5,4.4 9.7,4.9 L 10.8,7.9 C 11,8.5 10.8,9.1 10.4,9.5 L 9,10.7 C 10,12.6 11.4,14 13.3,15 "
    "L 14.5,13.6 C 14.9,13.2 15.5,13 16.1,13.2 L 19.1,14.3 C 19.6,14.5 20,15 20,15.6 L 20,19 C 20,19.6 19.6,20 19,20 "
    "C 10.7,20 4,13.3 4,5 C 4,4.4 4.4,4 5,4 Z",
    "M 2.5,13.6 C 2.5,10.8 6.8,8.5 12,8.5 C 17.2,8.5 21.5,10.8 21.5,13.6 L 21.5,15.4 C 21.5,16.2 20.8,16.7 20.1,16.5 "
    "L 17,15.7 C 16.4,15.6 16,15 16,14.4 L 16,12.9 C 13.5,12.2 10.5,12.2 8,12.9 L 8,14.4 C 8,15 7.6,15.6 7,15.7 "
    "L 3.9,16.5 C 3.2,16.7 2.5,16.2 2.5,15.4 Z",
    "R 3,6 12,12 3 M 15,11 L 19.4,8.1 C 20.1,7.7 21,8.2 21,9 L 21,15 C 21,15.8 20.1,16.3 19.4,15.9 L 15,13",
    "R 3,6 12,12 3 M 15,11 L 19.4,8.1 C 20.1,7.7 21,8.2 21,9 L 21,15 C 21,15.8 20.1,16.3 19.4,15.9 L 15,13 "
    "K 4,4 20,20",
    "R 9,3 6,11 3 M 5.5,11 A 12,11 6.5 180 0 M 12,17.5 L 12,21",
    "R 9,3 6,11 3 M 5.5,11 A 12,11 6.5 180 0 M 12,17.5 L 12,21 K 4,4 20,20",
    "O 11,11 6.5 M 15.8,15.8 L 20,20",
    "M 10,4 L 6.5,4 A 6.5,6.5 2.5 270 180 L 4,17.5 A 6.5,17.5 2.5 180 90 L 10,20 M 9.5,12 L 20,12 "
    "M 16,8 L 20,12 L 16,16",
    "M 10.2,4.9 C 11,3.6 13,3.6 13.8,4.9 L 21,17.4 C 21.8,18.7 20.8,20.3 19.3,20.3 L 4.7,20.3 "
    "C 3.2,20.3 2.2,18.7 3,17.4 Z M 12,9.5 L 12,13 D 12,16.6 1.3",
    "O 12,12 9 M 12,11.5 L 12,16.2 D 12,7.9 1.3",
    "M 5,12.5 L 10,17.5 L 19,7",
    "M 6,6 L 18,18 M 18,6 L 6,18",
    "O 12,8 4 M 4.5,20 C 5,16.7 8,14.8 12,14.8 C 16,14.8 19,16.7 19.5,20",
    "O 9,8.5 3.5 M 2.5,19.5 C 2.9,16.6 5.6,15 9,15 C 12.4,15 15.1,16.6 15.5,19.5 M 16.4,5.1 A 15.5,8.5 3.5 -75 75 "
    "M 18.2,15.4 C 20.1,16.1 21.3,17.5 21.5,19.5",
    "M 4,9.5 L 7,9.5 L 12,5 L 12,19 L 7,14.5 L 4,14.5 Z M 15.3,8.7 A 12,12 4.7 -45 45 M 18,6 A 12,12 8.5 -45 45",
    "M 3.2,9.2 A 12,18 12.4 225 315 M 7.1,13.1 A 12,18 6.9 225 315 M 10,16.4 L 14,20.4 M 14,16.4 L 10,20.4",
    "M 4,13 L 4,7 L 10,7 M 4,7 L 12,15 L 20,7",
    "M 18,6 L 7,17 M 7,8.5 L 7,17 L 15.5,17",
    "M 6,18 L 17,7 M 8.5,7 L 17,7 L 17,15.5",
    "M 2.5,12 C 5,7.6 8.3,5.5 12,5.5 C 15.7,5.5 19,7.6 21.5,12 C 19,16.4 15.7,18.5 12,18.5 C 8.3,18.5 5,16.4 2.5,12 Z "
    "O 12,12 3",
    "M 2.5,12 C 5,7.6 8.3,5.5 12,5.5 C 15.7,5.5 19,7.6 21.5,12 C 19,16.4 15.7,18.5 12,18.5 C 8.3,18.5 5,16.4 2.5,12 Z "
    "O 12,12 3 K 4,4 20,20",
    "R 3,4 18,13 3 M 8.5,21 L 15.5,21 M 12,13.5 L 12,8 M 9.5,10 L 12,7.5 L 14.5,10",
    "R 3,4 18,13 3 M 8.5,21 L 15.5,21 M 9.8,8.3 L 14.2,12.7 M 14.2,8.3 L 9.8,12.7",
    "M 7,4 L 17,4 A 17,8 4 270 360 L 21,13 A 17,13 4 0 90 L 12,17 L 7.5,20.5 L 7.5,17 L 7,17 A 7,13 4 90 180 "
    "L 3,8 A 7,8 4 180 270 Z M 8,8.8 L 16,8.8 M 8,12.4 L 13,12.4",
    "M 4,7.5 L 12,7.5 O 15,7.5 2.8 M 18,7.5 L 20,7.5 M 4,16.5 L 6,16.5 O 9,16.5 2.8 M 12,16.5 L 20,16.5",
    "M 4,9 L 4,6.5 A 6.5,6.5 2.5 180 270 L 9,4 M 15,4 L 17.5,4 A 17.5,6.5 2.5 270 360 L 20,9 M 20,15 L 20,17.5 "
    "A 17.5,17.5 2.5 0 90 L 15,20 M 9,20 L 6.5,20 A 6.5,17.5 2.5 90 180 L 4,15",
    "M 9,4 L 9,6.5 A 6.5,6.5 2.5 0 90 L 4,9 M 20,9 L 17.5,9 A 17.5,6.5 2.5 90 180 L 15,4 M 15,20 L 15,17.5 "
    "A 17.5,17.5 2.5 180 270 L 20,15 M 4,15 L 6.5,15 A 6.5,17.5 2.5 270 360 L 9,20",
    "R 9,9 11,11 2.5 M 6.5,15 A 6.5,12.5 2.5 90 180 L 4,6.5 A 6.5,6.5 2.5 180 270 L 12.5,4 A 12.5,6.5 2.5 270 360",
    "M 11.2,7.1 L 13,5.4 A 15.8,8.2 4 -135 45 L 16.9,12.8 M 12.8,16.9 L 11,18.6 A 8.2,15.8 4 45 225 L 7.1,11.2 "
    "M 9.7,14.3 L 14.3,9.7",
    "M 20.5,11 L 12.1,19.4 A 8.6,15.9 4.95 45 225 L 13.1,4.4 A 15.4,6.7 3.25 225 405 L 9.9,16.8 "
    "A 8.8,15.7 1.55 45 225 L 14.8,7.5",
    "M 4.3,9.9 A 12,12 8 195 330 M 19.3,3.8 L 18.9,8 L 14.7,7.6 M 19.7,14.1 A 12,12 8 15 150 M 4.7,20.2 L 5.1,16 "
    "L 9.3,16.4 O 12,12 2",
    "M 5,20 L 5,13 M 12,20 L 12,4 M 19,20 L 19,9",
    "O 12,12 9 D 12,12 4",
    "O 12,12 9 B 8.5,8.5 7,7 1.5",
    "R 3,5 18,14 3 B 12,11.5 6.5,5 1.5",
    "M 20,12 L 4.5,12 M 11,5.5 L 4.5,12 L 11,18.5",
    "D 5,12 1.8 D 12,12 1.8 D 19,12 1.8",
    "M 20.5,3.5 L 3.5,10 L 10.5,13.5 L 14,20.5 Z M 20.5,3.5 L 10.5,13.5",
    "M 7,10 L 12,15 L 17,10",
    "M 12,5 L 12,19 M 5,12 L 19,12",
    "M 5,12 L 19,12",
    "M 12,3.5 L 14.6,8.9 L 20.5,9.7 L 16.2,13.8 L 17.3,19.7 L 12,16.9 L 6.7,19.7 L 7.8,13.8 L 3.5,9.7 L 9.4,8.9 Z",
};

constexpr float kRadians = std::numbers::pi_v<float> / 180;

class Pen {
 public:
  Pen(ImDrawList& list, Point origin, float scale, Color color, Color behind)
      : list_(list),
        origin_(origin),
        scale_(scale),
        stroke_(std::max(1.5F, 2 * scale)),
        color_(to_imgui(color)),
        behind_(to_imgui(behind)) {}

  void draw(const char* path) {
    for (at_ = path; *at_ != '\0';) {
      const char operation = *at_++;
      switch (operation) {
        case 'M':
          stroke(false);
          list_.PathLineTo(point());
          break;
        case 'L': list_.PathLineTo(point()); break;
        case 'C': {
          const ImVec2 a = point();
          const ImVec2 b = point();
          list_.PathBezierCubicCurveTo(a, b, point());
          break;
        }
        case 'A': {
          const ImVec2 center = point();
          const float r = length();
          const float from = number() * kRadians;
          const float to = number() * kRadians;
          drop_near({center.x + r * std::cos(from), center.y + r * std::sin(from)});
          list_.PathArcTo(center, r, from, to);
          break;
        }
        case 'Z': stroke(true); break;
        case 'O':
        case 'D': {
          stroke(false);
          const ImVec2 center = point();
          const float r = length();
          if (operation == 'O')
            list_.AddCircle(center, r, color_, 0, stroke_);
          else
            list_.AddCircleFilled(center, r, color_);
          break;
        }
        case 'R': {
          stroke(false);
          const ImVec2 from = point();
          const float width = length();
          const float height = length();
          const float r = length();
          // On the path itself: AddRect would move it half a pixel inwards.
          list_.PathRect(from, {from.x + width, from.y + height}, r);
          list_.PathStroke(color_, ImDrawFlags_Closed, stroke_);
          break;
        }
        case 'B': {
          stroke(false);
          const ImVec2 from = point();
          const float width = length();
          const float height = length();
          list_.AddRectFilled(from, {from.x + width, from.y + height}, color_, length());
          break;
        }
        case 'K': {
          stroke(false);
          const ImVec2 from = point();
          const ImVec2 to = point();
          list_.AddLine({from.x - scale_, from.y - scale_}, {to.x + scale_, to.y + scale_}, behind_, 3 * stroke_);
          list_.PathLineTo(from);
          list_.PathLineTo(to);
          break;
        }
        default: break;  // separators
      }
    }
    stroke(false);
  }

 private:
  float number() {
    while (*at_ == ' ' || *at_ == ',') ++at_;
    char* end = nullptr;
    const float value = std::strtof(at_, &end);
    at_ = end;
    return value;
  }
  float length() { return number() * scale_; }
  ImVec2 point() {
    const float x = number();
    const float y = number();
    return {origin_.x + x * scale_, origin_.y + y * scale_};
  }

  /// An arc begins where the path has just come to, give or take a rounding: a segment that short would point anywhere, and its
  /// joint would be a spike.
  void drop_near(ImVec2 start) {
    ImVector<ImVec2>& path = list_._Path;
    if (path.Size > 0 && std::hypot(path.back().x - start.x, path.back().y - start.y) < .2F * scale_) path.pop_back();
  }

  /// Ends the open path. Its caps and corners are round: Dear ImGui's are butt and mitred, so a disc goes on each end and
  /// on each corner that is sharp enough to show.
  void stroke(bool closed) {
    const ImVector<ImVec2>& path = list_._Path;
    if (path.Size == 0) return;
    const float r = stroke_ / 2;
    ImVector<ImVec2> discs;
    if (!closed) {
      discs.push_back(path.front());
      discs.push_back(path.back());
    }
    for (int i = 1; i + 1 < path.Size; ++i) {
      const ImVec2 in{path[i].x - path[i - 1].x, path[i].y - path[i - 1].y};
      const ImVec2 out{path[i + 1].x - path[i].x, path[i + 1].y - path[i].y};
      const float dot = in.x * out.x + in.y * out.y;
      const float lengths = (in.x * in.x + in.y * in.y) * (out.x * out.x + out.y * out.y);
      if (dot < 0 || dot * dot < .5F * lengths) discs.push_back(path[i]);
    }
    list_.PathStroke(color_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, stroke_);
    for (const ImVec2& disc : discs) list_.AddCircleFilled(disc, r, color_);
  }

  ImDrawList& list_;
  Point origin_;
  float scale_;
  float stroke_;
  ImU32 color_;
  ImU32 behind_;
  const char* at_ = "";
};

void half_disc(ImDrawList& list, ImVec2 center, float r, float from_degrees, Color color) {
  list.PathArcTo(center, r, from_degrees * kRadians, (from_degrees + 180) * kRadians);
  list.PathFillConvex(to_imgui(color));
}

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, Point center, float size, Color color, Color behind) {
  Pen(list, {center.x - size / 2, center.y - size / 2}, size / 24, color, behind)
      .draw(kPaths[static_cast<std::size_t>(icon)]);
}

void draw_mark(ImDrawList& list, Point center, float size, Color left, Color right) {
  const float scale = size / 28;
  const Point origin{center.x - size / 2, center.y - size / 2};
  half_disc(list, {origin.x + 13.2F * scale, origin.y + 12.3F * scale}, 9.8F * scale, 90, left);
  half_disc(list, {origin.x + 14.8F * scale, origin.y + 15.7F * scale}, 9.8F * scale, -90, right);
}

void draw_motif(ImDrawList& list, Point center, float width, Color left, Color right) {
  // On a grid of 204 x 232 whose x begins at -2.
  const float scale = width / 204;
  const Point origin{center.x - width / 2 + 2 * scale, center.y - 116 * scale};
  half_disc(list, {origin.x + 97 * scale, origin.y + 100 * scale}, 98 * scale, 90, left);
  half_disc(list, {origin.x + 103 * scale, origin.y + 132 * scale}, 98 * scale, -90, right);
}

}  // namespace parley::ui
