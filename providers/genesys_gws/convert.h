// Between the vendor's JSON and muster's rows and writes. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "providers/kit/json_read.h"
#include "reconciler/core/change.h"
#include "reconciler/core/error.h"
#include "reconciler/core/table.h"

namespace muster::genesys_gws {

// One user as the vendor tells it. What it does not tell, or tells in a form that is not understood, is nullopt, never
// empty and never shorter. Views into the document.
struct UserRecord {
  std::string_view id;
  std::string_view user_name;
  std::optional<std::string_view> first_name;
  std::optional<std::string_view> last_name;
  std::optional<std::string_view> email_address;
  std::optional<std::string_view> contact_center_id;
  std::optional<bool> enabled;
  std::optional<std::vector<std::string>> roles;
  std::optional<std::vector<std::string>> devices;  // phone numbers
  std::optional<std::vector<std::string>> skills;   // names
  std::string odd;                                  // the first field that was not understood; empty: none
};

// Errors (protocol): no userName, or an id that is not text. Any other odd field is left unknown.
[[nodiscard]] core::Result<UserRecord> read_user(const nlohmann::json& user, const kit::JsonPlace& place);

// The one user of an answer to /users/{id}.
[[nodiscard]] core::Result<UserRecord> read_only_user(const nlohmann::json& answer);

// The user of an answer to /me: login, id, roles and contact centre, and no other field is looked at. Errors
// (protocol): one of these four is odd, as what protects the account must not be guessed.
[[nodiscard]] core::Result<UserRecord> read_own_user(const nlohmann::json& answer);

// One id in two spellings: dashes and case do not matter (a listing may show hexadecimal, the single user dashes).
[[nodiscard]] bool same_id(std::string_view one, std::string_view other);

// userName of an element that read_user refuses, so that it can be reported by name.
[[nodiscard]] std::optional<std::string_view> user_name_of(const nlohmann::json& user);

void add_row(const UserRecord& user, core::TableBuilder& rows);

// Bodies of POST /users and PUT /users/{id}: only the fields of the write. Devices are calls of their own.
[[nodiscard]] std::string create_body(const core::Write& write);
[[nodiscard]] std::string update_body(const core::Write& write);  // "{}": there is nothing to put
[[nodiscard]] std::string device_body(std::string_view phone_number);

// Names of the features that are switched on; nothing when the answer names none that begins with "api-": it then
// says nothing about interfaces.
[[nodiscard]] std::optional<std::set<std::string, std::less<>>> read_features_of(const nlohmann::json& answer);

// The text with every secret of the write replaced by asterisks, plain, percent-encoded and as in JSON: servers like to
// repeat what they were sent. Wants the text as it came: a secret that was cut or changed is not found.
[[nodiscard]] std::string without_secrets(std::string text, const core::Write& write);

}  // namespace muster::genesys_gws
