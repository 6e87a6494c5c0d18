// The calls of Genesys Web Services that muster makes, one function each. Errors as in answer.h.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "providers/genesys_gws/answer.h"
#include "providers/genesys_gws/settings.h"
#include "providers/net/http.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/task.h"

namespace muster::genesys_gws {

// One page of GET /users.
struct UsersQuery {
  std::size_t limit = 0;
  std::size_t offset = 0;
  bool details = false;   // subresources=* (skills and devices too) instead of fields=*
  std::string user_name;  // not empty: only this login

  UsersQuery() {}
};

class Api {
 public:
  using Body = engine::Task<core::Result<nlohmann::json>>;
  using Done = engine::Task<core::Status>;

  // `anonymous` sends no credentials. The clock is not owned.
  Api(std::shared_ptr<net::HttpClient> signed_in, std::shared_ptr<net::HttpClient> anonymous, Settings settings,
      engine::Clock& clock)
      : signed_in_(std::move(signed_in)),
        anonymous_(std::move(anonymous)),
        settings_(std::move(settings)),
        clock_(&clock) {}

  [[nodiscard]] Body version();   // GET /diagnostics/version, without credentials
  [[nodiscard]] Body me();        // GET /me
  [[nodiscard]] Body features();  // GET /features?fields=*
  // GET /users. Elements of "users" go to `on_user` as they are read; in the result that list is there and empty.
  [[nodiscard]] Body users(UsersQuery query, kit::OnElement on_user);
  [[nodiscard]] Body user(std::string id);                             // GET /users/{id}?subresources=*
  [[nodiscard]] Body create_user(std::string body);                    // POST /users
  [[nodiscard]] Done update_user(std::string id, std::string body);    // PUT (or POST) /users/{id}
  [[nodiscard]] Done remove_user(std::string id);                      // DELETE /users/{id}
  [[nodiscard]] Done assign_device(std::string id, std::string body);  // POST /users/{id}/devices

 private:
  [[nodiscard]] net::HttpRequest request(net::Method method, const std::string& path, std::string body = {}) const;
  [[nodiscard]] Body send(std::shared_ptr<net::HttpClient> through, net::HttpRequest request, std::string streamed,
                          kit::OnElement on_element);
  [[nodiscard]] Done change(net::HttpRequest request);

  std::shared_ptr<net::HttpClient> signed_in_;
  std::shared_ptr<net::HttpClient> anonymous_;
  Settings settings_;
  engine::Clock* clock_;
};

}  // namespace muster::genesys_gws
