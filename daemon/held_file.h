// A file that one process at a time holds. The lock belongs to the open file, so that the kernel frees it with the
// process, however that ends; children do not inherit it.
#pragma once

#include <string>
#include <string_view>

namespace muster::daemon {

class HeldFile {
 public:
  // Opens, with `flags` of open(2), and makes with mode 0600 where they say so; links are not followed.
  HeldFile(std::string file, int flags);
  HeldFile(HeldFile&& other) noexcept;
  HeldFile& operator=(HeldFile&&) = delete;
  ~HeldFile();

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] const std::string& file() const { return file_; }

  // Never waits. False: see errno; EAGAIN or EACCES when somebody else holds it.
  [[nodiscard]] bool lock() const;
  // Asking takes nothing, not for a moment.
  [[nodiscard]] bool is_locked_by_others() const;
  // Whether the path still leads to this file: others lock what they find there.
  [[nodiscard]] bool is_in_place() const;

  // A short text that says who holds it.
  [[nodiscard]] bool write(std::string_view text) const;
  [[nodiscard]] std::string read() const;

 private:
  std::string file_;
  int descriptor_ = -1;
};

}  // namespace muster::daemon
