#include "reconciler/core/render_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace muster::core {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

template <typename List, typename View>
Json array_of(const List& list, View view) {
  Json array = Json::array();
  for (const auto& each : list) array.push_back(view(each));
  return array;
}

Json optional_text(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

Json counts_json(const ActionCounts& counts) {
  return {{"create", counts.create},   {"update", counts.update}, {"remove", counts.remove},
          {"restore", counts.restore}, {"rename", counts.rename}, {"blocked", counts.blocked}};
}

Json field_json(const FieldDifference& field) {
  Json json = {{"path", field.path}};
  if (field.is_set) {
    json["set"] = {{"exact", field.exact}, {"added", field.added}, {"removed", field.removed}, {"kept", field.kept}};
  } else {
    json["before"] = optional_text(field.before);
    json["after"] = optional_text(field.after);
  }
  json["drift"] = field.drift;
  json["unverifiable"] = field.unverifiable;
  if (!field.note.empty()) json["note"] = field.note;
  return json;
}

Json left_out_json(const LeftOut& left) {
  return {{"field", field_json(left.field)}, {"guard", left.reason.guard}, {"sentence", left.reason.sentence}};
}

Json why_json(const WhyView& why) {
  Json json = {{"cause", why.drift ? "drift" : why.place.empty() ? "absence" : "manifest"}};
  if (!why.place.empty()) json["place"] = why.place;
  json["commit"] = why.commit;
  return json;
}

Json blocked_json(const BlockReason& reason) { return {{"guard", reason.guard}, {"sentence", reason.sentence}}; }

Json wait_json(const WaitView& wait) {
  return {{"change", wait.sentence}, {"until", wait.until == Until::verified ? "verified" : "accepted"}};
}

Json change_json(const ChangeView& change) {
  Json json = {{"action", to_text(change.action)},
               {"intended", to_text(change.intended)},
               {"kind", change.kind},
               {"entity", change.entity.entity},
               {"key", change.entity.name},
               {"name", change.name}};
  if (!change.id.empty()) json["id"] = change.id;
  json["fields"] = array_of(change.fields, field_json);
  if (!change.left_out.empty()) json["leftOut"] = array_of(change.left_out, left_out_json);
  json["why"] = why_json(change.why);
  json["blocked"] = array_of(change.blocked, blocked_json);
  json["notes"] = change.notes;
  json["waitsFor"] = array_of(change.waits, wait_json);
  json["requests"] = change.requests;
  json["fingerprint"] = change.fingerprint;
  json["writes"] = change.wish_digest;
  json["labels"] = Json::object();
  for (const auto& [name, value] : change.labels) json["labels"][name] = value;
  return json;
}

Json key_json(const EntityKey& key) { return {{"entity", key.entity}, {"key", key.name}}; }

// The changes of all kinds in plan order, so that their positions are those of the plan.
Json changes_json(const SystemView& system) {
  std::vector<const ChangeView*> changes;
  for (const KindView& kind : system.kinds) {
    for (const ChangeView& change : kind.changes) changes.push_back(&change);
  }
  std::ranges::sort(changes, {}, [](const ChangeView* change) { return change->change; });
  return array_of(changes, [](const ChangeView* change) { return change_json(*change); });
}

Json system_json(const SystemView& system) {
  Json json = {{"system", system.name}, {"provider", system.provider}, {"url", system.url}};
  json["managed"] = system.managed;
  json["live"] = system.live;
  json["inSync"] = system.in_sync;
  if (system.refused) json["refused"] = blocked_json(*system.refused);
  json["counts"] = counts_json(system.counts);
  json["changes"] = changes_json(system);
  json["consequences"] = system.consequences;
  json["warnings"] = system.warnings;
  json["unmanaged"] = array_of(system.unmanaged, key_json);
  json["adopted"] = array_of(system.adopted, key_json);
  json["requests"] = system.requests;
  json["seconds"] = system.seconds;
  json["requestsPerMinute"] = system.requests_per_minute;
  return json;
}

Json missing_json(const Missing& missing) { return {{"system", missing.system}, {"sentence", missing.sentence}}; }

Json person_json(const PersonView& person) {
  const auto part = [](const PersonView::Part& each) {
    return Json{{"system", each.system}, {"action", to_text(each.action)}, {"change", each.title}};
  };
  return {{"person", person.person}, {"changes", array_of(person.parts, part)}};
}

Json plan_json(const PlanDocument& plan) {
  Json json = {{"formatVersion", kPlanFormatVersion}, {"id", plan.id}, {"commit", plan.commit}};
  json["madeAt"] = plan.made_at;
  json["partial"] = plan.partial();
  json["missing"] = array_of(plan.missing, missing_json);
  json["warnings"] = plan.warnings;
  json["counts"] = counts_json(plan.counts);
  json["requests"] = plan.requests;
  json["seconds"] = plan.seconds;
  json["people"] = array_of(plan.people, person_json);
  json["systems"] = array_of(plan.systems, system_json);
  return json;
}

Json result_json(const ResultView& result) {
  Json json = {{"system", result.entity.system},    {"kind", result.kind}, {"entity", result.entity.entity},
               {"key", result.entity.name},         {"name", result.name}, {"action", to_text(result.action)},
               {"outcome", to_text(result.outcome)}};
  if (!result.sentence.empty()) json["sentence"] = result.sentence;
  return json;
}

Json report_json(const ReportDocument& report) {
  Json counts = Json::object();
  for (const Outcome outcome : kOutcomes) counts[std::string(to_text(outcome))] = report.count(outcome);
  Json results = Json::array();
  for (const SystemReport& system : report.systems) {
    for (const ResultView& result : system.results) results.push_back(result_json(result));
  }
  return {{"counts", std::move(counts)}, {"results", std::move(results)}, {"warnings", report.warnings}};
}

Json message_json(const MessageView& view) {
  Json json = {{"message", view.message}};
  if (!view.file.empty()) json["file"] = view.file;
  if (view.line > 0) json["line"] = view.line;
  if (view.column > 0) json["column"] = view.column;
  if (!view.code.empty()) json["code"] = view.code;
  return json;
}

}  // namespace

std::string render_json(const PlanDocument& plan) { return text_of(plan_json(plan)); }

std::string render_json(const PlanDocument& plan, const ReportDocument& report) {
  Json json = plan_json(plan);
  json["report"] = report_json(report);
  return text_of(json);
}

std::string render_json(const ErrorDocument& document) {
  Json json = {{"formatVersion", kPlanFormatVersion}};
  json["errors"] = array_of(document.errors, message_json);
  json["warnings"] = array_of(document.warnings, message_json);
  return text_of(json);
}

}  // namespace muster::core
