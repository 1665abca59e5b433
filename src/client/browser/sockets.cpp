#include "client/browser/sockets.hpp"

#include <algorithm>
#include <utility>

#include <emscripten/websocket.h>

namespace parley::browser {
namespace {

constexpr const char* kSubprotocol = "parley.1";
constexpr std::uint16_t kOpenState = 1;  // WebSocket.OPEN

/// Callbacks carry the number of their socket, never a pointer: they may come when their owner is gone.
Sockets* live = nullptr;

session::SocketId id_of(void* user_data) {
  return static_cast<session::SocketId>(reinterpret_cast<std::uintptr_t>(user_data));
}

EM_BOOL on_open(int, const EmscriptenWebSocketOpenEvent*, void* user_data) {
  if (live != nullptr) live->opened(id_of(user_data));
  return EM_TRUE;
}

EM_BOOL on_message(int, const EmscriptenWebSocketMessageEvent* event, void* user_data) {
  if (live == nullptr || !event->isText || event->numBytes == 0) return EM_TRUE;
  // A text's size counts its terminating zero. Copied before anything else can happen.
  std::string text(reinterpret_cast<const char*>(event->data), event->numBytes - 1);
  live->received(id_of(user_data), std::move(text));
  return EM_TRUE;
}

EM_BOOL on_close(int, const EmscriptenWebSocketCloseEvent* event, void* user_data) {
  if (live == nullptr) return EM_TRUE;
  live->closed(id_of(user_data), event->code, std::string(event->reason));
  return EM_TRUE;
}

/// The codes that WebSocket.close accepts; others throw.
std::uint16_t allowed_code(std::uint32_t code) {
  return code == 1000 || (code >= 3000 && code <= 4999) ? static_cast<std::uint16_t>(code) : std::uint16_t{1000};
}

bool is_open(int handle) {
  unsigned short state = 0;
  return emscripten_websocket_get_ready_state(handle, &state) == EMSCRIPTEN_RESULT_SUCCESS && state == kOpenState;
}

}  // namespace

Sockets::Sockets(std::string address, Report report) : address_(std::move(address)), report_(std::move(report)) {
  live = this;
}

Sockets::~Sockets() {
  for (const Socket& socket : sockets_) {
    emscripten_websocket_close(socket.handle, 1000, nullptr);
    emscripten_websocket_delete(socket.handle);
  }
  live = nullptr;
}

const Sockets::Socket* Sockets::find(session::SocketId id) const {
  const auto found =
      std::find_if(sockets_.begin(), sockets_.end(), [id](const Socket& socket) { return socket.id == id; });
  return found == sockets_.end() ? nullptr : &*found;
}

void Sockets::open(session::SocketId id) {
  int handle = 0;
  if (!address_.empty()) {
    EmscriptenWebSocketCreateAttributes attributes{};
    attributes.url = address_.c_str();
    attributes.protocols = kSubprotocol;
    attributes.createOnMainThread = EM_TRUE;
    handle = emscripten_websocket_new(&attributes);
  }
  if (handle <= 0) {
    report_(app::SocketClosed{id, 1006, {}});
    return;
  }
  sockets_.push_back({id, handle});
  void* user_data = reinterpret_cast<void*>(static_cast<std::uintptr_t>(id));
  emscripten_websocket_set_onopen_callback(handle, user_data, on_open);
  emscripten_websocket_set_onmessage_callback(handle, user_data, on_message);
  emscripten_websocket_set_onclose_callback(handle, user_data,
                                            on_close);  // an error says nothing and is followed by this
}

void Sockets::send(session::SocketId id, const std::string& text) {
  const Socket* socket = find(id);
  if (socket != nullptr && is_open(socket->handle)) emscripten_websocket_send_utf8_text(socket->handle, text.c_str());
}

void Sockets::close(session::SocketId id, std::uint32_t code) {
  const Socket* socket = find(id);
  if (socket != nullptr) emscripten_websocket_close(socket->handle, allowed_code(code), nullptr);
}

void Sockets::opened(session::SocketId id) {
  if (find(id) != nullptr) report_(app::SocketOpened{id});
}

void Sockets::received(session::SocketId id, std::string text) {
  if (find(id) != nullptr) report_(app::SocketText{id, std::move(text)});
}

void Sockets::closed(session::SocketId id, std::uint32_t code, std::string reason) {
  const Socket* socket = find(id);
  if (socket == nullptr) return;
  emscripten_websocket_delete(socket->handle);
  sockets_.erase(sockets_.begin() + (socket - sockets_.data()));
  report_(app::SocketClosed{id, code, std::move(reason)});
}

}  // namespace parley::browser
