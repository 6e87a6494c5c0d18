// From the spellings of manifests to the ids that go on the wire.
#include <fmt/format.h>

#include <algorithm>

#include "providers/webex/assigning.h"
#include "providers/webex/listing.h"
#include "providers/webex/reading.h"
#include "reconciler/core/uuid.h"

namespace muster::webex {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Result;
using engine::Task;

namespace {

Error not_sent(Error error) {
  error.delivery = Delivery::not_sent;
  if (error.kind == ErrorKind::not_found) error.kind = ErrorKind::rejected;
  return error;
}

}  // namespace

Task<Result<std::string>> Assigning::supervisor_id() {
  auto known = site_.known->people.id_of_email(write_->name);
  if (known) co_return std::move(*known);
  const auto person = co_await find_by_email(site_, write_->name);
  if (!person) co_return std::unexpected(not_sent(person.error()));
  co_return person->id;
}

Task<Assigning::Actions> Assigning::resolve(Texts members, bool add) {
  Actions actions;
  for (const auto& member : members) {
    auto id = co_await wire_id(member);
    if (id) {
      std::string wire = std::move(*id);
      if (!add) wire = as_read(wire);
      actions.push_back(AgentAction{std::move(wire), add, member});
    } else {
      fail({AgentAction{{}, add, member}}, not_sent(id.error()));
    }
  }
  co_return actions;
}

// An agent who is there is named as the supervisor's own detail names them.
std::string Assigning::as_read(const std::string& id) const {
  const Texts present = agents_before().value_or(Texts());
  const auto same = std::ranges::find(present, id_key(id), [](const std::string& one) { return id_key(one); });
  return same == present.end() ? site_.known->people.spelling(id).value_or(id) : *same;
}

std::optional<Texts> Assigning::agents_before() const {
  return write_->fresh ? agents_in_raw(write_->fresh->raw) : std::nullopt;
}

Task<Result<std::string>> Assigning::wire_id(std::string member) {
  if (core::uuid_of(member)) {
    auto known = site_.known->people.spelling(member);
    if (known) co_return std::move(*known);
    if (core::uri_of(member)) co_return member;
    auto offered = co_await offered_id(std::move(member));
    co_return offered;
  }
  auto known = site_.known->people.id_of_email(member);
  if (known) co_return std::move(*known);
  if (member.find('@') == std::string::npos) {
    co_return std::unexpected(
        Error(ErrorKind::rejected, Delivery::not_sent, fmt::format("{} is neither an e-mail nor an id", member)));
  }
  const auto person = co_await find_by_email(site_, std::move(member));
  if (!person) co_return std::unexpected(person.error());
  co_return person->id;
}

// A bare UUID does not say how Webex spells the id: the agents that it offers do.
Task<Result<std::string>> Assigning::offered_id(std::string member) {
  if (!offered_asked_) {
    ListCall call;
    call.target = site_.api->available_agents_target(tier_);
    call.key = "agents";
    call.needs = scope::telephony_read;
    call.what = "available agents";
    Listing listing(site_, std::move(call));
    Listing::OnElement take = [this](const nlohmann::json& agent) {
      site_.known->people.put_agent(agent.at("id").get<std::string>());
    };
    const auto read = co_await listing.read(std::move(take));
    if (!read) co_return std::unexpected(of_collection(read.error()));
    offered_asked_ = true;
  }
  auto known = site_.known->people.spelling(member);
  if (known) co_return std::move(*known);
  co_return std::unexpected(Error(ErrorKind::rejected, Delivery::not_sent,
                                  fmt::format("{} offers no agent with the id {}", site_.settings->system, member)));
}

}  // namespace muster::webex
