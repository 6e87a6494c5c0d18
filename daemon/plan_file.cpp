#include "daemon/plan_file.h"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "daemon/state_key.h"

namespace muster::daemon {
namespace {

using core::Error;
using core::ErrorKind;
using Json = nlohmann::ordered_json;

constexpr std::string_view kSealStart = ",\n\"mac\": \"";
constexpr std::string_view kSealEnd = "\"\n}\n";
constexpr std::size_t kMacCharacters = 64;

std::unexpected<Error> refused(std::string sentence) {
  return std::unexpected(Error(ErrorKind::invalid, std::move(sentence)));
}

std::string mac_of(std::string_view bytes, const core::Secret& key) { return keyed_hash(key, "plan-file", bytes); }

Json selection_json(const core::Selection& selection) {
  Json json = {{"systems", selection.systems}, {"kinds", selection.kinds}};
  json["labels"] = Json::object();
  for (const auto& [name, value] : selection.labels) json["labels"][name] = value;
  return json;
}

Json envelope_json(const SavedPlan& about) {
  Json json = {{"formatVersion", kPlanFileFormatVersion}, {"musterVersion", about.muster_version}};
  json["planId"] = about.plan_id;
  json["commit"] = about.commit;
  json["sources"] = about.sources;
  json["filters"] = selection_json(about.selection);
  if (about.prune) json["prune"] = true;
  json["createdAt"] = core::to_iso8601(about.created_at);
  json["expiresAt"] = core::to_iso8601(about.expires_at);
  json["secretVersions"] = Json::object();
  for (const auto& [reference, version] : about.secret_versions) json["secretVersions"][reference] = version;
  return json;
}

// The sealed bytes when the seal is whole and right.
core::Result<std::string_view> open_seal(std::string_view file, const core::Secret& key) {
  const std::size_t seal = kSealStart.size() + kMacCharacters + kSealEnd.size();
  if (file.size() < seal || file.front() != '{') return refused("it is not a plan saved by `muster plan --out`");
  const std::string_view body = file.substr(0, file.size() - seal);
  const std::string_view tail = file.substr(body.size());
  const std::string_view mac = tail.substr(kSealStart.size(), kMacCharacters);
  if (!tail.starts_with(kSealStart) || !tail.ends_with(kSealEnd)) {
    return refused("it is not a plan saved by `muster plan --out`, or it was edited; save a new plan");
  }
  const std::string expected = mac_of(body, key);
  if (expected.size() != mac.size() || CRYPTO_memcmp(expected.data(), mac.data(), mac.size()) != 0) {
    return refused("it was edited, or saved where another state is used; save a new plan");
  }
  return body;
}

core::ApprovedChange approved_of(const std::string& system, const Json& change) {
  return core::ApprovedChange{{system, change.at("entity"), change.at("key")},
                              change.at("action"),
                              change.at("fingerprint"),
                              change.at("writes")};
}

std::vector<core::ApprovedChange> approved_of(const Json& plan) {
  std::vector<core::ApprovedChange> approved;
  for (const Json& system : plan.at("systems")) {
    for (const Json& change : system.at("changes")) {
      if (change.at("action") != "blocked") approved.push_back(approved_of(system.at("system"), change));
    }
  }
  std::ranges::sort(approved);
  return approved;
}

SavedPlan saved_plan_of(const Json& json) {
  SavedPlan about;
  about.plan_id = json.at("planId");
  about.muster_version = json.at("musterVersion");
  about.commit = json.at("commit");
  about.sources = json.at("sources");
  about.prune = json.value("prune", false);
  const Json& filters = json.at("filters");
  about.selection.systems = filters.at("systems").get<std::vector<std::string>>();
  about.selection.kinds = filters.at("kinds").get<std::vector<std::string>>();
  for (const auto& [name, value] : filters.at("labels").items()) about.selection.labels.emplace(name, value);
  about.created_at = core::parse_iso8601(json.at("createdAt").get<std::string>()).value();
  about.expires_at = core::parse_iso8601(json.at("expiresAt").get<std::string>()).value();
  for (const auto& [reference, version] : json.at("secretVersions").items()) {
    about.secret_versions.emplace(reference, version);
  }
  about.approved = approved_of(json.at("plan"));
  return about;
}

// The bytes are ours by their seal, so only another format can fail here.
core::Result<SavedPlan> parse_sealed(std::string_view body) {
  try {
    const Json json = Json::parse(std::string(body) + "}");
    const std::string version = json.at("musterVersion");
    if (json.at("formatVersion") != kPlanFileFormatVersion || version != MUSTER_VERSION) {
      return refused(
          fmt::format("it was saved by muster {}, and this is " MUSTER_VERSION "; save a new plan", version));
    }
    return saved_plan_of(json);
  } catch (const std::exception&) {
    return refused("it is a plan file of a form this version does not know; save a new plan");
  }
}

}  // namespace

std::string write_plan_file(const SavedPlan& about, std::string_view plan_json, const core::Secret& key) {
  std::string text = envelope_json(about).dump(2, ' ', false, Json::error_handler_t::replace);
  text.resize(text.size() - 2);  // "\n}": the plan follows as a further member, byte for byte
  while (plan_json.ends_with('\n')) plan_json.remove_suffix(1);
  text += ",\n\"plan\": ";
  text += plan_json;
  const std::string mac = mac_of(text, key);
  return text.append(kSealStart).append(mac).append(kSealEnd);
}

core::Result<SavedPlan> read_plan_file(std::string_view file, const core::Secret& key, core::WallMillis now) {
  const auto body = open_seal(file, key);
  if (!body) return std::unexpected(body.error());
  auto plan = parse_sealed(*body);
  if (!plan) return plan;
  if (now >= plan->expires_at) return refused("it is older than 24 hours; save a new plan");
  return plan;
}

}  // namespace muster::daemon
