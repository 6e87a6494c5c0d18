// JSON from outside, read with suspicion: bounded depth, no key twice, UTF-8 only, and errors that name the field.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "reconciler/core/error.h"

namespace muster::kit {

inline constexpr std::size_t kDeepestJson = 32;

// Called with each element of a streamed array, in order; the element dies with the call.
using OnElement = std::function<void(const nlohmann::json& element, std::size_t index)>;

// The whole document. Errors (protocol): not JSON, not UTF-8, too deep, a key twice; the sentence is a clause such as
// "the answer is not JSON (byte 17)" and repeats nothing of the text.
[[nodiscard]] core::Result<nlohmann::json> read_json(std::string_view text);

// The same, but the elements of the top-level array `array` are handed over one at a time, so that a very long answer
// is never in memory as a tree; in the result that array is there and empty. Elements may have been handed over
// before an error is found.
[[nodiscard]] core::Result<nlohmann::json> read_json(std::string_view text, std::string_view array,
                                                     const OnElement& on_element);

// Where a value stands, for messages: "users[3].roles[0]". Lives on the stack, as long as what it is made from.
class JsonPlace {
 public:
  explicit JsonPlace(std::string_view name) : name_(name) {}
  JsonPlace(const JsonPlace& parent, std::string_view key) : parent_(&parent), name_(key) {}
  JsonPlace(const JsonPlace& parent, std::size_t index) : parent_(&parent), index_(index) {}

  [[nodiscard]] std::string text() const;

 private:
  const JsonPlace* parent_ = nullptr;
  std::string_view name_;
  std::size_t index_ = 0;
};

// Typed access to one object. A member that is missing or null is nullopt; one of another type is an error (protocol)
// that says where, what was expected and what was found. Views live as long as the document.
class JsonObject {
 public:
  // Error when `value` is not an object.
  [[nodiscard]] static core::Result<JsonObject> of(const nlohmann::json& value, const JsonPlace& place);

  [[nodiscard]] core::Result<std::optional<std::string_view>> text(std::string_view key) const;
  [[nodiscard]] core::Result<std::optional<bool>> boolean(std::string_view key) const;
  // A whole number, or text that is one.
  [[nodiscard]] core::Result<std::optional<std::int64_t>> integer(std::string_view key) const;
  // Null when the member is missing or null.
  [[nodiscard]] core::Result<const nlohmann::json*> array(std::string_view key) const;
  [[nodiscard]] core::Result<const nlohmann::json*> object(std::string_view key) const;
  [[nodiscard]] const nlohmann::json* member(std::string_view key) const;

 private:
  JsonObject(const nlohmann::json& value, const JsonPlace& place) : value_(&value), place_(&place) {}
  [[nodiscard]] core::Error wrong_type(std::string_view key, std::string_view expected,
                                       const nlohmann::json& found) const;

  const nlohmann::json* value_;
  const JsonPlace* place_;
};

// One element of an array that must be text.
[[nodiscard]] core::Result<std::string_view> text_element(const nlohmann::json& element, const JsonPlace& place);

}  // namespace muster::kit
