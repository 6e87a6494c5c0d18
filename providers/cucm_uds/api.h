// The calls of UDS. Errors as in answer.h.
#pragma once

#include <memory>
#include <string>

#include "providers/cucm_uds/answer.h"
#include "providers/cucm_uds/sessions.h"
#include "reconciler/engine/clock.h"

namespace muster::cucm_uds {

// A change to be sent. `user`: as it is spelled; it signs in as the same.
struct Change {
  net::Method method = net::Method::put;
  std::string user;
  std::string path;  // below the user: "/speedDials"
  std::string body;
  std::string request_id;

  Change() = default;
};

class Api {
 public:
  using Answer = engine::Task<core::Result<kit::XmlElement>>;

  // Sessions and clock are not owned.
  Api(Sessions& sessions, Settings settings, engine::Clock& clock)
      : sessions_(&sessions), settings_(std::move(settings)), clock_(&clock) {}

  // GET /user/{user}{path}, signed in as that user. Errors: not_found only where UDS has been seen to answer.
  [[nodiscard]] Answer get(std::string user, std::string path);
  // The same of what may be nothing at all: a success without a body is an element without a name.
  [[nodiscard]] Answer get_if_any(std::string user, std::string path);
  // GET {path}, which needs no credentials; a server that wants some gets those of a user it has answered.
  [[nodiscard]] Answer get_open(std::string path);
  // PUT, POST or DELETE /user/{user}{path}: the answer of a success, whatever it holds.
  [[nodiscard]] engine::Task<core::Result<net::HttpResponse>> change(Change change);

  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] Sessions& sessions() const { return *sessions_; }

 private:
  [[nodiscard]] net::HttpRequest request(net::Method method, std::string path) const;
  // That UDS answers here at all.
  [[nodiscard]] engine::Task<core::Status> prove(std::string user);
  [[nodiscard]] Answer ask(std::shared_ptr<net::HttpClient> http, std::string path, bool may_be_empty = false);
  [[nodiscard]] Answer get_as(std::string user, std::string path, bool may_be_empty);

  Sessions* sessions_;
  Settings settings_;
  engine::Clock* clock_;
  bool answered_ = false;
  std::string answered_user_;  // whose credentials are known to be right; empty: nobody's yet
};

// The user id in comparable form: how sessions and keys know it.
[[nodiscard]] std::string user_key(std::string_view user);

}  // namespace muster::cucm_uds
