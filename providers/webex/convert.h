// Between the vendor's JSON and muster's rows and writes. Pure.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "providers/webex/known.h"
#include "reconciler/core/change.h"
#include "reconciler/core/error.h"
#include "reconciler/core/table.h"

namespace muster::webex {

using Texts = std::vector<std::string>;

// One person. What Webex does not tell, or tells in a form that is not understood, is nullopt, never empty.
struct PersonRecord {
  std::string id;
  Texts emails;                   // the one that people know them by first
  std::optional<Texts> roles;     // ids
  std::optional<Texts> licences;  // ids
  std::string org_id;
  std::string last_modified;
};

// Errors (protocol): no id, or no e-mail.
[[nodiscard]] core::Result<PersonRecord> read_person(const nlohmann::json& person);
// The same of an account that may have no e-mail.
[[nodiscard]] core::Result<PersonRecord> read_account(const nlohmann::json& account);

// An element of a list of supervisors.
struct SupervisorRecord {
  std::string id;
  std::optional<std::int64_t> agent_count;
};
[[nodiscard]] core::Result<SupervisorRecord> read_supervisor(const nlohmann::json& supervisor);

// A role or a licence: id and name.
struct NamedRecord {
  std::string id;
  std::string name;
};
// The elements of "items" of an answer to GET /roles or GET /licenses. Errors (protocol): there is no such list, or
// an element lacks id or name.
[[nodiscard]] core::Result<std::vector<NamedRecord>> read_named(const nlohmann::json& answer);

// One row of "supervisorAgentStatus".
struct StatusRow {
  std::string key;  // id_key of the agent; bare or encoded on the wire
  std::string status;
  std::string message;
};
// Empty: everything was applied. Rows that are odd are left out.
[[nodiscard]] std::vector<StatusRow> read_status_rows(const nlohmann::json& answer);

// The names of ids; nothing when there are no ids, or one of them has no name.
[[nodiscard]] std::optional<Texts> names_of(const std::optional<Texts>& ids, const Names& names);

void add_person(const PersonRecord& person, const Known& known, core::TableBuilder& rows);
void add_role(const NamedRecord& role, core::TableBuilder& rows);

struct SupervisorRow {
  core::EntityIndex tier = 0;
  std::string id;
  std::string email;
  std::optional<Texts> agents;  // e-mails and ids as they are shown; nothing: not known
};
void add_supervisor(const SupervisorRow& supervisor, core::TableBuilder& rows);

// One step of a change of agents.
struct AgentAction {
  std::string id;  // as it goes on the wire
  bool add = true;
  std::string spelling;  // of the manifest
};

[[nodiscard]] std::string create_body(std::string_view supervisor, const std::vector<AgentAction>& agents);
[[nodiscard]] std::string agents_body(const std::vector<AgentAction>& actions);
[[nodiscard]] std::string bulk_removal_body(core::EntityIndex tier, std::string_view supervisor);
// RFC 7644: one operation that adds, and one that removes for each role. Role ids.
[[nodiscard]] std::string scim_body(const Texts& added, const Texts& removed);
// All of the answer to a GET that a PUT may carry, with other roles. `email` goes first among the e-mails.
[[nodiscard]] std::string person_body(nlohmann::json person, const Texts& role_ids, std::string_view email);

}  // namespace muster::webex
