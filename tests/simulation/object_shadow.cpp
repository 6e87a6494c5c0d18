#include "tests/simulation/object_shadow.h"

#include <algorithm>

namespace muster::simulation {

using simulators::Effect;
using simulators::FieldEffect;
using simulators::Happening;

namespace {

// What the log does not mention is empty.
std::map<std::string, std::string> told(const std::map<std::string, std::string>& fields) {
  std::map<std::string, std::string> result = fields;
  std::erase_if(result, [](const auto& field) { return field.second.empty(); });
  return result;
}

}  // namespace

ObjectShadow::ObjectShadow(const ObjectSite& site) : site_(site) {
  for (const auto& [key, fields] : site.snapshot()) objects_[key].fields = fields;
}

void ObjectShadow::apply(const Happening& happening, bool by_muster) {
  if (!site_.is_object(happening.entity)) return;
  const std::string key = site_.key_of_effect(happening);
  if (happening.effect == Effect::removed) return void(objects_.erase(key));
  ShadowObject& object = objects_[key];
  if (happening.effect == Effect::created) {
    object = ShadowObject();
    object.created_by_muster = by_muster;
  }
  for (const FieldEffect& field : happening.fields) {
    const FieldForm form = site_.form_of(happening.entity, field.field);
    if (form == FieldForm::derived || form == FieldForm::echo) continue;
    apply_field(object, field, {by_muster, happening.at});
    if (form == FieldForm::secret) object.fields.erase(field.field);
  }
}

void ObjectShadow::apply_field(ShadowObject& object, const FieldEffect& field, const Doer& doer) {
  if (doer.is_muster) {
    object.touched_by_others.erase(field.field);
    object.written_by_muster.insert(field.field);
  } else {
    object.written_by_muster.erase(field.field);
    object.touched_by_others.insert(field.field);
    object.touched_at[field.field] = doer.at;
  }
  apply_element(object, field, doer.is_muster);
  object.fields[field.field] = field.after;
  const auto before = site_.members(field.field, field.before);
  const auto after = site_.members(field.field, field.after);
  auto& added = object.added_by_muster[field.field];
  std::erase_if(added, [&](const std::string& member) { return !after.contains(member); });
  if (!doer.is_muster) return;
  std::ranges::set_difference(after, before, std::inserter(added, added.end()));
}

// Before the field itself is changed.
void ObjectShadow::apply_element(ShadowObject& object, const FieldEffect& field, bool is_muster) const {
  const std::string element = site_.element_of(field.field);
  if (element == field.field) return;
  if (field.after.empty()) {
    object.elements_by_muster.erase(element);
  } else if (is_muster && !has_element(object, element)) {
    object.elements_by_muster.insert(element);
  }
}

bool ObjectShadow::has_element(const ShadowObject& object, const std::string& element) const {
  return std::ranges::any_of(object.fields, [&](const auto& field) {
    return !field.second.empty() && field.first.starts_with(element) && site_.element_of(field.first) == element;
  });
}

const ShadowObject* ObjectShadow::find(const std::string& key) const {
  const auto at = objects_.find(key);
  return at == objects_.end() ? nullptr : &at->second;
}

std::set<std::string> ObjectShadow::members(const std::string& key, const std::string& field) const {
  const ShadowObject* object = find(key);
  if (object == nullptr || !object->fields.contains(field)) return {};
  return site_.members(field, object->fields.at(field));
}

std::size_t ObjectShadow::administrators() const {
  const Administration rules = site_.administration();
  return static_cast<std::size_t>(std::ranges::count_if(objects_, [&](const auto& at) {
    return at.first.starts_with(rules.entity + " ") && members(at.first, rules.field).contains(rules.role);
  }));
}

std::string ObjectShadow::compare() const {
  const Snapshot live = site_.snapshot();
  for (const auto& [key, fields] : live) {
    const ShadowObject* object = find(key);
    if (object == nullptr || told(object->fields) != told(fields)) return key + " is not what the vendor's log says";
  }
  if (live.size() != objects_.size()) return "something is gone of which the vendor's log says nothing";
  return {};
}

}  // namespace muster::simulation
