#include "providers/webex/api.h"

#include <fmt/format.h>

#include "providers/kit/percent.h"
#include "providers/webex/catalog.h"
#include "providers/webex/target.h"
#include "reconciler/core/intent.h"

namespace muster::webex {

using kit::percent_encode;
using net::HttpRequest;
using net::Method;

namespace {

constexpr std::chrono::milliseconds kReadTimeout{30'000};
constexpr std::string_view kSupervisors = "/telephony/config/supervisors";

std::string with_tier(std::string_view target, core::EntityIndex tier) {
  return with_parameter(target, "hasCxEssentials", tier == kAssistSupervisor ? "true" : "false");
}

std::string supervisor_path(std::string_view id) { return fmt::format("{}/{}", kSupervisors, percent_encode(id)); }

// What people are shown: the path below the base, without the query, which would name a page.
std::string shown(const std::string& target, const std::string& base) {
  const std::string path = target.substr(0, target.find('?'));
  return path.starts_with(base) ? path.substr(base.size()) : path;
}

}  // namespace

std::string Api::tracking_id(const std::string& request_id) const {
  if (!request_id.empty()) return "muster_" + request_id;
  const auto high = random_->next();
  const auto low = random_->next();
  return fmt::format("muster_{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32U, high >> 16U & 0xFFFFU, high & 0xFFFFU,
                     low >> 48U, low & 0xFFFFFFFFFFFFU);
}

std::string Api::in_org(std::string target) const {
  return settings_->org_id.empty() ? target : with_parameter(target, "orgId", settings_->org_id);
}

Api::Asked Api::send(std::shared_ptr<HttpRequest> request, Call call, std::string request_id) {
  request->headers.set("Accept", "application/json");
  request->headers.set("TrackingID", tracking_id(request_id));
  request->timeout = request->method == Method::get ? kReadTimeout : core::kWriteTimeout;
  HttpRequest one = std::move(*request);
  const auto response = co_await http_->send(std::move(one));
  if (!response) {
    core::Error error = response.error();
    error.what = fmt::format("{}: {}", to_text(call), error.what);
    co_return std::unexpected(Failure(std::move(error), 0));
  }
  co_return read_answer(call, *response, clock_->wall_now());
}

Api::Asked Api::page(std::string target, std::string_view needs) {
  Call call(Method::get, shown(target, settings_->base_path), settings_->system, needs);
  return send(std::make_shared<HttpRequest>(Method::get, std::move(target)), std::move(call), {});
}

Api::Asked Api::get(std::string path, std::string_view needs) { return page(settings_->base_path + path, needs); }

Api::Asked Api::write(Method method, std::string target, std::string_view needs,
                      std::shared_ptr<const Sending> sending) {
  auto request = std::make_shared<HttpRequest>(method, std::move(target));
  Call call(method, shown(request->target, settings_->base_path), settings_->system, needs);
  request->body = sending->body;
  if (!sending->body.empty()) request->headers.set("Content-Type", "application/json");
  return send(std::move(request), std::move(call), sending->request_id);
}

std::string Api::people_target() const {
  return in_org(fmt::format("{}/people?excludeStatus=true", settings_->base_path));
}

std::string Api::people_with_role_target(std::string_view role_id) const {
  return with_parameter(people_target(), "roles", role_id);
}

std::string Api::supervisors_target(core::EntityIndex tier) const {
  return in_org(with_tier(fmt::format("{}{}", settings_->base_path, kSupervisors), tier));
}

std::string Api::agents_target(core::EntityIndex tier, std::string_view supervisor) const {
  return in_org(with_tier(settings_->base_path + supervisor_path(supervisor), tier));
}

std::string Api::available_agents_target(core::EntityIndex tier) const {
  return in_org(with_tier(fmt::format("{}{}/availableAgents", settings_->base_path, kSupervisors), tier));
}

Api::Asked Api::me() { return get("/people/me", scope::people_read); }

Api::Asked Api::person(std::string id) { return get("/people/" + percent_encode(id), scope::people_read); }

Api::Asked Api::whole_person(std::string id) {
  return get("/people/" + percent_encode(id) + "?callingData=true&showAllTypes=true", scope::people_read);
}

Api::Asked Api::people_by_ids(std::string ids) {
  return page(in_org(with_parameter(settings_->base_path + "/people?excludeStatus=true", "id", ids)),
              scope::people_read);
}

Api::Asked Api::people_by_email(std::string email) {
  return page(in_org(with_parameter(settings_->base_path + "/people?excludeStatus=true", "email", email)),
              scope::people_read);
}

Api::Asked Api::roles() { return get("/roles", scope::roles_read); }

Api::Asked Api::licences() { return page(in_org(settings_->base_path + "/licenses"), scope::licences_read); }

Api::Asked Api::create_supervisor(core::EntityIndex tier, std::shared_ptr<const Sending> sending) {
  return write(Method::post, supervisors_target(tier), scope::telephony_write, std::move(sending));
}

Api::Asked Api::change_agents(core::EntityIndex tier, std::string id, std::shared_ptr<const Sending> sending) {
  return write(Method::put, agents_target(tier, id), scope::telephony_write, std::move(sending));
}

Api::Asked Api::remove_basic_supervisor(std::string id, std::string request_id) {
  return write(Method::del, in_org(settings_->base_path + supervisor_path(id)), scope::telephony_write,
               std::make_shared<const Sending>(std::string(), std::move(request_id)));
}

Api::Asked Api::remove_supervisors(std::shared_ptr<const Sending> sending) {
  return write(Method::del, in_org(fmt::format("{}{}", settings_->base_path, kSupervisors)), scope::telephony_write,
               std::move(sending));
}

Api::Asked Api::patch_user(std::string user, std::shared_ptr<const Sending> sending) {
  return write(
      Method::patch,
      fmt::format("{}/{}/v2/Users/{}", settings_->scim_base_path, percent_encode(scim_org), percent_encode(user)),
      scope::scim, std::move(sending));
}

Api::Asked Api::put_person(std::string id, std::shared_ptr<const Sending> sending) {
  return write(Method::put,
               settings_->base_path + "/people/" + percent_encode(id) + "?callingData=true&showAllTypes=true",
               scope::people_write, std::move(sending));
}

}  // namespace muster::webex
