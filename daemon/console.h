// Where a command reads and writes. Answers go to `out`, everything else to `err`.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace muster::daemon {

// What is known of the terminal, found out once.
struct ConsoleFacts {
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool in_is_terminal = false;
  bool no_color = false;    // NO_COLOR is set and not empty, or the terminal is dumb
  std::size_t columns = 0;  // of the terminal that `out` is; 0: unknown or none
};

class Console {
 public:
  virtual ~Console() = default;
  [[nodiscard]] virtual const ConsoleFacts& facts() const = 0;
  // A reader that went away (a closed pipe) is no error: the rest is dropped.
  virtual void out(std::string_view text) = 0;
  virtual void err(std::string_view text) = 0;
  // Nothing at the end of input.
  [[nodiscard]] virtual std::optional<std::string> read_line() = 0;
  // False when something could not be written for another reason than a reader that went away.
  [[nodiscard]] virtual bool healthy() const = 0;
};

// The console of this process. From then on a closed pipe no longer ends the process: an apply that is piped into
// `head` must finish what it began.
[[nodiscard]] std::unique_ptr<Console> make_system_console();

}  // namespace muster::daemon
