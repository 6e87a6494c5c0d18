// The calls that muster makes, one function each. Errors as in answer.h.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "providers/ameyo/answer.h"
#include "providers/ameyo/session.h"
#include "providers/ameyo/settings.h"
#include "providers/kit/json_read.h"
#include "providers/net/http.h"
#include "reconciler/core/change.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/task.h"

namespace muster::ameyo {

// Which object a path names, and for which write.
struct Target {
  std::string id;
  std::shared_ptr<const core::Write> write;

  Target(std::string object_id, std::shared_ptr<const core::Write> cause)
      : id(std::move(object_id)), write(std::move(cause)) {}
};

class Api {
 public:
  using Body = engine::Task<core::Result<nlohmann::json>>;
  using Done = engine::Task<core::Status>;

  // The clock is not owned.
  Api(std::shared_ptr<net::HttpClient> http, std::shared_ptr<SessionHttp> session, Settings settings,
      engine::Clock& clock)
      : http_(std::move(http)), session_(std::move(session)), settings_(std::move(settings)), clock_(&clock) {}

  // GET /cc/contactCenterUsers/getAllContactCenterUsers, of the contact centre of the settings: everybody, in one
  // answer that is handed over user by user. Some may have been handed over before an error is found.
  [[nodiscard]] Done users(std::shared_ptr<const kit::OnElement> on_user);
  [[nodiscard]] Body groups();             // GET /group/getAllAvailableGroups; not_found: there is no such list
  [[nodiscard]] Body groups_of_center();   // GET /cc/usergroup/getAllContactCenterUserGroupsOfContactCenter
  [[nodiscard]] Body hierarchy_licence();  // GET /group/isGroupHierarchyLicenseEnabled: any JSON

  // Writes. The answer is whatever the server says, null where that is nothing.
  [[nodiscard]] Body create_user(std::string body, std::shared_ptr<const core::Write> write);
  [[nodiscard]] Body update_user(Target user, std::string body);  // the id that settings.updateId names
  [[nodiscard]] Body remove_user(Target user);                    // by userId
  [[nodiscard]] Body end_sessions(std::string body, std::shared_ptr<const core::Write> write);
  [[nodiscard]] Body create_group(std::string body, std::shared_ptr<const core::Write> write);
  [[nodiscard]] Body change_group(std::string body, std::shared_ptr<const core::Write> write);
  [[nodiscard]] Body remove_group(Target group);

  [[nodiscard]] const Opened& opened() const { return session_->opened(); }

 private:
  [[nodiscard]] net::HttpRequest request(net::Method method, const std::string& path, std::string body = {}) const;
  [[nodiscard]] Call call_of(const net::HttpRequest& request) const;
  [[nodiscard]] Body get(std::string path, bool of_one = false);
  [[nodiscard]] Body change(net::HttpRequest request, std::shared_ptr<const core::Write> write, bool of_one = false);

  std::shared_ptr<net::HttpClient> http_;
  std::shared_ptr<SessionHttp> session_;
  Settings settings_;
  engine::Clock* clock_;
};

}  // namespace muster::ameyo
