#include "daemon/audit_checkpoint.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "daemon/private_files.h"

namespace muster::daemon {
namespace {

using Json = nlohmann::ordered_json;

core::Error failed(const std::string& file, std::string_view why) {
  return {core::ErrorKind::invalid, fmt::format("reading the audit checkpoint {}: {}", file, why)};
}

std::optional<AuditHead> read_head(const Json& json) {
  if (!json.is_object() || !json.contains("system") || !json["system"].is_string()) return std::nullopt;
  if (!json.contains("number") || !json["number"].is_number_integer()) return std::nullopt;
  if (!json.contains("hash") || !json["hash"].is_string()) return std::nullopt;
  AuditHead head;
  head.system = json["system"].get<std::string>();
  head.number = json["number"].get<std::int64_t>();
  head.hash = json["hash"].get<std::string>();
  return head;
}

}  // namespace

std::string checkpoint_file(const std::string& store_file) { return folder_of(store_file) + "/audit.heads"; }

core::Status write_checkpoint(const std::string& file, const std::vector<AuditHead>& heads) {
  Json json = {{"formatVersion", 1}, {"heads", Json::array()}};
  for (const AuditHead& head : heads) {
    json["heads"].push_back({{"system", head.system}, {"number", head.number}, {"hash", head.hash}});
  }
  return replace_file(file, json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

core::Result<std::optional<std::vector<AuditHead>>> read_checkpoint(const std::string& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return std::optional<std::vector<AuditHead>>();
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) return std::unexpected(failed(file, "it cannot be read; check its owner"));
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("heads") || !json["heads"].is_array()) {
    return std::unexpected(failed(file, "it is damaged; restore it from a backup"));
  }
  std::vector<AuditHead> heads;
  for (const Json& each : json["heads"]) {
    auto head = read_head(each);
    if (!head) return std::unexpected(failed(file, "it is damaged; restore it from a backup"));
    heads.push_back(std::move(*head));
  }
  return std::optional(std::move(heads));
}

}  // namespace muster::daemon
