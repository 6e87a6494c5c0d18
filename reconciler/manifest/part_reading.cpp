#include "reconciler/manifest/part_reading.h"

#include <fmt/format.h>

#include "reconciler/manifest/nested_fields.h"
#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

bool is_supported_name(const core::Catalog& catalog, const core::EntitySpec& entity, std::string_view name,
                       const Node& node, FileProblems& problems) {
  // Names of parts are joined with '/'.
  const auto refused = fmt::format("{}{}", entity.not_in_name, entity.part_of.empty() ? "" : "/");
  const auto at = name.find_first_of(refused);
  if (at == std::string_view::npos) return true;
  problems.error(node, "value",
                 fmt::format("{} does not support '{}' in the name of a {}; rename {} there, or leave it out of the "
                             "manifests",
                             catalog.provider, name[at], entity.name, shown(name)));
  return false;
}

bool PartReader::is_name(const KindFields& fields, const Node& node, const std::string& name) {
  const auto& entity = fields.entity();
  if (core::comparable(name, entity.name_compare).empty()) {
    context_.problems.error(
        node, "value",
        fmt::format("{} has nothing to dial, so it is no {} of {}", shown(name), entity.item_key, fields.list()));
    return false;
  }
  return is_supported_name(catalog_, entity, name, node, context_.problems);
}

std::optional<PartReader::Item> PartReader::identify(const KindFields& fields, const Node& item) {
  const auto& entity = fields.entity();
  if (!item.is_map()) {
    context_.problems.error(
        item, item.is_null() ? "null" : "type",
        fmt::format("each item of {} must be a map that begins with {}", fields.list(), entity.item_key));
    return std::nullopt;
  }
  const auto node = item.find(entity.item_key);
  if (!node) {
    context_.problems.error(
        item, "missing",
        fmt::format("each item of {} needs {}: {}", fields.list(), entity.item_key, entity.item_key_help));
    return std::nullopt;
  }
  auto name = read_line(*node, fmt::format("{} of an item of {}", entity.item_key, fields.list()), context_.problems);
  if (!name || !is_name(fields, *node, *name)) return std::nullopt;
  auto element = core::comparable(*name, entity.name_compare);
  return Item{*std::move(name), std::move(element)};
}

void PartReader::read_item(const WholeObject& whole, const KindFields& fields, const Item& identity, const Node& item) {
  const WholeObject self{fmt::format("{}/{}", whole.key, identity.element),
                         fmt::format("{}/{}", whole.name, identity.name), fields.list()};
  ObjectCells cells(fields, context_);
  const auto before = parts_.size();
  const auto field = [&](core::FieldIndex index, const Node& key, const Node& value) {
    cells.read(index, value);
    const auto& rule = fields.rule(index);
    if (rule.wide.empty()) return;
    wide_claims_.push_back(
        {rule.wide, fmt::format("{} of {} {}", rule.path, fields.entity().name, identity.name), key});
  };
  const auto part = [&](core::EntityIndex entity, const Node&, const Node& list) { read(self, entity, list); };
  visit_spec(fields, item, fields.entity().item_key, {field, part}, context_.problems);
  const bool claims = !cells.cells().empty() || parts_.size() > before || fields.kind().creates;
  if (!claims) return;
  parts_.push_back({fields.entity_index(), whole.key, self.key, self.name,
                    context_.problems.place(item.find(fields.entity().item_key).value_or(item)), cells.cells(),
                    cells.expiring()});
}

void PartReader::read(const WholeObject& whole, core::EntityIndex entity, const Node& list) {
  const KindFields fields(catalog_, part_kind(catalog_, entity), joined(whole.list, catalog_.entities[entity].list));
  if (list.is_map() && (list.find("include") || list.find("exclude"))) {
    return context_.problems.error(
        list, "type",
        fmt::format("{} is a plain list, which owns only the items it names: nothing is included or excluded",
                    fields.list()));
  }
  if (list.is_default()) {
    return context_.problems.error(
        list, "default",
        fmt::format("!default cannot be used for {}; write it for what is in its items", fields.list()));
  }
  if (!list.is_sequence()) {
    return context_.problems.error(
        list, list.is_null() ? "null" : "type",
        fmt::format("{} must be a list of maps that begin with {}", fields.list(), fields.entity().item_key));
  }
  std::map<std::string, std::uint32_t, std::less<>> seen;
  for_each_item(list, [&](const Node& item) {
    const auto identity = identify(fields, item);
    if (!identity) return;
    const auto [first, fresh] = seen.try_emplace(identity->element, item.line());
    if (fresh) return read_item(whole, fields, *identity, item);
    context_.problems.error(
        item, "duplicate",
        fmt::format("{} is in {} already; line {} names it", shown(identity->name), fields.list(), first->second));
  });
}

}  // namespace muster::manifest
