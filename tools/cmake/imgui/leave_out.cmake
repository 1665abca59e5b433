# Leaves out of Dear ImGui what a program with one undecorated window, no fonts of its own and its keyboard in the DOM never
# reaches, 30 KB compressed: keyboard navigation, moving, sizing and decorating windows, popups, tooltips, settings files, logging,
# recovery from errors. A copy of its sources is made in the build folder in which such functions return at once, so that the
# linker drops all that only they use. What a release of Dear ImGui names differently stays in, and configuring says so.

# parley_leave_out(<variable> <signature> [<statement>]): the function begins with the statement, `return;` by default.
function(parley_leave_out variable signature)
  set(statement "return;")
  if(ARGC GREATER 2)
    set(statement "${ARGV2}")
  endif()
  parley_replace(${variable} "\n${signature}\n{" "\n${signature}\n{\n    ${statement}  // left out by Parley")
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()

function(parley_replace variable from to)
  string(FIND "${${variable}}" "${from}" found)
  if(found EQUAL -1)
    string(STRIP "${from}" from)
    message(STATUS "This Dear ImGui has no “${from}”; the client grows a little")
  else()
    string(REPLACE "${from}" "${to}" changed "${${variable}}")
    set(${variable} "${changed}" PARENT_SCOPE)
  endif()
endfunction()

