#include "providers/webex/target.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "providers/kit/percent.h"

namespace muster::webex {

namespace {

using Parameters = std::vector<std::string_view>;  // "name=value", as written

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

Parameters parameters_of(std::string_view target) {
  Parameters parameters;
  auto query = target.size() > path_of(target).size() ? target.substr(path_of(target).size() + 1) : "";
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    if (end > 0) parameters.push_back(query.substr(0, end));
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return parameters;
}

std::string_view name_of(std::string_view parameter) { return parameter.substr(0, parameter.find('=')); }

std::string joined(std::string_view path, const Parameters& parameters) {
  std::string target(path);
  for (const auto parameter : parameters) target += (target.size() == path.size() ? "?" : "&") + std::string(parameter);
  return target;
}

core::Error refused(std::string_view why) {
  return core::Error(core::ErrorKind::protocol, core::Delivery::refused,
                     fmt::format("the link to the next page {}", why));
}

// What stands behind the origin, where that is ours.
core::Result<std::string_view> below_origin(std::string_view link, const net::Origin& origin) {
  const auto scheme = link.find("://");
  if (scheme == std::string_view::npos) {
    if (link.starts_with('/') && !link.starts_with("//")) return link;
    return std::unexpected(refused("is neither a URL nor a path"));
  }
  const auto end = std::min(link.find_first_of("/?#", scheme + 3), link.size());
  const auto other = net::parse_origin(link.substr(0, end));
  const bool same = other && other->tls == origin.tls && other->port == origin.port && other->host == origin.host;
  if (!same) return std::unexpected(refused("leads to another host, and the token must not be sent there"));
  return link.substr(end);
}

bool is_visible(char c) { return c > 0x20 && c < 0x7F; }

}  // namespace

bool has_parameter(std::string_view target, std::string_view name) {
  return std::ranges::any_of(parameters_of(target), [&](auto parameter) { return name_of(parameter) == name; });
}

std::string with_parameter(std::string_view target, std::string_view name, std::string_view value) {
  auto parameters = parameters_of(target);
  std::erase_if(parameters, [&](auto parameter) { return name_of(parameter) == name; });
  const std::string added = std::string(name) + "=" + kit::percent_encode(value);
  parameters.push_back(added);
  return joined(path_of(target), parameters);
}

core::Result<std::string> next_target(std::string_view link, std::string_view asked, const net::Origin& origin) {
  if (link.starts_with('?')) return next_target(std::string(path_of(asked)) + std::string(link), asked, origin);
  const auto below = below_origin(link, origin);
  if (!below) return std::unexpected(below.error());
  const auto target = below->substr(0, below->find('#'));
  if (!std::ranges::all_of(target, is_visible)) return std::unexpected(refused("is not a URL"));
  if (path_of(target) != path_of(asked)) return std::unexpected(refused("leads to another resource"));
  auto parameters = parameters_of(target);
  for (const auto own : parameters_of(asked)) {
    const auto name = name_of(own);
    const bool is_place = name == "start" || name == "cursor";
    if (!is_place && !has_parameter(target, name)) parameters.push_back(own);
  }
  return joined(path_of(target), parameters);
}

}  // namespace muster::webex
