#include "providers/uccx/references.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reconciler/core/name.h"

namespace muster::uccx {

using nlohmann::json;
using Items = core::Result<std::vector<const json*>>;

namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool is_nothing(const json& value) {
  return value.is_null() || (value.is_structured() && value.empty()) ||
         (value.is_string() && core::trim(value.get_ref<const std::string&>()).empty());
}

core::Error odd_list(std::string_view what) {
  return core::Error(core::ErrorKind::protocol, fmt::format("{} is not a list", what));
}

}  // namespace

std::string People::key(std::string_view id) { return core::comparable(id, core::Compare::folded); }

void People::add(std::string_view id) { by_key_[key(id)].emplace(id); }

std::string People::spelled(std::string_view id) const {
  const auto found = by_key_.find(key(id));
  if (found == by_key_.end() || found->second.contains(id) || found->second.size() > 1) return std::string(id);
  return *found->second.begin();
}

std::string percent_decoded(std::string_view text, bool plus_is_space) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
    if (escape) {
      decoded += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      decoded += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

std::string id_in(std::string_view url, bool plus_is_space) {
  url = core::trim(url);
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  const auto slash = url.rfind('/');
  if (slash == std::string_view::npos) return {};
  return percent_decoded(url.substr(slash + 1), plus_is_space);
}

std::optional<std::string> user_in(const json& reference, const People& people) {
  const auto url = text_in(reference, "refURL");
  if (!url || id_in(*url).empty()) return std::nullopt;
  std::string with_spaces = id_in(*url);
  const std::string with_plus = id_in(*url, false);
  const bool is_plus = !people.knows(with_spaces) && people.knows(with_plus);
  return people.spelled(is_plus ? with_plus : with_spaces);
}

Items items_in(const json& list, std::string_view item) {
  std::vector<const json*> items;
  if (is_nothing(list)) return items;
  if (!list.is_object()) return std::unexpected(odd_list(item));
  const auto found = list.find(item);
  if (found == list.end() || is_nothing(*found)) return items;
  if (found->is_object()) return std::vector<const json*>{&*found};
  if (!found->is_array()) return std::unexpected(odd_list(item));
  for (const auto& element : *found) items.push_back(&element);
  return items;
}

Items items_of(const json& object, std::string_view list, std::string_view item) {
  const auto found = object.find(list);
  if (found == object.end()) return std::vector<const json*>();
  return items_in(*found, item);
}

const json& unwrapped(const json& object, std::string_view name) {
  const auto inner = object.is_object() ? object.find(name) : object.end();
  const bool wraps = inner != object.end() && inner->is_object() && (object.size() == 1 || object.contains("@type")) &&
                     object.size() <= 2;
  return wraps ? *inner : object;
}

std::optional<std::string> text_in(const json& object, std::string_view member) {
  if (!object.is_object()) return std::nullopt;
  const auto found = object.find(member);
  if (found == object.end()) return std::nullopt;
  if (found->is_number_integer()) return found->dump();
  return found->is_string() ? std::optional(found->get<std::string>()) : std::nullopt;
}

}  // namespace muster::uccx
