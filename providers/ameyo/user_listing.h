// One reading of all users, with what could not be read of them.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "providers/ameyo/api.h"
#include "providers/ameyo/known.h"
#include "providers/ameyo/user_record.h"

namespace muster::ameyo {

class UserListing {
 public:
  using OnUser = std::function<void(const UserRecord& user, const nlohmann::json& as_told)>;

  // Nothing is owned.
  UserListing(Api& api, const Settings& settings, Known& known) : api_(&api), settings_(&settings), known_(&known) {}

  // `on_user` gets every user who can be read, in the order of the answer; one who comes twice, exactly alike, once.
  // People are known anew when the answer was read to its end. Errors: it was not.
  [[nodiscard]] engine::Task<core::Status> read(OnUser on_user);

  // Whether everybody who is there has a name: otherwise nobody is proven to be absent.
  [[nodiscard]] bool is_whole() const { return nameless_ == 0; }
  [[nodiscard]] std::size_t count() const { return seen_.size(); }
  [[nodiscard]] const std::vector<core::Error>& unreadable() const { return unreadable_; }
  [[nodiscard]] const std::vector<std::string>& oddities() const { return oddities_; }
  // The sentence for a listing that is not whole.
  [[nodiscard]] std::string why_not_whole() const;

 private:
  void take(const nlohmann::json& element, std::size_t index, const OnUser& on_user);
  void take_broken(const nlohmann::json& element, std::size_t index, const core::Error& problem);

  Api* api_;
  const Settings* settings_;
  Known* known_;
  People people_;
  std::map<std::string, UserRecord> seen_;  // by ccUserId
  std::vector<core::Error> unreadable_;
  std::vector<std::string> oddities_;
  std::size_t nameless_ = 0;
};

}  // namespace muster::ameyo
