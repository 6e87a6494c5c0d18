#include "providers/ameyo/group_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "providers/ameyo/catalog.h"
#include "providers/ameyo/envelope.h"
#include "reconciler/core/name.h"

namespace muster::ameyo {

using core::ElementResult;
using core::Error;
using nlohmann::json;

namespace {

std::string folded(std::string_view text) { return core::comparable(text, core::Compare::folded); }

bool holds(const std::string& text, std::string_view word) { return text.find(word) != std::string::npos; }

// "failedUserIds", "notAssigned", "groupErrorReason": under such a member stands what did not work.
bool names_failures(const std::string& member) {
  constexpr std::array<std::string_view, 6> kWords = {"fail",   "notassigned", "error",
                                                      "reject", "invalid",     "unassignable"};
  const auto name = folded(member);
  return std::ranges::any_of(kWords, [&](std::string_view word) { return holds(name, word); });
}

// "SUCCESS", "assigned successfully", "already.assigned"; a number is an id of the assignment.
bool is_fine(const std::string& said) {
  const auto text = folded(said);
  constexpr std::array<std::string_view, 12> kFine = {
      "", "ok", "true", "done", "null", "none", "added", "removed", "assigned", "unassigned", "created", "updated"};
  if (std::ranges::find(kFine, core::trim(text)) != kFine.end()) return true;
  if (text.find_first_not_of("0123456789-") == std::string::npos) return true;
  constexpr std::array<std::string_view, 6> kNot = {"not", "unsuccess", "unable", "fail", "error", "reject"};
  if (std::ranges::any_of(kNot, [&](std::string_view word) { return holds(text, word); })) return false;
  return holds(text, "success") || (holds(text, "already") && holds(text, "assigned"));
}

std::string scalar(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_number_integer() || value.is_boolean() ? value.dump() : std::string();
}

// What is said first in it that is not fine; empty: nothing.
std::string first_words(const json& value) {
  if (!value.is_structured()) return is_fine(scalar(value)) ? std::string() : scalar(value);
  for (const auto& one : value) {
    if (auto words = first_words(one); !words.empty()) return words;
  }
  return {};
}

bool is_failing_status(const json& value) {
  constexpr std::int64_t kFailures = 400;
  return value.is_number_integer() && value.get<std::int64_t>() >= kFailures && value.get<std::int64_t>() < 600;
}

// Walks the answer and notes what is said of one person. `heading` is why a bare id stands where it stands.
class Search {
 public:
  explicit Search(const PersonIds& person) : person_(&person) {}

  void walk(const json& value, const std::string& heading, int depth = 0) {
    constexpr int kDeepest = 8;
    if (depth > kDeepest || reason_) return;
    if (value.is_object()) walk_object(value, heading, depth);
    if (value.is_array()) {
      for (const auto& one : value) {
        if (is_person(scalar(one)) && !heading.empty()) note(heading);
        walk(one, heading, depth + 1);
      }
    }
  }
  [[nodiscard]] const std::optional<std::string>& reason() const { return reason_; }

 private:
  [[nodiscard]] bool is_person(const std::string& id) const {
    return !id.empty() && (id == person_->cc_user_id || folded(id) == folded(person_->user_id));
  }
  void note(const std::string& said) {
    if (!reason_ && !is_fine(said)) reason_ = said == "false" ? "it was not done" : said;
  }
  void walk_object(const json& object, const std::string& heading, int depth) {
    if (is_about(object)) return take_words(object, heading);
    for (const auto& [key, value] : object.items()) {
      if (is_person(key)) {
        note(value.is_object() ? words_of(value, heading) : scalar(value));
      } else {
        walk(value, names_failures(key) ? key : heading, depth + 1);
      }
    }
  }
  [[nodiscard]] bool is_about(const json& object) const {
    return std::ranges::any_of(std::array{"ccUserId", "contactCenterUserId", "userId", "userID"},
                               [&](const char* name) {
                                 const auto found = object.find(name);
                                 return found != object.end() && is_person(scalar(*found));
                               });
  }
  [[nodiscard]] static std::string words_of(const json& object, const std::string& heading) {
    for (const char* name : {"errorReason", "reason", "error", "errorMessage", "message", "info", "status", "result"}) {
      const auto found = object.find(name);
      if (found != object.end() && !scalar(*found).empty() && !found->is_number()) return scalar(*found);
    }
    const auto status = object.find("status");
    return status != object.end() && is_failing_status(*status) ? fmt::format("status {}", scalar(*status)) : heading;
  }
  void take_words(const json& object, const std::string& heading) { note(words_of(object, heading)); }

