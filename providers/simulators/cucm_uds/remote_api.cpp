// Remote destinations: listed, read, added and changed, and never deleted.
#include <algorithm>

#include "providers/simulators/cucm_uds/answer.h"
#include "providers/simulators/cucm_uds/api.h"
#include "providers/simulators/cucm_uds/changes.h"
#include "providers/simulators/cucm_uds/remote_text.h"

namespace muster::simulators::cucm_uds {
namespace {

using net::Method;

RemoteDestination* find_remote(User& user, std::string_view id) {
  const auto found = std::ranges::find(user.destinations, id, &RemoteDestination::id);
  return found == user.destinations.end() ? nullptr : &*found;
}

std::string digits_of(const std::string& number) {
  std::string digits;
  std::ranges::copy_if(number, std::back_inserter(digits), [](char c) { return c != ' '; });
  return digits;
}

bool has_number(const User& user, const RemoteDestination& remote) {
  return std::ranges::any_of(user.destinations, [&](const RemoteDestination& other) {
    return other.id != remote.id && digits_of(other.destination) == digits_of(remote.destination);
  });
}

net::HttpResponse one_text(Call& call, const RemoteDestination& remote) {
  return shown(call, remote_text(call, remote, true));
}

bool path_is_right(const Call& call) {
  const bool with_id = call.rest.size() > 1;
  if (call.quirks().post_path == PostPath::either) return true;
  return with_id == (call.quirks().post_path == PostPath::with_id);
}

Answer add(Call& call) {
  if (!path_is_right(call)) return wrong_method(call);
  const auto body = read_body(call, "remoteDestination");
  if (!body) return std::unexpected(body.error());
  if (call.user->profiles.empty()) return conflict("The user has no remote destination profile.");
  if (call.user->destinations.size() >= call.user->destination_limit) return conflict("The limit is reached.");
  std::optional<Refusal> wrong;
  RemoteDestination remote;
  read_remote({&*body, &wrong}, "destination", *call.user, remote);
  if (wrong) return std::unexpected(*wrong);
  if (has_number(*call.user, remote)) return conflict("The destination is there already.");
  if (remote.usages.empty()) remote.usages[call.user->profiles.front().name] = "0";
  remote.id = call.world.new_id();
  for (int day = 1; day <= 5; ++day) remote.schedule.push_back({day, "00:00", "24:00"});
  auto text = remote_text(call, remote, true);
  User wanted = *call.user;
  wanted.destinations.push_back(std::move(remote));
  commit(call, std::move(wanted));
  return created(call, std::move(text));
}

// The other name of the number is one more unknown element.
std::string_view number_name(const Call& call, const Element& body) {
  switch (call.quirks().put_number) {
    case PutNumber::destination_number:
      return "destinationNumber";
    case PutNumber::destination:
      return "destination";
    case PutNumber::either:
      break;
  }
  return body.find("destinationNumber") == nullptr ? "destination" : "destinationNumber";
}

Answer change(Call& call) {
  const auto body = read_body(call, "remoteDestination");
  if (!body) return std::unexpected(body.error());
  User wanted = *call.user;
  RemoteDestination* remote = find_remote(wanted, call.rest.back());
  if (remote == nullptr) return not_found();
  std::optional<Refusal> wrong;
  read_remote({&*body, &wrong}, number_name(call, *body), wanted, *remote);
  if (wrong) return std::unexpected(*wrong);
  if (has_number(wanted, *remote)) return conflict("The destination is there already.");
  commit(call, std::move(wanted));
  return one_text(call, *find_remote(*call.user, call.rest.back()));
}

}  // namespace

Answer remote_destinations(Call& call) {
  if (call.is_write()) return wrong_method(call);
  const bool hidden = call.user->destinations.empty() && call.quirks().no_destinations == NoDestinations::not_found;
  if (hidden) return not_found();
  auto root = rooted(call, "remoteDestinations", user_path(call) + "/remoteDestinations");
  for (const auto& remote : call.user->destinations) root.add(remote_text(call, remote, false));
  return shown(call, std::move(root));
}

Answer remote_destination(Call& call) {
  if (call.is(Method::post)) return add(call);
  const bool has_id = call.rest.size() > 1;
  if (!has_id || call.is(Method::del) || call.is(Method::patch)) return wrong_method(call);
  if (call.is(Method::put)) return change(call);
  const RemoteDestination* remote = find_remote(*call.user, call.rest.back());
  return remote == nullptr ? not_found() : Answer(one_text(call, *remote));
}

}  // namespace muster::simulators::cucm_uds
