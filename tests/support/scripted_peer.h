// A peer that misbehaves exactly as a test says: blocking sockets on a thread of its own, one connection at a time.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

namespace muster::support {

// The peer's side of one connection.
class Dialogue {
 public:
  explicit Dialogue(int descriptor) : descriptor_(descriptor) {}

  [[nodiscard]] int descriptor() const { return descriptor_; }
  // The next request, head and body (by Content-Length); what there was of it when the client closed.
  std::string read_request();
  void write(std::string_view bytes);
  void answer(std::string_view body);  // 200 with that body
  std::string read_to_end();           // everything up to the client's close
  void read_until_close() { read_to_end(); }

 private:
  int descriptor_;
  std::string received_;
};

class ScriptedPeer {
 public:
  // `connection` counts from 1. The connection is closed when the script returns.
  using Script = std::function<void(Dialogue& client, int connection)>;

  explicit ScriptedPeer(Script script);
  ScriptedPeer(const ScriptedPeer&) = delete;
  ScriptedPeer& operator=(const ScriptedPeer&) = delete;
  ~ScriptedPeer();

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] int connections() const { return connections_; }

 private:
  void serve();

  Script script_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> connections_ = 0;
  std::atomic<int> current_ = -1;
  std::thread thread_;
};

}  // namespace muster::support
