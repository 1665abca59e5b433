// What Parley leaves out of Dear ImGui for the size of the client, 16 KB compressed: its tables and columns, and its own font
// rasteriser. The rest of Dear ImGui refers to these functions, so they are here; none is ever reached with something to do,
// because nothing begins a table or columns and every font has a loader of ours.
#include <imgui.h>
#include <imgui_internal.h>
#include <misc/freetype/imgui_freetype.h>

const ImFontLoader* ImGuiFreeType::GetFontLoader() {
  IM_ASSERT(false && "every font is added with its own loader");
  return nullptr;
}

namespace ImGui {

// At the end of a window, for tables and columns left open in it.
void EndTable() { IM_ASSERT(false); }
void EndColumns() { IM_ASSERT(false); }

// Around items in a table or in columns.
void PushColumnsBackground() { IM_ASSERT(false); }
void PopColumnsBackground() { IM_ASSERT(false); }
void TablePushBackgroundChannel() { IM_ASSERT(false); }
void TablePopBackgroundChannel() { IM_ASSERT(false); }
void TablePushColumnChannel(int) { IM_ASSERT(false); }
void TablePopColumnChannel() { IM_ASSERT(false); }
void TableEndCell(ImGuiTable*) { IM_ASSERT(false); }
void TableEndRow(ImGuiTable*) { IM_ASSERT(false); }

// Housekeeping over all tables: there is none.
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void TableGcCompactSettings() {}
void TableSettingsAddSettingsHandler() {}

}  // namespace ImGui
