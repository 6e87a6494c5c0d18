#include "providers/ameyo/user_record.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "providers/kit/json_read.h"
#include "reconciler/core/name.h"

namespace muster::ameyo {

using core::Error;
using core::ErrorKind;
using core::Result;
using nlohmann::json;

namespace {

// Reads members one after the other and keeps the first error.
class Members {
 public:
  Members(const json& value, const kit::JsonObject& object) : value_(&value), object_(&object) {}

  Told<std::string> text(const char* key) {
    const auto found = object_->text(key);
    if (!found) return failed<std::string>(found.error());
    if (!value_->contains(key)) return std::nullopt;
    return *found ? Told<std::string>(std::string(**found)) : Told<std::string>(std::optional<std::string>());
  }
  // Numbers and booleans may come as text.
  Told<bool> boolean(const char* key) {
    const json* member = object_->member(key);
    if (member != nullptr && (*member == json("true") || *member == json("false"))) {
      return Told<bool>(*member == json("true"));
    }
    const auto found = object_->boolean(key);
    if (!found) return failed<bool>(found.error());
    return value_->contains(key) ? Told<bool>(*found) : std::nullopt;
  }
  // "" is a number that is not set.
  Told<std::int64_t> integer(const char* key) {
    const json* member = object_->member(key);
    if (member != nullptr && member->is_string() && core::trim(member->get<std::string>()).empty()) {
      return Told<std::int64_t>(std::optional<std::int64_t>());
    }
    const auto found = object_->integer(key);
    if (!found) return failed<std::int64_t>(found.error());
    return value_->contains(key) ? Told<std::int64_t>(*found) : std::nullopt;
  }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  template <typename T>
  Told<T> failed(const Error& error) {
    if (!error_) error_ = error;
    return std::nullopt;
  }

  const json* value_;
  const kit::JsonObject* object_;
  std::optional<Error> error_;
};

Error broken(std::string what) { return Error(ErrorKind::protocol, core::Delivery::refused, std::move(what)); }

const json kNull;

const json& member_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? kNull : *found;
}

// Digits, as a number or as text; empty: neither.
std::string number_text(const json& value) {
  if (value.is_number_integer()) return value.dump();
  if (!value.is_string()) return {};
  const auto& text = value.get_ref<const std::string&>();
  return text.find_first_not_of("0123456789") == std::string::npos ? text : std::string();
}

// The n-th skill has the n-th level: neither list means anything alone.
std::optional<std::vector<std::string>> skills_in(const json& user) {
  if (!user.contains("skillIds") && !user.contains("skillLevelIds")) return std::nullopt;
  const json& skills = member_of(user, "skillIds");
  const json& levels = member_of(user, "skillLevelIds");
  const auto size = [](const json& list) { return list.is_array() ? list.size() : 0; };
  if ((!skills.is_null() && !skills.is_array()) || (!levels.is_null() && !levels.is_array())) return std::nullopt;
  if (size(skills) != size(levels)) return std::nullopt;
  std::vector<std::string> pairs;
  for (std::size_t i = 0; i < size(skills); ++i) {
    const auto skill = number_text(skills[i]);
    const auto level = number_text(levels[i]);
    if (skill.empty() || level.empty()) return std::nullopt;
    pairs.push_back(skill + ":" + level);
  }
  return pairs;
}

}  // namespace

Result<UserRecord> read_user(const json& user) {
  const kit::JsonPlace place("user");
  const auto object = kit::JsonObject::of(user, place);
  if (!object) return std::unexpected(broken(object.error().what));
  Members members(user, *object);
  UserRecord record;
  record.user_id = user_id_in(user);
  auto number = members.integer("ccUserId");
  if (!number.has_value() || !number->has_value()) number = members.integer("contactCenterUserId");
  record.user_name = members.text("userName");
  record.user_type = members.text("userType");
  record.system_user_type = members.text("systemUserType");
  record.default_ready = members.boolean("defaultReady");
  record.login_policy = members.text("loginPolicy");
  record.max_allowed_logins = members.integer("maxAllowedLogins");
  record.mapping_user_id = members.text("mappingUserId");
  record.skills = skills_in(user);
  if (members.error()) return std::unexpected(broken(members.error()->what));
  if (record.user_id.empty()) return std::unexpected(broken("it has no userId"));
  if (!number.has_value() || !number->has_value()) return std::unexpected(broken("it has no ccUserId"));
  record.cc_user_id = std::to_string(**number);
  return record;
}

std::string user_id_in(const json& user) {
  if (!user.is_object()) return {};
  const json& id = member_of(user, "userId");
  if (id.is_string()) return std::string(core::trim(id.get_ref<const std::string&>()));
  return id.is_number_integer() ? id.dump() : std::string();  // a login of digits
}

std::string user_key(const UserRecord& user) { return core::comparable(user.user_id, core::Compare::folded); }

std::string oddity_of(const UserRecord& user) {
  const auto type = user.user_type.value_or(std::nullopt).value_or("");
  const auto system_type = user.system_user_type.value_or(std::nullopt).value_or("");
  if (type.empty() || system_type.empty() || core::same(type, system_type, core::Compare::folded)) return {};
  return fmt::format("{} has userType {} and systemUserType {}", user.user_id, type, system_type);
}

}  // namespace muster::ameyo
