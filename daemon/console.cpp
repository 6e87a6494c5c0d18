#include "daemon/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>

namespace muster::daemon {
namespace {

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

std::size_t columns_of_terminal() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

ConsoleFacts find_facts() {
  ConsoleFacts facts;
  facts.out_is_terminal = isatty(STDOUT_FILENO) == 1;
  facts.err_is_terminal = isatty(STDERR_FILENO) == 1;
  facts.in_is_terminal = isatty(STDIN_FILENO) == 1;
  const char* term = std::getenv("TERM");
  facts.no_color = is_set("NO_COLOR") || (term != nullptr && std::string_view(term) == "dumb");
  facts.columns = facts.out_is_terminal ? columns_of_terminal() : 0;
  return facts;
}

class SystemConsole final : public Console {
 public:
  SystemConsole() : facts_(find_facts()) { std::signal(SIGPIPE, SIG_IGN); }

  [[nodiscard]] const ConsoleFacts& facts() const override { return facts_; }
  void out(std::string_view text) override { write_to(STDOUT_FILENO, text); }
  void err(std::string_view text) override { write_to(STDERR_FILENO, text); }
  [[nodiscard]] std::optional<std::string> read_line() override {
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
    return line;
  }
  [[nodiscard]] bool healthy() const override { return healthy_; }

 private:
  void write_to(int file, std::string_view text) {
    while (!text.empty()) {
      const ssize_t count = ::write(file, text.data(), text.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) {
        healthy_ = healthy_ && errno == EPIPE;
        return;
      }
      text.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  ConsoleFacts facts_;
  bool healthy_ = true;
};

}  // namespace

std::unique_ptr<Console> make_system_console() { return std::make_unique<SystemConsole>(); }

}  // namespace muster::daemon
