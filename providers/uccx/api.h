// The calls of /adminapi that muster makes, one function each. Errors as in answer.h.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "providers/net/http.h"
#include "providers/uccx/answer.h"
#include "providers/uccx/settings.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/task.h"

namespace muster::uccx {

class Api {
 public:
  using Body = engine::Task<core::Result<nlohmann::json>>;
  using Done = engine::Task<core::Status>;

  // The clock is not owned.
  Api(std::shared_ptr<net::HttpClient> http, Settings settings, engine::Clock& clock)
      : http_(std::move(http)), settings_(std::move(settings)), clock_(&clock) {}

  [[nodiscard]] Body resources();               // GET /adminapi/resource: everybody in one answer
  [[nodiscard]] Body resource(std::string id);  // GET /adminapi/resource/{id}
  [[nodiscard]] Body teams();                   // GET /adminapi/team
  [[nodiscard]] Body team(std::string id);      // GET /adminapi/team/{id}
  // POST /adminapi/team: the new team's URL, from the body or the Location header; empty: it was not told.
  [[nodiscard]] engine::Task<core::Result<std::string>> create_team(std::string body, std::string request_id);
  [[nodiscard]] Done update_team(std::string id, std::string body, std::string request_id);  // PUT /adminapi/team/{id}
  [[nodiscard]] Done remove_team(std::string id, std::string request_id);                    // DELETE

 private:
  [[nodiscard]] net::HttpRequest request(net::Method method, const std::string& path, std::string body = {}) const;
  [[nodiscard]] Body get(std::string path);
  [[nodiscard]] engine::Task<core::Result<net::HttpResponse>> change(net::HttpRequest request, std::string request_id);

  std::shared_ptr<net::HttpClient> http_;
  Settings settings_;
  engine::Clock* clock_;
};

}  // namespace muster::uccx
