#include "tests/support/scripted_peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace muster::support {
namespace {

bool read_more(int descriptor, std::string& to) {
  std::array<char, 4096> part;
  const auto got = ::recv(descriptor, part.data(), part.size(), 0);
  if (got > 0) to.append(part.data(), static_cast<std::size_t>(got));
  return got > 0;
}

std::size_t body_size(std::string_view head) {
  constexpr std::string_view kName = "Content-Length: ";
  const auto at = head.find(kName);
  return at == std::string_view::npos ? 0 : std::stoul(std::string(head.substr(at + kName.size(), 12)));
}

}  // namespace

std::string Dialogue::read_request() {
  std::size_t head_end = received_.find("\r\n\r\n");
  while (head_end == std::string::npos && read_more(descriptor_, received_)) head_end = received_.find("\r\n\r\n");
  std::size_t size = received_.size();
  if (head_end != std::string::npos) {
    size = head_end + 4 + body_size(received_.substr(0, head_end));
    while (received_.size() < size && read_more(descriptor_, received_)) {
    }
  }
  std::string request = received_.substr(0, size);
  received_.erase(0, size);
  return request;
}

void Dialogue::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void Dialogue::answer(std::string_view body) {
  write("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body));
}

std::string Dialogue::read_to_end() {
  while (read_more(descriptor_, received_)) {
  }
  return std::move(received_);
}

ScriptedPeer::ScriptedPeer(Script script) : script_(std::move(script)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, generic, &size) != 0) {
    throw std::runtime_error("the scripted peer cannot listen");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

ScriptedPeer::~ScriptedPeer() {
  ::shutdown(listener_, SHUT_RDWR);
  if (const int open = current_; open >= 0) ::shutdown(open, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
}

void ScriptedPeer::serve() {
  for (;;) {
    const int descriptor = ::accept(listener_, nullptr, nullptr);
    if (descriptor < 0) return;
    current_ = descriptor;
    Dialogue client(descriptor);
    script_(client, ++connections_);
    current_ = -1;
    ::close(descriptor);
  }
}

}  // namespace muster::support
