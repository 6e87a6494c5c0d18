// A console that remembers what was written, and whose terminal is whatever a test says.
#pragma once

#include <deque>
#include <string>

#include "daemon/console.h"

namespace muster::daemon {

class RecordingConsole final : public Console {
 public:
  ConsoleFacts about;
  std::string written;
  std::string complained;
  std::deque<std::string> lines;  // what read_line answers

  [[nodiscard]] const ConsoleFacts& facts() const override { return about; }
  void out(std::string_view text) override { written += text; }
  void err(std::string_view text) override { complained += text; }
  [[nodiscard]] std::optional<std::string> read_line() override {
    if (lines.empty()) return std::nullopt;
    std::string line = lines.front();
    lines.pop_front();
    return line;
  }
  [[nodiscard]] bool healthy() const override { return true; }
};

}  // namespace muster::daemon
