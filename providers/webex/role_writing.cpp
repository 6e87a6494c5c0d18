#include "providers/webex/role_writing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "providers/webex/catalog.h"
#include "reconciler/core/name.h"
#include "reconciler/core/uuid.h"

namespace muster::webex {

using core::Compare;
using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Receipt;
using core::Result;
using core::Status;
using engine::Task;
using nlohmann::json;

namespace {

constexpr std::chrono::milliseconds kLongestWait{10'000};

std::string tail_key(std::string_view id) { return core::comparable(tail_of(id), Compare::folded); }

bool has(const Texts& ids, std::string_view id) {
  return std::ranges::any_of(ids, [&](const auto& one) { return tail_key(one) == tail_key(id); });
}

// Roles that SCIM cannot assign.
bool is_beyond_scim(std::string_view id, const Names& names) {
  constexpr std::array<std::string_view, 4> kTails = {"id_location_admin", "id_site_admin", "id_webex_site_admin",
                                                      "id_webex_siteadmin"};
  constexpr std::array<std::string_view, 4> kNames = {"location administrator", "location admin",
                                                      "webex site administrator", "webex site admin"};
  const auto name = core::comparable(names.name_of(id).value_or(""), Compare::folded);
  return std::ranges::find(kTails, tail_key(id)) != kTails.end() || std::ranges::find(kNames, name) != kNames.end();
}

// Values of "roles" in an answer of SCIM; nothing when it does not show them.
std::optional<Texts> roles_in_scim(const json& body) {
  const auto roles = body.is_object() ? body.find("roles") : body.end();
  if (!body.is_object() || roles == body.end() || !roles->is_array()) return std::nullopt;
  Texts tails;
  for (const auto& role : *roles) {
    const auto value = role.is_object() ? role.value("value", json()) : role;
    if (value.is_string()) tails.push_back(value.get<std::string>());
  }
  return tails;
}

bool is_refusal(int status) {
  return status == 400 || status == 403 || status == 404 || status == 405 || status == 501;
}

Error not_sent(Error error) {
  error.delivery = Delivery::not_sent;
  return error;
}

std::string last_modified_in(const std::string& raw) {
  const auto whole = json::parse(raw, nullptr, false);
  return whole.is_object() && whole.contains("lastModified") && whole.at("lastModified").is_string()
             ? whole.at("lastModified").get<std::string>()
             : std::string();
}

}  // namespace

Task<Result<Receipt>> RoleWriting::update() {
  if (site_.known->own_refused) {
    co_return std::unexpected(
        Error(ErrorKind::rejected, Delivery::not_sent,
              fmt::format("the roles of {} were not written: {} does not tell muster which account is its own, and a "
                          "change of its roles would end its token: grant the token the scope {}",
                          write_->name, site_.settings->system, scope::people_read)));
  }
  const auto learnt = co_await learn_ids();
  if (!learnt) co_return std::unexpected(learnt.error());
  if (added_.empty() && removed_.empty()) co_return Receipt(write_->id);
  const auto sent = co_await choose_and_send();
  if (!sent) co_return std::unexpected(sent.error());
  co_return Receipt(write_->id);
}

Task<Status> RoleWriting::learn_ids() {
  const auto field = std::ranges::find(write_->fields, person::roles, &core::FieldWrite::field);
  if (field == write_->fields.end()) co_return Status{};
  if (site_.known->roles.empty()) {
    const auto roles = co_await learn_roles(site_);
    if (!roles) co_return std::unexpected(not_sent(roles.error()));
  }
  for (const auto* names : {&field->added, &field->removed}) {
    for (const auto& name : *names) {
      auto id = site_.known->roles.id_of(name);
      if (!id) {
        co_return std::unexpected(Error(ErrorKind::rejected, Delivery::not_sent,
                                        fmt::format("{} has no role named {}", site_.settings->system, name)));
      }
      (names == &field->added ? added_ : removed_).push_back(std::move(*id));
    }
  }
  co_return Status{};
}

Task<Status> RoleWriting::choose_and_send() {
  const auto how = site_.settings->role_writes;
  bool scim = how != RoleWrites::people;
  if (scim) scim = co_await can_use_scim();
  if (!scim && how == RoleWrites::scim) {
    co_return std::unexpected(
        Error(ErrorKind::rejected, Delivery::not_sent,
              "these roles cannot be changed by SCIM: set settings.roleWrites to auto, or change them in Control Hub"));
  }
  if (scim) {
    const auto patched = co_await patch();
    if (!patched) co_return std::unexpected(patched.error());
    if (*patched == Scim::done) co_return Status{};
  }
  const auto replaced = co_await replace();
  co_return replaced;
}

Task<bool> RoleWriting::can_use_scim() {
  const auto beyond = [&](const std::string& id) { return is_beyond_scim(id, site_.known->roles); };
  if (std::ranges::any_of(added_, beyond) || std::ranges::any_of(removed_, beyond)) co_return false;
  if (!core::uuid_of(write_->id.text)) co_return false;
  if (site_.api->scim_org.empty()) {
    const auto me = co_await site_.api->me();
    const auto own = me ? read_person(me->body) : Result<PersonRecord>(PersonRecord());
    const auto& configured = site_.settings->org_id;
    site_.api->scim_org = core::uuid_of(configured.empty() && own ? own->org_id : configured).value_or("");
  }
  co_return !site_.api->scim_org.empty();
}

Task<Result<RoleWriting::Scim>> RoleWriting::patch() {
  const auto sending = std::make_shared<const Sending>(scim_body(added_, removed_), write_->request_id);
  auto answer = co_await site_.api->patch_user(*core::uuid_of(write_->id.text), sending);
  const auto shared = std::make_shared<const Answer>(std::move(answer));
  const auto judged = co_await judge_patch(shared);
  co_return judged;
}

// A success that does not show the roles is asked for: some installations accept the call and do nothing.
Task<Result<RoleWriting::Scim>> RoleWriting::judge_patch(std::shared_ptr<const Answer> answer) {
  const bool automatic = site_.settings->role_writes == RoleWrites::automatic;
  if (!*answer) {
    const Failure& failure = answer->error();
    if (is_refusal(failure.status) && automatic) co_return Scim::refused;
    if (failure.error.delivery != Delivery::maybe_applied) co_return std::unexpected(failure.error);
    const auto now = co_await roles_now();
    if (now && are_as_asked(*now)) co_return Scim::done;
    co_return std::unexpected(failure.error);
  }
  patched_ = true;
  const auto shown = roles_in_scim((*answer)->body);
  if (shown && are_as_asked(*shown)) co_return Scim::done;
  auto now = co_await roles_now();
  if (now && !are_as_asked(*now)) {  // perhaps not yet
    co_await site_.clock->sleep(std::min(site_.settings->visibility_delay, kLongestWait));
    now = co_await roles_now();
  }
  if (!now || are_as_asked(*now)) co_return Scim::done;  // what cannot be seen here is read back later
  if (automatic) co_return Scim::refused;
  co_return std::unexpected(Error(ErrorKind::rejected, Delivery::refused,
                                  fmt::format("{} accepted the roles of {} by SCIM and did not change them: set "
                                              "settings.roleWrites to people",
                                              site_.settings->system, write_->name)));
}

Task<std::optional<Texts>> RoleWriting::roles_now() {
  const auto person = co_await read_person_by_id(site_, write_->id.text);
  if (!person) co_return std::nullopt;
  co_return person->person.roles;
}

bool RoleWriting::are_as_asked(const Texts& tails) const {
  const auto is_held = [&](const std::string& id) { return has(tails, id); };
  return std::ranges::all_of(added_, is_held) && std::ranges::none_of(removed_, is_held);
}

Texts RoleWriting::wanted_of(const Texts& live) const {
  Texts wanted;
  for (const auto& id : live) {
    if (!has(removed_, id)) wanted.push_back(id);
  }
  for (const auto& id : added_) {
    if (!has(wanted, id)) wanted.push_back(id);
  }
  return wanted;
}

// What the answer leaves out, a replacement would take away.
Status RoleWriting::check(const PersonRecord& person, const json& whole) const {
  const auto refuse = [&](ErrorKind kind, std::string_view why) {
    return std::unexpected(
        Error(kind, Delivery::not_sent,
              fmt::format("the roles of {} in {} were not written: {}", write_->name, site_.settings->system, why)));
  };
  if (!person.roles || !person.licences) {
    return refuse(ErrorKind::protocol,
                  "Webex does not tell all of that person, and what it does not tell would be lost");
  }
  if (!whole.contains("displayName")) return refuse(ErrorKind::protocol, "Webex does not tell the display name");
  const bool is_ours = patched_ || !write_->fresh;  // then it may have moved by our own PATCH
  const auto before = is_ours ? std::string() : last_modified_in(write_->fresh->raw);
  if (!before.empty() && before != person.last_modified) {
    return refuse(ErrorKind::conflict, "somebody changed that person meanwhile: plan again");
  }
  if (wanted_of(*person.roles).empty()) {
    return refuse(ErrorKind::conflict, "no role would be left, which was not asked for: plan again");
  }
  return {};
}

Task<Status> RoleWriting::replace() {
  const auto answer = co_await site_.api->whole_person(write_->id.text);
  if (!answer) co_return std::unexpected(not_sent(answer.error().error));
  const auto person = read_person(answer->body);
  if (!person) co_return std::unexpected(not_sent(person.error()));
  const auto fine = check(*person, answer->body);
  if (!fine) co_return fine;
  const Texts before = *person->roles;
  const auto* known = site_.known->people.find(write_->id.text);
  const std::string primary = known == nullptr ? write_->entity.name : known->first;
  const auto sending =
      std::make_shared<const Sending>(person_body(answer->body, wanted_of(before), primary), write_->request_id);
  const auto done = co_await site_.api->put_person(write_->id.text, sending);
  if (done) co_return Status{};
  const auto judged = co_await after_failed_put(done.error().error, before);
  co_return judged;
}

// Several services carry out a PUT: one that ends in an error may have changed what was asked, or something.
Task<Status> RoleWriting::after_failed_put(Error error, Texts before) {
  if (error.delivery == Delivery::not_sent || error.kind == ErrorKind::auth)
    co_return std::unexpected(std::move(error));
  const auto now = co_await roles_now();
  if (now && are_as_asked(*now)) co_return Status{};
  const bool untouched = now && now->size() == before.size() &&
                         std::ranges::all_of(*now, [&](const std::string& id) { return has(before, id); });
  if (!untouched) error.delivery = Delivery::maybe_applied;
  co_return std::unexpected(std::move(error));
}

}  // namespace muster::webex
