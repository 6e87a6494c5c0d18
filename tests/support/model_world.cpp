#include "tests/support/model_world.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/support/toy_catalog.h"

namespace muster::support {

namespace {

using core::Error;
using core::ErrorKind;
using core::FieldIndex;

const core::EntitySpec& spec_of(core::EntityIndex entity) { return toy_catalog().entities[entity]; }

bool contains(const std::vector<std::string>& members, std::string_view name, core::Compare compare) {
  return std::ranges::any_of(members, [&](const std::string& member) { return core::same(member, name, compare); });
}

Error refused(std::string what) { return {ErrorKind::rejected, core::Delivery::refused, std::move(what)}; }

void take_out(std::vector<std::string>& members, std::string_view name, core::Compare compare) {
  std::erase_if(members, [&](const std::string& member) { return core::same(member, name, compare); });
}

void add_row(core::TableBuilder& rows, core::EntityIndex entity, const std::string& key, const ModelObject& object) {
  rows.begin_row(entity, key, object.name, object.id);
  for (const auto& [field, value] : object.fields) {
    const core::FieldRule& rule = spec_of(entity).fields[field];
    if (rule.readable == core::Readable::never) continue;
    if (!value.is_set) {
      const auto kind = rule.type == core::ValueType::boolean ? core::CellKind::boolean : core::CellKind::text;
      rows.add(field, kind, value.text);
      continue;
    }
    rows.add(field, core::CellKind::set, "");
    for (const std::string& member : value.members) {
      rows.add_member(field, core::comparable(member, rule.compare), member);
    }
  }
}

core::Status check_member(const ModelWorld& world, const core::Write& write, const core::FieldRule& rule,
                          const std::string& member) {
  const core::Reference& reference = *rule.reference;
  const std::string who =
      reference.entity.empty() ? write.entity.name : core::comparable(member, core::Compare::folded);
  if (!reference.entity.empty() && world.find(toy::kUser, who) == nullptr) {
    return std::unexpected(refused(member + " is no user"));
  }
  if (!reference.needs_role.empty() && !world.has_role(who, reference.needs_role)) {
    return std::unexpected(refused(fmt::format("{} lacks {}", who, reference.needs_role)));
  }
  return {};
}

core::Status claim(ModelWorld& world, const core::Write& write, FieldIndex field, const std::string& member) {
  const auto entity = *toy_catalog().find_entity(write.entity.entity);
  const core::FieldRule& rule = spec_of(entity).fields[field];
  for (auto& [key, other] : world.objects) {
    if (key.first != entity || key.second == write.entity.name || !other.fields.contains(field)) continue;
    auto& members = other.fields[field].members;
    if (!contains(members, member, rule.compare)) continue;
    if (!rule.reference->steals) return std::unexpected(refused(member + " still belongs to " + other.name));
    take_out(members, member, rule.compare);
  }
  return {};
}

core::Status write_field(ModelWorld& world, const core::Write& write, ModelObject& object,
                         const core::FieldWrite& field) {
  const auto entity = *toy_catalog().find_entity(write.entity.entity);
  const core::FieldRule& rule = spec_of(entity).fields[field.field];
  ModelValue& value = object.fields[field.field];
  value.is_set = rule.type == core::ValueType::text_set;
  if (!value.is_set) {
    value.text = field.value;
    return {};
  }
  for (const std::string& member : field.added) {
    if (!rule.reference) continue;
    if (auto fits = check_member(world, write, rule, member); !fits) return fits;
    if (!rule.reference->exclusive) continue;
    if (auto free = claim(world, write, field.field, member); !free) return free;
  }
  if (rule.on_change == core::OnChange::replace) {
    value.members = field.members;
    return {};
  }
  for (const std::string& member : field.removed) take_out(value.members, member, rule.compare);
  value.members.insert(value.members.end(), field.added.begin(), field.added.end());
  return {};
}

core::Status check_removal(const ModelWorld& world, const std::string& key) {
  for (const auto& [other, object] : world.objects) {
    if (other.first != toy::kTeam) continue;
    for (const auto& [field, value] : object.fields) {
      if (contains(value.members, key, core::Compare::folded)) {
        return std::unexpected(refused(key + " is still in " + object.name));
      }
    }
  }
  return {};
}

}  // namespace

core::Result<core::Receipt> ModelWorld::apply(const core::Write& write) {
  const auto entity = *toy_catalog().find_entity(write.entity.entity);
  const auto key = std::pair(entity, write.entity.name);
  if (write.action == core::WriteAction::remove) {
    if (entity == toy::kUser) {
      if (auto free = check_removal(*this, write.entity.name); !free) return std::unexpected(free.error());
    }
    objects.erase(key);
    return core::Receipt(write.id);
  }
  const bool creates = write.action == core::WriteAction::create;
  if (creates && objects.contains(key)) {
    return std::unexpected(Error(ErrorKind::conflict, core::Delivery::refused, write.name + " exists already"));
  }
  if (creates) put(entity, {write.name, {}, {}});
  ModelObject object = objects[key];
  for (const core::FieldWrite& field : write.fields) {
    objects[key] = object;  // members see the roles that this very write gives
    if (auto written = write_field(*this, write, object, field); !written) {
      if (creates) objects.erase(key);
      return std::unexpected(written.error());
    }
  }
  objects[key] = object;
  return core::Receipt(core::RemoteId(object.id));
}

void ModelWorld::put(core::EntityIndex entity, ModelObject object) {
  if (object.id.empty()) object.id = fmt::format("id-{}", next_id++);
  const core::EntitySpec& spec = spec_of(entity);
  for (FieldIndex field = 0; field < spec.fields.size(); ++field) {
    ModelValue& value = object.fields[field];
    value.is_set = spec.fields[field].type == core::ValueType::text_set;
    if (value.text.empty() && !value.is_set) value.text = spec.fields[field].default_value.value_or("");
  }
  objects[{entity, core::comparable(object.name, spec.name_compare)}] = std::move(object);
}

std::shared_ptr<const core::Table> ModelWorld::table() const {
  core::TableBuilder rows;
  for (const auto& [key, object] : objects) add_row(rows, key.first, key.second, object);
  return std::make_shared<const core::Table>(rows.finish());
}

core::Fresh ModelWorld::fresh(const core::EntityKey& key) const {
  core::TableBuilder rows;
  const auto entity = *toy_catalog().find_entity(key.entity);
  const ModelObject* object = find(entity, key.name);
  if (object != nullptr) add_row(rows, entity, key.name, *object);
  return core::Fresh(std::make_shared<const core::Table>(rows.finish()), "{}");
}

const ModelObject* ModelWorld::find(core::EntityIndex entity, const std::string& key) const {
  const auto at = objects.find({entity, key});
  return at == objects.end() ? nullptr : &at->second;
}

std::vector<std::string> ModelWorld::members(core::EntityIndex entity, const std::string& key, FieldIndex field) const {
  const ModelObject* object = find(entity, key);
  return object == nullptr || !object->fields.contains(field) ? std::vector<std::string>()
                                                              : object->fields.at(field).members;
}

bool ModelWorld::has_role(const std::string& user, std::string_view role) const {
  return contains(members(toy::kUser, user, toy::kRoles), role, core::Compare::folded);
}

std::size_t ModelWorld::admins() const {
  return static_cast<std::size_t>(std::ranges::count_if(objects, [&](const auto& entry) {
    return entry.first.first == toy::kUser && has_role(entry.first.second, "ROLE_ADMIN") &&
           entry.second.fields.at(toy::kEnabled).text != "false";
  }));
}

core::ObservedSystem observe_world(const ModelWorld& world, std::string system) {
  core::ObservedSystem observed;
  observed.system = std::move(system);
  observed.table = world.table();
  observed.coverage.entities.resize(toy_catalog().entities.size());
  for (core::EntityCoverage& entity : observed.coverage.entities) entity.complete = true;
  observed.coverage.requests = 1;
  return observed;
}

}  // namespace muster::support
