#include "reconciler/core/settle.h"

#include <algorithm>

#include "reconciler/core/evidence.h"

namespace muster::core {

namespace {

// No hash is like it: the secret is written again.
constexpr std::string_view kVersionInDoubt = "in doubt";

class Settling {
 public:
  Settling(const Intent& intent, const ObservedSystem& observed, const Catalog& catalog)
      : intent_(intent), observed_(observed), catalog_(catalog) {}

  // False: it stays open.
  bool judge() {
    const auto entity = catalog_.find_entity(intent_.entity.entity);
    if (!entity) return close(Outcome::in_doubt, "this version of muster does not know such objects");
    entity_index_ = *entity;
    entity_ = &catalog_.entities[*entity];
    switch (observed_.presence(*entity, intent_.entity)) {
      case Presence::unknown:
        return false;
      case Presence::proven_absent:
        return judge_absent();
      case Presence::found:
        break;
    }
    if (observed_.table->is_ambiguous(*entity, intent_.entity.name)) {
      return close(Outcome::in_doubt, "more than one object of that name is there: look at them on the system");
    }
    row_ = observed_.table->find(*entity, intent_.entity.name);
    return judge_found();
  }

  Closing take(WallMillis now) {
    closing_.intent_id = intent_.id;
    AuditRecord& audit = closing_.audit;
    audit.system = intent_.entity.system;
    audit.at = now;
    audit.event = AuditEvent::settled;
    audit.entity = intent_.entity;
    audit.name = intent_.name;
    audit.person = intent_.person;
    audit.action = to_text(intent_.action);
    audit.outcome = to_text(closing_.outcome);
    audit.commit = intent_.commit;
    audit.plan_id = intent_.plan_id;
    audit.request_id = intent_.id;
    return std::move(closing_);
  }

 private:
  bool close(Outcome outcome, std::string sentence) {
    closing_.outcome = outcome;
    closing_.audit.sentence = std::move(sentence);
    return true;
  }

  [[nodiscard]] bool creates() const { return intent_.action == Action::create || intent_.action == Action::restore; }

  bool judge_absent() {
    if (intent_.action == Action::remove) return close_gone();
    if (!creates()) return close(Outcome::failed, "the object is gone");
    if (may_be_unlisted()) {
      return close(Outcome::in_doubt, "the list leaves out people without a role that it was not given");
    }
    return close(Outcome::failed, "it was not made: the next pass does it again");
  }

  bool close_gone() {
    closing_.forget = true;
    return close(Outcome::verified, "it was found to have happened");
  }

  // A listing that leaves out people without a role proves nothing about one that was not given it.
  [[nodiscard]] bool may_be_unlisted() const {
    const std::string_view role = entity_->unlisted_without_role;
    if (role.empty() || std::ranges::binary_search(observed_.confirmed_absent, intent_.entity)) return false;
    return std::ranges::none_of(intent_.fields, [&](const IntentField& field) {
      const auto is_role = [&](const std::string& name) { return same(name, role, Compare::folded); };
      return std::ranges::any_of(field.set.include, is_role);
    });
  }

  bool judge_found() {
    if (intent_.action == Action::remove) return judge_removal();
    if (creates()) return close_made();
    if (!intent_.remote_id.empty() && intent_.remote_id.text != row_->remote_id.view()) {
      return close(Outcome::failed, "another object has that name by now");
    }
    return judge_update(weigh());
  }

  bool judge_removal() {
    if (intent_.remote_id.empty() || intent_.remote_id.text == row_->remote_id.view()) {
      return close(Outcome::failed, "it is still there: the next pass does it again");
    }
    const auto has_id = [&](const Row& row) { return row.remote_id.view() == intent_.remote_id.text; };
    if (std::ranges::any_of(observed_.table->rows(entity_index_), has_id)) {
      return close(Outcome::failed, "it is still there, under another name");
    }
    const auto& entities = observed_.coverage.entities;
    return entity_index_ < entities.size() && entities[entity_index_].complete && close_gone();
  }

  // Only what is as wished counts as applied: the rest is not drift, but still to be done.
  bool close_made() {
    if (intent_.after) {
      const Evidence evidence = weigh();
      InventoryEntry entry = *intent_.after;
      entry.id = RemoteId(std::string(row_->remote_id.view()));
      entry.created = intent_.absence_proven;
      std::vector<AppliedField> applied = entry.applied.list();
      std::erase_if(applied, [&](const AppliedField& field) {
        return std::ranges::find(evidence.missing, field.path) != evidence.missing.end();
      });
      entry.applied = AppliedFields(applied);
      closing_.put = std::move(entry);
    }
    return close(Outcome::verified, "it was found to have happened");
  }

  bool judge_update(const Evidence& evidence) {
    if (!evidence.missing.empty()) {
      closing_.partly_removed = evidence.partly_removed();
      return close(Outcome::failed, closing_.partly_removed ? "only a part of it happened: the next pass does the rest"
                                                            : "it did not happen: the next pass does it again");
    }
    const bool writes_secret =
        std::ranges::any_of(intent_.fields, [](const IntentField& field) { return field.kind == WishKind::secret; });
    if (evidence.hold > 0 || writes_secret) put_after();
    if (writes_secret) return close(Outcome::in_doubt, "a secret cannot be read back: the next pass writes it again");
    if (evidence.hold == 0) return close(Outcome::in_doubt, "nothing of it can be read back");
    return close(Outcome::verified, "it was found to have happened");
  }

  void put_after() {
    if (!intent_.after) return;
    InventoryEntry entry = *intent_.after;
    if (entry.id.empty()) entry.id = RemoteId(std::string(row_->remote_id.view()));
    std::vector<AppliedField> applied = entry.applied.list();
    for (AppliedField& field : applied) {
      const bool in_doubt = std::ranges::any_of(intent_.fields, [&](const IntentField& written) {
        return written.kind == WishKind::secret && written.path == field.path;
      });
      if (in_doubt) field.secret_version = kVersionInDoubt;
    }
    entry.applied = AppliedFields(applied);
    closing_.put = std::move(entry);
  }

  [[nodiscard]] Evidence weigh() const { return evidence_of(intent_, LiveObject(*observed_.table, *row_, *entity_)); }

  const Intent& intent_;
  const ObservedSystem& observed_;
  const Catalog& catalog_;
  EntityIndex entity_index_ = 0;
  const EntitySpec* entity_ = nullptr;
  const Row* row_ = nullptr;
  Closing closing_;
};

}  // namespace

std::vector<Closing> settle(const std::vector<Intent>& intents, const ObservedSystem& observed, const Catalog& catalog,
                            WallMillis now) {
  std::vector<Closing> closings;
  if (observed.failure || !observed.table) return closings;
  for (const Intent& intent : intents) {
    Settling settling(intent, observed, catalog);
    if (settling.judge()) closings.push_back(settling.take(now));
  }
  return closings;
}

}  // namespace muster::core
