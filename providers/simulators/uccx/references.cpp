#include "providers/simulators/uccx/references.h"

#include <fmt/core.h>

#include "providers/simulators/target.h"

namespace muster::simulators::uccx {
namespace {

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_.*").find(c) != std::string_view::npos;
}

Tree reference_at(std::string_view name, std::string url) { return {{"@name", name}, {"refURL", std::move(url)}}; }

}  // namespace

std::string encoded(std::string_view text, bool plus_for_space) {
  std::string out;
  for (const char c : text) {
    if (is_plain(c)) {
      out.push_back(c);
    } else if (c == ' ' && plus_for_space) {
      out.push_back('+');
    } else {
      out.append(fmt::format("%{:02X}", static_cast<unsigned char>(c)));
    }
  }
  return out;
}

std::string link_to(const Quirks& quirks, std::string_view object, std::string_view id) {
  return fmt::format("{}/adminapi/{}/{}", quirks.self_url, object, encoded(id, quirks.plus_for_space));
}

Tree reference_to_user(const World& world, std::string_view user_id) {
  const User* user = world.find_user(user_id);
  const bool by_name = user != nullptr && world.quirks.reference_name == ReferenceName::full_name;
  return reference_at(by_name ? user->full_name() : std::string(user_id), link_to(world.quirks, "resource", user_id));
}

Tree reference_to_team(const World& world, const Team& team) {
  return reference(world.quirks, "team", team.id, team.name);
}

Tree reference(const Quirks& quirks, std::string_view object, int id, std::string_view name) {
  return reference_at(name, link_to(quirks, object, fmt::format("{}", id)));
}

std::optional<Tree> list_of(const Quirks& quirks, std::string_view item, std::vector<Tree> items) {
  if (items.empty()) return quirks.empty_list == EmptyList::absent ? std::nullopt : std::optional(Tree::object());
  Tree list = Tree::object();
  if (items.size() == 1 && quirks.single_as_object) {
    list[std::string(item)] = std::move(items.front());
  } else {
    list[std::string(item)] = std::move(items);
  }
  return list;
}

std::optional<std::string> named_id(const Tree& reference, bool plus_for_space) {
  if (!reference.is_object() || !reference.contains("refURL") || !reference["refURL"].is_string()) return std::nullopt;
  auto url = reference["refURL"].get<std::string>();
  if (plus_for_space) {
    for (char& c : url) c = c == '+' ? ' ' : c;
  }
  const auto slash = url.rfind('/');
  if (slash == std::string::npos) return std::nullopt;
  const auto segments = parse_target(std::string_view(url).substr(slash)).segments;
  return segments.empty() ? std::nullopt : std::optional(segments.front());
}

}  // namespace muster::simulators::uccx
