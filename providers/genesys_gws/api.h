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
  bool details = false;   // subresources=* too: skills and devices
  std::string user_name;  // not empty: only this login

  UsersQuery() {}
};

// How a listing is asked for. Old servers may reject sortBy or a large limit.
struct ListingForm {
  std::string sort_by;  // empty: not sent
  std::size_t largest_page = 0;
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
        clock_(&clock),
        form_{settings_.sort_by, static_cast<std::size_t>(settings_.page_size)} {}

  [[nodiscard]] Body version();   // GET /diagnostics/version, without credentials
  [[nodiscard]] Body me();        // GET /me
  [[nodiscard]] Body features();  // GET /features?fields=*
  // GET /users. A first page that is rejected for its parameters (2, 3, 10) is asked for without sortBy, then with a
  // limit of 100 at most; what worked is kept. Elements of "users" go to `on_user` as they are read; in the result that
  // list is there and empty.
  [[nodiscard]] Body users(UsersQuery query, kit::OnElement on_user);
  [[nodiscard]] Body user(std::string id);  // GET /users/{id}, with everything
  // POST /users and PUT (or POST) /users/{id}. Secrets of the write are kept out of errors.
  [[nodiscard]] Body create_user(std::string body, std::shared_ptr<const core::Write> write);
  [[nodiscard]] Done update_user(std::string body, std::shared_ptr<const core::Write> write);
  [[nodiscard]] Done remove_user(std::shared_ptr<const core::Write> write);  // DELETE /users/{id}
  // POST /users/{id}/devices
  [[nodiscard]] Done assign_device(std::string id, std::string body, std::shared_ptr<const core::Write> write);

  // The most users that one answer to users() can hold, as far as is known.
  [[nodiscard]] std::size_t largest_page() const { return form_.largest_page; }

 private:
  [[nodiscard]] net::HttpRequest request(net::Method method, const std::string& path, std::string body = {}) const;
  [[nodiscard]] Body send(std::shared_ptr<net::HttpClient> through, net::HttpRequest request,
                          std::shared_ptr<const core::Write> write);
  [[nodiscard]] Done change(net::HttpRequest request, std::shared_ptr<const core::Write> write);
  [[nodiscard]] Call call_of(const net::HttpRequest& request) const;

  std::shared_ptr<net::HttpClient> signed_in_;
  std::shared_ptr<net::HttpClient> anonymous_;
  Settings settings_;
  engine::Clock* clock_;
  ListingForm form_;  // that worked
};

}  // namespace muster::genesys_gws
