// Which kind of ids changes of groups take: clients of the vendor mix them, so it is tried and looked at.
#include <fmt/format.h>

#include "providers/ameyo/group_writing.h"

namespace muster::ameyo {

using core::Delivery;
using core::EntityKey;
using core::Error;
using core::ErrorKind;
using core::Receipt;
using core::RemoteId;
using core::Result;
using core::Status;
using engine::Task;

namespace {

bool may_be_about_ids(const Error& error) {
  return error.kind == ErrorKind::rejected || error.kind == ErrorKind::not_found;
}

UserIdKind other(UserIdKind kind) { return kind == UserIdKind::user_id ? UserIdKind::cc_user_id : UserIdKind::user_id; }

// What breaks over one kind of ids may have been carried out: nothing else is tried before it is known, and then the
// other kind comes first.
bool is_broken(const Error& error) {
  return error.kind == ErrorKind::protocol && error.delivery == Delivery::maybe_applied;
}

}  // namespace

std::optional<IdKinds> GroupWriting::kinds_for(const GroupChange& change) const {
  if (settings_->group_ids == GroupIds::cc_user_id) return IdKinds(UserIdKind::cc_user_id);
  if (settings_->group_ids == GroupIds::user_id) return IdKinds(UserIdKind::user_id);
  const bool managers_known = known_->manager_ids || change.managers.empty();
  const bool members_known = known_->member_ids || change.users.empty();
  if (!managers_known || !members_known) return std::nullopt;
  return IdKinds(known_->manager_ids.value_or(UserIdKind::user_id), known_->member_ids.value_or(UserIdKind::user_id));
}

Status GroupWriting::may_find_out(const GroupChange& change) const {
  const auto mistakable = mistakable_in(change, known_->people);
  if (mistakable.empty()) return {};
  return std::unexpected(
      Error(ErrorKind::rejected, Delivery::not_sent,
            fmt::format("group {}: an id of {} is also that of somebody else, so that it cannot be tried which kind of "
                        "ids the server takes: set settings.groupUserIds",
                        change.name, mistakable)));
}

// One list after the other, as they need not take the same kind.
GroupWriting::Outcome GroupWriting::find_out(SharedJob job) {
  const auto allowed = may_find_out(job->change);
  if (!allowed) co_return std::unexpected(allowed.error());
  Receipt receipt(job->write->id);
  bool done_before = false;
  for (const bool managers : {true, false}) {
    auto part = std::make_shared<Job>(*job);
    (managers ? part->change.users : part->change.managers) = MemberChange();
    if (!part->change.has_members()) continue;
    std::optional<UserIdKind>* found = managers ? &known_->manager_ids : &known_->member_ids;
    auto done = co_await find_out_part(std::move(part), found);
    if (!done) {
      Error error = done.error();
      if (done_before) error.delivery = Delivery::maybe_applied;
      co_return std::unexpected(std::move(error));
    }
    done_before = true;
    receipt.elements.insert(receipt.elements.end(), done->elements.begin(), done->elements.end());
  }
  co_return receipt;
}

// A call that takes nobody may have been meant otherwise: the group tells. What turns out to work is remembered.
GroupWriting::Outcome GroupWriting::find_out_part(SharedJob job, std::optional<UserIdKind>* found) {
  std::optional<Result<Receipt>> accepted;
  std::optional<Result<Receipt>> last;
  const UserIdKind first = known_->first_try;
  for (const auto kind : {first, other(first)}) {
    if (*found && **found != kind) continue;
    const bool is_certain = found->has_value();  // another task may find it out meanwhile
    const IdKinds kinds(kind);
    auto done = co_await modify(job, kinds);
    if (!done && !*found && is_broken(done.error())) known_->first_try = other(kind);
    if ((!done && !may_be_about_ids(done.error())) || is_certain) co_return done;
    const auto effect = co_await look(job);
    if (!effect) co_return done;  // the executor reads back
    if (effect->took) {
      *found = kind;
      if (!done) done = Receipt(job->write->id);
      if (done->elements.empty()) done->elements = effect->missing;
      co_return done;
    }
    if (done && !accepted) accepted = done;
    last = std::move(done);
  }
  co_return accepted ? std::move(*accepted) : std::move(*last);
}

Task<Result<Effect>> GroupWriting::look(SharedJob job) {
  EntityKey entity = job->write->entity;
  RemoteId id = job->write->id;
  const auto record = co_await reading_.find_group(std::move(entity), std::move(id));
  if (!record) co_return std::unexpected(record.error());
  const Group group = resolved(*record, known_->people);
  if (!group.supervisors || !group.agents) {
    co_return std::unexpected(Error(ErrorKind::protocol, "it is not known who is in the group"));
  }
  co_return effect_on(group, job->change);
}

}  // namespace muster::ameyo
