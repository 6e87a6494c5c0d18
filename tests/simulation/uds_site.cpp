#include "tests/simulation/uds_site.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/simulators/cucm_uds/field_texts.h"
#include "providers/simulators/cucm_uds/second_admin.h"
#include "providers/simulators/target.h"
#include "reconciler/core/secret.h"
#include "tests/simulation/folding.h"
#include "tests/simulation/play.h"

namespace muster::simulation {

namespace {

using simulators::Draw;
using simulators::FieldEffect;
using simulators::Happening;

constexpr std::string_view kRemote = "remoteDestinations[";
constexpr std::string_view kPasswordFile = "uds/";

std::string digits_of(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return '0' <= c && c <= '9'; });
  return digits;
}

// "4711" of "remoteDestinations[4711].name".
std::string remote_number(std::string_view field) {
  return digits_of(field.substr(kRemote.size(), field.find(']') - kRemote.size()));
}

// Everything between '[' and ']', and what stands before, up to the last of them: where no list is meant.
std::string without_places(std::string_view field) {
  const auto end = field.rfind("].");
  return std::string(end == std::string_view::npos ? field : field.substr(end + 2));
}

// The text of that element; empty: there is none.
std::string text_in(const std::string& body, const std::string& element) {
  const auto begin = body.find("<" + element + ">");
  const auto end = body.find("</" + element + ">");
  if (begin == std::string::npos || end == std::string::npos) return {};
  const auto first = begin + element.size() + 2;
  return body.substr(first, end - first);
}

std::string user_of(const std::string& object) {
  const auto begin = object.find(' ') + 1;
  return object.substr(begin, object.find('/', begin) - begin);
}

std::string with_digits(const std::string& field) {
  if (!field.starts_with(kRemote)) return field;
  return std::string(kRemote) + remote_number(field) + field.substr(field.find(']'));
}

// What went under one spelling and came under another was no change.
Happening with_digits(Happening happening) {
  std::map<std::string, FieldEffect> fields;
  for (const FieldEffect& field : happening.fields) {
    FieldEffect& effect = fields[with_digits(field.field)];
    if (!field.before.empty()) effect.before = field.before;
    if (!field.after.empty()) effect.after = field.after;
  }
  happening.fields.clear();
  for (auto& [name, effect] : fields) {
    effect.field = name;
    if (effect.before != effect.after || effect.before == "***") happening.fields.push_back(std::move(effect));
  }
  return happening;
}

bool is_destination(std::string_view field) {
  return field.ends_with(".destination") || (field.ends_with(".number") && field.find("speedDials[") != field.npos);
}

}  // namespace

UdsSite::UdsSite(cucm_uds::World world) : simulator_(std::move(world)), world_(simulator_.world()) {
  for (const auto& [id, user] : world_.users) passwords_[id] = user.password;
}

net::HttpRequest UdsSite::idle_request() const { return {net::Method::get, "/nothing"}; }

std::set<std::string> UdsSite::objects_of(const net::HttpRequest& request) {
  const auto segments = simulators::parse_target(request.target).segments;
  if (request.method == net::Method::get || segments.size() < 3 || segments[1] != "user") return {};
  std::string resource = lower(segments[2]);
  const bool is_remote = segments.size() > 3 && segments[3] == "remoteDestination";
  const std::size_t shown = is_remote ? 4 : segments.size();
  for (std::size_t i = 3; i < shown; ++i) resource += "/" + segments[i];
  if (!is_remote) return {key_of("resource", resource)};
  std::string number = text_in(request.body, "destinationNumber");
  if (number.empty()) number = text_in(request.body, "destination");
  return {key_of("resource", resource + "/" + digits_of(number))};
}

bool UdsSite::may_follow(std::size_t effect, const std::set<std::string>& objects) const {
  const std::string user = lower(world_.log[effect].name);
  return std::ranges::any_of(objects, [&](const std::string& object) { return user_of(object) == user; });
}

std::optional<std::string> UdsSite::secret(const std::string& reference) const {
  const std::string file = core::parse_secret_reference(reference).argument;
  if (!file.starts_with(kPasswordFile)) return std::nullopt;
  const auto at = passwords_.find(file.substr(kPasswordFile.size()));
  return at == passwords_.end() ? std::nullopt : std::optional(at->second);
}

void UdsSite::change_password(const std::string& user, const std::string& password, engine::WallTime now) {
  cucm_uds::UserEdit edit;
  edit.password = password;
  (void)cucm_uds::other_edits_user(world(), now, user, edit);
}

bool UdsSite::drift(Draw& draw, engine::WallTime now) {
  if (draw.below(6) > 0) return cucm_uds::edit_at_random(world(), now, draw, simulator_.edits());
  const auto at = std::next(world_.users.begin(), static_cast<std::ptrdiff_t>(draw.below(world_.users.size())));
  const std::string password = fmt::format("chosen-{:06}", draw.below(1'000'000));
  change_password(at->first, password, now);
  (draw.below(2) == 0 ? passwords_ : awaited_)[at->first] = password;
  return true;
}

