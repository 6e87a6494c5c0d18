// Text of any bytes in JSON: what is UTF-8 stays readable, all else survives as hex digits.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace muster::core {

// A string, or {"hex": "..."} when the bytes are no UTF-8.
[[nodiscard]] nlohmann::ordered_json byte_text(std::string_view bytes);

// Reads an object member by member. Once something is missing or has another type, ok() is false and every answer is
// empty: one question at the end is enough. The JSON outlives the reader.
class MemberReader {
 public:
  explicit MemberReader(const nlohmann::ordered_json& object);

  [[nodiscard]] bool ok() const { return ok_; }
  void refuse() { ok_ = false; }

  [[nodiscard]] std::string text(const char* name);
  [[nodiscard]] std::int64_t number(const char* name);
  [[nodiscard]] bool boolean(const char* name);
  // Null when it is not there; not a failure.
  [[nodiscard]] const nlohmann::ordered_json* find(const char* name) const;
  // An array, or a failure; never null.
  [[nodiscard]] const nlohmann::ordered_json& array(const char* name);

 private:
  const nlohmann::ordered_json* object_;
  bool ok_ = true;
};

// Of one value; false when it is no text.
[[nodiscard]] bool read_byte_text(const nlohmann::ordered_json& json, std::string& bytes);

}  // namespace muster::core
