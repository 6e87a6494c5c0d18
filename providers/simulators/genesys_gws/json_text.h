// JSON written straight into text: listings of a hundred thousand people are the simulator's main work.
#pragma once

#include <string>
#include <string_view>

namespace muster::simulators::gws {

// Appends the text in quotes, escaped. The text is UTF-8.
void append_quoted(std::string& out, std::string_view text);

// Members of one object, with the commas between them.
class ObjectText {
 public:
  explicit ObjectText(std::string& out) : out_(out) { out_.push_back('{'); }
  ~ObjectText() { out_.push_back('}'); }
  ObjectText(const ObjectText&) = delete;
  ObjectText& operator=(const ObjectText&) = delete;

  // Appends `"name":` and returns the text to append the value to.
  std::string& member(std::string_view name);
  void text(std::string_view name, std::string_view value) { append_quoted(member(name), value); }
  void boolean(std::string_view name, bool value) { member(name).append(value ? "true" : "false"); }

 private:
  std::string& out_;
  bool first_ = true;
};

}  // namespace muster::simulators::gws
