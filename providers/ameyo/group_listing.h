// One reading of all groups, with their members from the second list where the first one does not tell them.
#pragma once

#include <string>
#include <vector>

#include "providers/ameyo/api.h"
#include "providers/ameyo/group_record.h"

namespace muster::ameyo {

class GroupListing {
 public:
  // Nothing is owned. `only`, when not empty, is the key or the id of the one group whose members matter.
  GroupListing(Api& api, const Settings& settings, std::string only = {})
      : api_(&api), settings_(&settings), only_(std::move(only)) {}

  // Errors: the list could not be had; a sentence on the licence where that is the reason.
  [[nodiscard]] engine::Task<core::Status> read();

  [[nodiscard]] const std::vector<GroupRecord>& groups() const { return groups_; }
  [[nodiscard]] const std::vector<core::Error>& unreadable() const { return unreadable_; }
  // Whether everything that is there has a name: otherwise no group is proven to be absent.
  [[nodiscard]] bool is_whole() const { return nameless_ == 0; }
  [[nodiscard]] std::string why_not_whole() const;
  // Why members are not known, where neither list tells them; empty: they are.
  [[nodiscard]] const std::string& no_members() const { return no_members_; }

 private:
  [[nodiscard]] engine::Task<core::Error> explained(core::Error error);
  [[nodiscard]] engine::Task<core::Status> take_other_list(core::Error problem);
  [[nodiscard]] engine::Task<void> read_members();
  [[nodiscard]] core::Status take(const nlohmann::json& answer);
  void take_members(const nlohmann::json& answer);
  void take_broken(const nlohmann::json& group, const core::Error& problem);
  [[nodiscard]] bool lacks_members() const;

  Api* api_;
  const Settings* settings_;
  std::string only_;
  std::vector<GroupRecord> groups_;
  std::vector<core::Error> unreadable_;
  std::string no_members_;
  std::size_t nameless_ = 0;
};

}  // namespace muster::ameyo
