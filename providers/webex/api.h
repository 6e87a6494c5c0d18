// The calls of Webex that muster makes, one function each. Errors as in answer.h.
#pragma once

#include <memory>
#include <string>

#include "providers/webex/answer.h"
#include "providers/webex/settings.h"
#include "reconciler/core/table.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/task.h"

namespace muster::webex {

// What the token needs, by call.
namespace scope {
inline constexpr std::string_view people_read = "spark-admin:people_read";
inline constexpr std::string_view people_write = "spark-admin:people_write";
inline constexpr std::string_view roles_read = "spark-admin:roles_read";
inline constexpr std::string_view licences_read = "spark-admin:licenses_read";
inline constexpr std::string_view telephony_read = "spark-admin:telephony_config_read";
inline constexpr std::string_view telephony_write = "spark-admin:telephony_config_write";
inline constexpr std::string_view scim = "identity:people_rw";
}  // namespace scope

// A write: its body, and the id by which the vendor's logs can find it.
struct Sending {
  std::string body;
  std::string request_id;

  Sending() = default;
  Sending(std::string text, std::string id) : body(std::move(text)), request_id(std::move(id)) {}
};

class Api {
 public:
  using Asked = engine::Task<Answer>;

  // Settings, clock and random are not owned.
  Api(std::shared_ptr<net::HttpClient> http, const Settings& settings, engine::Clock& clock, engine::Random& random)
      : http_(std::move(http)), settings_(&settings), clock_(&clock), random_(&random) {}

  // Targets of lists, with everything but `max` and `start`. `tier` is kBasicSupervisor or kAssistSupervisor.
  [[nodiscard]] std::string people_target() const;
  [[nodiscard]] std::string people_with_role_target(std::string_view role_id) const;
  [[nodiscard]] std::string supervisors_target(core::EntityIndex tier) const;
  [[nodiscard]] std::string agents_target(core::EntityIndex tier, std::string_view supervisor) const;
  [[nodiscard]] std::string available_agents_target(core::EntityIndex tier) const;
  [[nodiscard]] Asked page(std::string target, std::string_view needs);  // one page of any of them

  [[nodiscard]] Asked me();
  [[nodiscard]] Asked person(std::string id);          // GET /people/{id}
  [[nodiscard]] Asked whole_person(std::string id);    // with all that a PUT must send back
  [[nodiscard]] Asked people_by_ids(std::string ids);  // at most 85, with commas between them
  [[nodiscard]] Asked people_by_email(std::string email);
  [[nodiscard]] Asked roles();
  [[nodiscard]] Asked licences();

  [[nodiscard]] Asked create_supervisor(core::EntityIndex tier, std::shared_ptr<const Sending> sending);
  [[nodiscard]] Asked change_agents(core::EntityIndex tier, std::string id, std::shared_ptr<const Sending> sending);
  [[nodiscard]] Asked remove_basic_supervisor(std::string id, std::string request_id);
  [[nodiscard]] Asked remove_supervisors(std::shared_ptr<const Sending> sending);            // the tier is in the body
  [[nodiscard]] Asked patch_user(std::string user, std::shared_ptr<const Sending> sending);  // SCIM; bare UUIDs
  [[nodiscard]] Asked put_person(std::string id, std::shared_ptr<const Sending> sending);

  std::string scim_org;  // bare UUID of the organisation; empty: not known yet

 private:
  [[nodiscard]] std::string in_org(std::string target) const;
  [[nodiscard]] Asked get(std::string path, std::string_view needs);
  [[nodiscard]] Asked send(std::shared_ptr<net::HttpRequest> request, Call call, std::string request_id);
  [[nodiscard]] Asked write(net::Method method, std::string target, std::string_view needs,
                            std::shared_ptr<const Sending> sending);
  [[nodiscard]] std::string tracking_id(const std::string& request_id) const;

  std::shared_ptr<net::HttpClient> http_;
  const Settings* settings_;
  engine::Clock* clock_;
  engine::Random* random_;
};

}  // namespace muster::webex
