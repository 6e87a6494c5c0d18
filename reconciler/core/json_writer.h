// JSON as text, written in order, for rooms that do not see a JSON library.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster::core {

// Indented by two spaces. Calls must nest properly: a key before each value of an object, none in an array.
class JsonWriter {
 public:
  JsonWriter& begin_object() { return begin('{'); }
  JsonWriter& end_object() { return end('}'); }
  JsonWriter& begin_array() { return begin('['); }
  JsonWriter& end_array() { return end(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);  // bytes that are not UTF-8 become U+FFFD
  JsonWriter& number(std::int64_t value);
  JsonWriter& boolean(bool value);

  // The whole document with a line break at its end.
  [[nodiscard]] std::string finish() &&;

 private:
  JsonWriter& begin(char bracket);
  JsonWriter& end(char bracket);
  void before_value();
  void new_line();

  std::string out_;
  std::vector<bool> has_members_;  // of the open objects and arrays
  bool after_key_ = false;
};

}  // namespace muster::core
