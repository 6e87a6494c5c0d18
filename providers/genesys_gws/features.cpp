// The list of features, in the forms that it may have.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/genesys_gws/convert.h"

namespace muster::genesys_gws {

using nlohmann::json;
using Features = std::set<std::string, std::less<>>;

namespace {

void add_names(const json& feature, Features& names) {
  if (feature.is_string()) names.insert(feature.get_ref<const std::string&>());
  if (!feature.is_object()) return;
  for (const char* key : {"id", "name"}) {
    const auto value = feature.find(key);
    if (value != feature.end() && value->is_string()) names.insert(value->get_ref<const std::string&>());
  }
}

}  // namespace

std::optional<Features> read_features_of(const json& answer) {
  const auto list = answer.find("features");
  if (list == answer.end() || !list->is_array()) return std::nullopt;
  Features names;
  for (const auto& feature : *list) add_names(feature, names);
  const bool names_interfaces = std::ranges::any_of(names, [](const auto& name) { return name.starts_with("api-"); });
  return names_interfaces ? std::optional(std::move(names)) : std::nullopt;
}

}  // namespace muster::genesys_gws