// Whoever was locked out is let in again.
void UdsSite::settle(engine::WallTime now) {
  for (const auto& [user, password] : awaited_) passwords_[user] = password;
  awaited_.clear();
  cucm_uds::UserEdit edit;
  edit.unlock = true;
  for (const auto& [id, user] : world_.users) {
    if (world_.is_locked(user)) (void)cucm_uds::other_edits_user(world(), now, id, edit);
  }
}

const std::vector<Happening>& UdsSite::log() const {
  while (log_.size() < world_.log.size()) log_.push_back(with_digits(world_.log[log_.size()]));
  return log_;
}

Snapshot UdsSite::snapshot() const {
  Snapshot all;
  for (const auto& [id, user] : world_.users) {
    auto& fields = all[key_of("user", id)];
    for (const auto& [field, text] : cucm_uds::field_texts(world_, user)) {
      if (form_of("user", field) != FieldForm::echo) fields[with_digits(field)] = text;
    }
  }
  return all;
}

std::string UdsSite::comparable(const std::string& entity, const std::string& name) const {
  return entity == "user" ? lower(name) : name;
}

// Everybody has a phone, whose own settings are what counts.
FieldForm UdsSite::form_of(const std::string&, const std::string& field) const {
  if (field == "homeCluster") return FieldForm::foreign;
  if (field == "conferencing.accessCode" || field.starts_with("credentials.")) return FieldForm::secret;
  const bool is_own = field.starts_with("devices[") || field.starts_with(kRemote) || field == "user.displayName" ||
                      field == "user.userLocale" || field == "user.enableCalendarPresence" ||
                      field == "conferencing.enabled";
  return is_own ? FieldForm::text : FieldForm::echo;
}

std::string UdsSite::comparable_text(const std::string& field, const std::string& text) const {
  return is_destination(field) ? digits_of(text) : text;
}

std::string UdsSite::element_of(const std::string& field) const {
  if (field.starts_with(kRemote)) return field.substr(0, field.find(']') + 1);
  for (const char* list : {"speedDials[", "subscribedServices["}) {
    const auto at = field.find(list);
    if (at != std::string::npos) return field.substr(0, field.find(']', at) + 1);
  }
  return field;
}

// A list is one setting. Many settings are of all phones or lines at once.
std::string UdsSite::setting_of(const std::string& field) const {
  if (field.starts_with(kRemote)) return field;
  for (const char* list : {"speedDials", "subscribedServices"}) {
    if (field.find(list) != std::string::npos) return list;
  }
  if (field.ends_with(".phoneLocale")) return "user.userLocale";
  return without_places(field);
}

std::string UdsSite::part_made_with(const Happening& happening, const FieldEffect& field) const {
  const bool is_new = field.field.starts_with(kRemote) && field.field.ends_with("].name") && field.before.empty();
  return is_new ? key_of("remote destination", lower(happening.name) + "/" + remote_number(field.field)) : "";
}

std::string UdsSite::live_secret(const std::string& key, const std::string& field) const {
  const cucm_uds::User* user = world_.find_user(key.substr(key.find(' ') + 1));
  if (user == nullptr) return {};
  if (field == "credentials.password") return user->password;
  return field == "credentials.pin" ? user->pin : user->access_code;
}

// Lists are written whole.
bool UdsSite::loses_updates(const std::string&, const std::string& field) const { return element_of(field) != field; }

std::string UdsSite::broken_invariant() const {
  for (const auto& [id, user] : world_.users) {
    std::set<std::string> numbers;
    for (const auto& remote : user.destinations) {
      if (!numbers.insert(digits_of(remote.destination)).second) return id + " has a remote destination twice";
    }
  }
  return {};
}

// A password that was refused must not be sent again: three of them lock the user out. After a change of it that is in
// doubt, both may be tried.
std::string UdsSite::sent_wrongly(const std::deque<Exchange>& exchanges) const {
  std::map<std::pair<int, std::string>, engine::SteadyTime> refused;  // by process and what it sent
  for (const Exchange& exchange : exchanges) {
    const auto by = std::pair(exchange.process, exchange.authorization);
    const bool changes = is_write(exchange) && exchange.target.ends_with("/credentials");
    if (changes) std::erase_if(refused, [&](const auto& at) { return at.first.first == exchange.process; });
    if (exchange.status != 401) continue;
    const auto before = refused.find(by);
    if (before != refused.end() && before->second < exchange.sent_at) {
      return fmt::format("{} was sent with a password that had been refused", exchange.target);
    }
    refused.emplace(by, *exchange.ended_at);
  }
  return {};
}

cucm_uds::World& uds_world(Play& play) { return static_cast<UdsSite&>(play.wire(kUds).site()).world(); }

}  // namespace muster::simulation