# parley_lean_imgui(<folder of the sources> <folder for the copies>)
function(parley_lean_imgui from to)
  file(READ "${from}/imgui.cpp" code)

  # Every window is begun once a frame, and is the screen or the hidden one that Dear ImGui begins before it.
  set(screen "NoDecoration;NoBackground;NoSavedSettings;NoMove;NoNav;NoScrollWithMouse;NoBringToFrontOnFocus")
  list(TRANSFORM screen PREPEND "ImGuiWindowFlags_")
  list(JOIN screen " | " screen)
  parley_leave_out(code "bool ImGui::Begin(const char* name, bool* p_open, ImGuiWindowFlags flags)"
    "flags = ${screen}; p_open = NULL;")
  parley_replace(code "const bool first_begin_of_the_frame = (window->LastFrameActive != current_frame);"
    "const bool first_begin_of_the_frame = true;")
  parley_leave_out(code "static void CalcWindowContentSizes(ImGuiWindow* window, ImVec2* content_size_current, ImVec2* content_size_ideal)"
    "*content_size_current = *content_size_ideal = ImVec2(); return;")
  parley_leave_out(code "static ImVec2 CalcWindowAutoFitSize(ImGuiWindow* window, const ImVec2& size_contents)" "return size_contents;")
  parley_leave_out(code "static ImVec2 CalcWindowSizeAfterConstraint(ImGuiWindow* window, const ImVec2& size_desired)"
    "return size_desired;")
  parley_leave_out(code "static ImVec2 CalcNextScrollFromScrollTargetAndClamp(ImGuiWindow* window)" "return ImVec2();")
  parley_leave_out(code "static int ImGui::UpdateWindowManualResize(ImGuiWindow* window, const ImVec2& size_auto_fit, int* border_hovered, int* border_held, int resize_grip_count, ImU32 resize_grip_col[4], const ImRect& visibility_rect)" "return 0;")
  parley_leave_out(code "void ImGui::RenderWindowDecorations(ImGuiWindow* window, const ImRect& title_bar_rect, bool title_bar_is_highlight, bool handle_borders_and_resize_grips, int resize_grip_count, const ImU32 resize_grip_col[4], float resize_grip_draw_size)")
  parley_leave_out(code "void ImGui::RenderWindowTitleBarContents(ImGuiWindow* window, const ImRect& title_bar_rect, const char* name, bool* p_open)")
  parley_leave_out(code "static void ImGui::RenderDimmedBackgrounds()")
  parley_leave_out(code "void ImGui::UpdateMouseMovingWindowNewFrame()")
  parley_leave_out(code "void ImGui::UpdateMouseMovingWindowEndFrame()")
  parley_leave_out(code "void ImGui::UpdateMouseWheel()")
  parley_leave_out(code "void ImGui::FocusWindow(ImGuiWindow* window, ImGuiFocusRequestFlags flags)")
  parley_leave_out(code "void ImGui::FocusTopMostWindowUnderOne(ImGuiWindow* under_this_window, ImGuiWindow* ignore_window, ImGuiViewport* filter_viewport, ImGuiFocusRequestFlags flags)")
  parley_leave_out(code "void ImGui::RenderMouseCursor(ImVec2 base_pos, float base_scale, ImGuiMouseCursor mouse_cursor, ImU32 col_fill, ImU32 col_border, ImU32 col_shadow)")
  parley_leave_out(code "void ImGui::GcCompactTransientMiscBuffers()")
  parley_leave_out(code "void ImGui::GcCompactTransientWindowBuffers(ImGuiWindow* window)")

  # Keys and focus are the DOM's.
  parley_leave_out(code "static void ImGui::NavUpdate()")
  parley_leave_out(code "static void ImGui::NavEndFrame()")
  parley_leave_out(code "static void ImGui::NavProcessItem()")
  parley_leave_out(code "void ImGui::NavInitWindow(ImGuiWindow* window, bool force_reinit)")
  parley_leave_out(code "void ImGui::NavUpdateCurrentWindowIsScrollPushableX()")
  parley_leave_out(code "void ImGui::SetFocusID(ImGuiID id, ImGuiWindow* window)")
  parley_leave_out(code "void ImGui::RenderNavCursor(const ImRect& bb, ImGuiID id, ImGuiNavRenderCursorFlags flags)")
  parley_leave_out(code "static void ImGui::UpdateKeyRoutingTable(ImGuiKeyRoutingTable* rt)")
  parley_leave_out(code "void ImGui::ItemHandleShortcut(ImGuiID id)")
  parley_leave_out(code "bool ImGui::Shortcut(ImGuiKeyChord key_chord, ImGuiInputFlags flags, ImGuiID owner_id)" "return false;")

  # Nothing opens a popup or a tooltip, nothing is dragged.
  parley_leave_out(code "void ImGui::ClosePopupsOverWindow(ImGuiWindow* ref_window, bool restore_focus_to_window_under_popup)")
  parley_leave_out(code "bool ImGui::IsPopupOpen(ImGuiID id, ImGuiPopupFlags popup_flags)" "return false;")
  parley_leave_out(code "ImGuiWindow* ImGui::GetTopMostPopupModal()" "return NULL;")
  parley_leave_out(code "ImGuiWindow* ImGui::GetTopMostAndVisiblePopupModal()" "return NULL;")
  parley_leave_out(code "ImGuiWindow* ImGui::FindBlockingModal(ImGuiWindow* window)" "return NULL;")
  parley_leave_out(code "ImVec2 ImGui::FindBestWindowPosForPopup(ImGuiWindow* window)" "return window->Pos;")
  parley_leave_out(code "bool ImGui::BeginTooltipEx(ImGuiTooltipFlags tooltip_flags, ImGuiWindowFlags extra_window_flags)" "return false;")
  parley_leave_out(code "void ImGui::EndTooltip()")
  parley_leave_out(code "bool ImGui::BeginDragDropSource(ImGuiDragDropFlags flags)" "return false;")
  parley_leave_out(code "void ImGui::EndDragDropSource()")
  parley_leave_out(code "void ImGui::ClearDragDrop()")

  # Nothing is kept in files, nothing is logged; our windows and clip rectangles are balanced, which native tests assert.
  parley_leave_out(code "void ImGui::UpdateSettings()")
  parley_leave_out(code "void ImGui::SaveIniSettingsToDisk(const char* ini_filename)")
  parley_leave_out(code "ImGuiWindowSettings* ImGui::FindWindowSettingsByWindow(ImGuiWindow* window)" "return NULL;")
  parley_leave_out(code "static void WindowSettingsHandler_ClearAll(ImGuiContext* ctx, ImGuiSettingsHandler*)")
  parley_leave_out(code "static void* WindowSettingsHandler_ReadOpen(ImGuiContext*, ImGuiSettingsHandler*, const char* name)" "return NULL;")
  parley_leave_out(code "static void WindowSettingsHandler_ReadLine(ImGuiContext*, ImGuiSettingsHandler*, void* entry, const char* line)")
  parley_leave_out(code "static void WindowSettingsHandler_ApplyAll(ImGuiContext* ctx, ImGuiSettingsHandler*)")
  parley_leave_out(code "static void WindowSettingsHandler_WriteAll(ImGuiContext* ctx, ImGuiSettingsHandler* handler, ImGuiTextBuffer* buf)")
  parley_leave_out(code "void ImGui::LogRenderedText(const ImVec2* ref_pos, const char* text, const char* text_end)")
  parley_leave_out(code "void ImGui::LogToClipboard(int auto_open_depth)")
  parley_leave_out(code "void ImGui::LogFinish()")
  parley_leave_out(code "void ImGui::ErrorRecoveryTryToRecoverState(const ImGuiErrorRecoveryState* state_in)")
  parley_leave_out(code "void    ImGui::ErrorRecoveryTryToRecoverWindowState(const ImGuiErrorRecoveryState* state_in)")
  parley_leave_out(code "void ImGui::ErrorCheckEndFrameFinalizeErrorTooltip()")
  parley_leave_out(code "bool ImGui::BeginErrorTooltip()" "return false;")
  parley_leave_out(code "void ImGui::EndErrorTooltip()")
  file(CONFIGURE OUTPUT "${to}/imgui.cpp" CONTENT "@code@" @ONLY)

  # The browser draws the cursor.
  file(READ "${from}/imgui_draw.cpp" code)
  parley_replace(code "(atlas->Flags & ImFontAtlasFlags_NoMouseCursors)" "(true)")
  file(CONFIGURE OUTPUT "${to}/imgui_draw.cpp" CONTENT "@code@" @ONLY)
endfunction()