  const PersonIds* person_;
  std::optional<std::string> reason_;
};

struct Listed {
  std::string_view path;
  const std::vector<PersonIds>* people;
  const char* what;
  bool assigned;
};

std::vector<Listed> lists_of(const GroupChange& change) {
  const auto& fields = catalog().entities[kGroup].fields;
  const auto managers = fields[kSupervisors].path;
  const auto users = fields[kAgents].path;
  return {{managers, &change.managers.assign, "was not assigned", true},
          {managers, &change.managers.unassign, "was not taken out", false},
          {users, &change.users.assign, "was not assigned", true},
          {users, &change.users.unassign, "was not taken out", false}};
}

ElementResult refusal(const Listed& list, const PersonIds& person, const std::string& why) {
  Error error(core::ErrorKind::rejected, core::Delivery::refused, fmt::format("{}: {}", list.what, quotable(why)));
  return {std::string(list.path), person.user_id, std::move(error)};
}

// What is said of users is not about managers.
json part_about(const json& answer, bool managers) {
  json part = answer;
  if (!part.is_object()) return part;
  for (const char* member : {"managerAssignmentInGroupResponse", "userAssignmentInGroupResponse"}) {
    if ((*member == 'm') != managers) part.erase(member);
  }
  return part;
}

bool names_person(const std::vector<std::string>& names, const PersonIds& person) {
  return std::ranges::any_of(names,
                             [&](const auto& name) { return core::same(name, person.user_id, core::Compare::folded); });
}

}  // namespace

std::string group_error_in(const json& answer) {
  if (!answer.is_object()) return {};
  for (const auto& [key, value] : answer.items()) {
    if (!holds(folded(key), "errorreason")) continue;
    if (auto said = first_words(value); !said.empty()) return said;
  }
  return {};
}

std::string new_group_id_in(const json& answer) {
  if (!answer.is_object()) return {};
  auto id = group_id_in(answer);
  for (const char* member : {"group", "userGroup", "contactCenterUserGroup"}) {
    const auto found = answer.find(member);
    if (id.empty() && found != answer.end()) id = group_id_in(*found);
  }
  return id;
}

std::vector<ElementResult> refusals_in(const json& answer, const GroupChange& change) {
  std::vector<ElementResult> refusals;
  const auto& managers = catalog().entities[kGroup].fields[kSupervisors].path;
  for (const auto& list : lists_of(change)) {
    const json part = part_about(answer, list.path == managers);
    for (const auto& person : *list.people) {
      Search search(person);
      search.walk(part, {});
      if (search.reason()) refusals.push_back(refusal(list, person, *search.reason()));
    }
  }
  return refusals;
}

Effect effect_on(const Group& group, const GroupChange& change) {
  Effect effect;
  const auto& managers = catalog().entities[kGroup].fields[kSupervisors].path;
  for (const auto& list : lists_of(change)) {
    const auto& members = list.path == managers ? group.supervisors : group.agents;
    if (!members) continue;
    for (const auto& person : *list.people) {
      const bool as_asked = names_person(*members, person) == list.assigned;
      effect.took = effect.took || as_asked;
      if (!as_asked) effect.missing.push_back(refusal(list, person, "the group does not show it"));
    }
  }
  return effect;
}

}  // namespace muster::ameyo
