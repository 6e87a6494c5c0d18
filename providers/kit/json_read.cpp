#include "providers/kit/json_read.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

namespace muster::kit {

using nlohmann::json;

namespace {

std::string_view name_of_type(const json& value) {
  if (value.is_object()) return "an object";
  if (value.is_array()) return "a list";
  if (value.is_string()) return "text";
  if (value.is_boolean()) return "true or false";
  if (value.is_number()) return "a number";
  return "null";
}

core::Error unexpected_type(const JsonPlace& place, std::string_view expected, const json& found) {
  return core::Error(core::ErrorKind::protocol,
                     fmt::format("{}: expected {}, found {}", place.text(), expected, name_of_type(found)));
}

std::optional<std::int64_t> whole_number(const json& value) {
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
    return static_cast<std::int64_t>(number);
  }
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string JsonPlace::text() const {
  if (parent_ == nullptr) return std::string(name_);
  const std::string before = parent_->text();
  if (name_.data() == nullptr) return fmt::format("{}[{}]", before, index_);
  return before.empty() ? std::string(name_) : fmt::format("{}.{}", before, name_);
}

core::Result<JsonObject> JsonObject::of(const json& value, const JsonPlace& place) {
  if (!value.is_object()) return std::unexpected(unexpected_type(place, "an object", value));
  return JsonObject(value, place);
}

const json* JsonObject::member(std::string_view key) const {
  const auto found = value_->find(key);
  return found == value_->end() || found->is_null() ? nullptr : &*found;
}

core::Error JsonObject::wrong_type(std::string_view key, std::string_view expected, const json& found) const {
  return unexpected_type(JsonPlace(*place_, key), expected, found);
}

core::Result<std::optional<std::string_view>> JsonObject::text(std::string_view key) const {
  const json* found = member(key);
  if (found == nullptr) return std::nullopt;
  if (!found->is_string()) return std::unexpected(wrong_type(key, "text", *found));
  return std::optional<std::string_view>(found->get_ref<const std::string&>());
}

core::Result<std::optional<bool>> JsonObject::boolean(std::string_view key) const {
  const json* found = member(key);
  if (found == nullptr) return std::nullopt;
  if (!found->is_boolean()) return std::unexpected(wrong_type(key, "true or false", *found));
  return std::optional<bool>(found->get<bool>());
}

core::Result<std::optional<std::int64_t>> JsonObject::integer(std::string_view key) const {
  const json* found = member(key);
  if (found == nullptr) return std::nullopt;
  const auto number = whole_number(*found);
  if (!number) return std::unexpected(wrong_type(key, "a whole number", *found));
  return number;
}

core::Result<const json*> JsonObject::array(std::string_view key) const {
  const json* found = member(key);
  if (found != nullptr && !found->is_array()) return std::unexpected(wrong_type(key, "a list", *found));
  return found;
}

core::Result<const json*> JsonObject::object(std::string_view key) const {
  const json* found = member(key);
  if (found != nullptr && !found->is_object()) return std::unexpected(wrong_type(key, "an object", *found));
  return found;
}

core::Result<std::string_view> text_element(const json& element, const JsonPlace& place) {
  if (!element.is_string()) return std::unexpected(unexpected_type(place, "text", element));
  return std::string_view(element.get_ref<const std::string&>());
}

}  // namespace muster::kit
