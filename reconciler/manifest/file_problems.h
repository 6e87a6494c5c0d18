// Collects the mistakes of one file with their places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/system_spec.h"
#include "reconciler/manifest/node.h"
#include "reconciler/manifest/problem.h"

namespace muster::manifest {

inline constexpr std::size_t kMostProblemsOfAFile = 100;

class FileProblems {
 public:
  // `text` must outlive this.
  FileProblems(std::uint32_t file, std::string name, std::string_view text)
      : file_(file), name_(std::move(name)), text_(text) {}

  void error(std::size_t offset, std::string_view code, std::string what);
  void error(const Node& node, std::string_view code, std::string what) { error(node.offset(), code, std::move(what)); }
  void warning(const Node& node, std::string_view code, std::string what);
  // Enough has been said: reading on would not help anybody.
  [[nodiscard]] bool full() const { return errors_.size() >= kMostProblemsOfAFile; }

  [[nodiscard]] core::Place place(const Node& node) const;
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::uint32_t file() const { return file_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::vector<Problem>& errors() const { return errors_; }
  [[nodiscard]] const std::vector<Problem>& warnings() const { return warnings_; }

 private:
  std::uint32_t file_;
  std::string name_;
  std::string_view text_;
  std::vector<Problem> errors_;
  std::vector<Problem> warnings_;
};

}  // namespace muster::manifest
