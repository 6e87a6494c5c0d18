// Intents, closings and entries for tests of the store and of its text.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "reconciler/core/intent.h"
#include "reconciler/core/memory.h"

namespace muster::support {

inline core::WallMillis at_second(std::int64_t seconds) { return core::WallMillis(std::chrono::seconds(seconds)); }

inline core::InventoryEntry sample_entry(const std::string& system, const std::string& name) {
  core::InventoryEntry made;
  made.key = core::EntityKey(system, "user", name);
  made.id = core::RemoteId("id of " + name);
  made.created = true;
  made.commit = "tree:0123456789ab";
  made.applied = {core::AppliedField{"enabled", "true", {}, ""}, core::AppliedField{"roles", "+a,b", {"a", "b"}, ""}};
  return made;
}

inline core::Intent sample_intent(const std::string& id, const std::string& name, std::int64_t second = 1000) {
  core::Intent intent;
  intent.id = id;
  intent.entity = core::EntityKey("gws", "user", name);
  intent.name = name;
  intent.kind = "User";
  intent.remote_id = core::RemoteId("id of " + name);
  intent.plan_id = "plan";
  intent.commit = "tree:0123456789ab";
  intent.begun_at = at_second(second);
  core::IntentField field;
  field.path = "roles";
  field.kind = core::WishKind::set;
  field.set.include = {"ROLE_A"};
  field.wish = "+ROLE_A";
  intent.fields.push_back(field);
  intent.member_removals = 2;
  return intent;
}

inline core::AuditRecord sample_audit(const std::string& system, const std::string& sentence,
                                      std::int64_t second = 1000) {
  core::AuditRecord audit;
  audit.system = system;
  audit.at = at_second(second);
  audit.sentence = sentence;
  return audit;
}

inline core::Closing sample_closing(const core::Intent& intent, core::Outcome outcome, std::int64_t second = 1001) {
  core::Closing closing;
  closing.intent_id = intent.id;
  closing.outcome = outcome;
  closing.audit = sample_audit(intent.entity.system, "of " + intent.id, second);
  closing.audit.entity = intent.entity;
  closing.audit.name = intent.name;
  closing.audit.request_id = intent.id;
  return closing;
}

// Random values of every shape, text of any bytes included.
class RandomJournal {
 public:
  explicit RandomJournal(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t end) { return random_() % end; }
  bool coin() { return below(2) == 0; }
  std::string text() {
    static const std::vector<std::string> kWords = {
        "", "ada", "\xC3\xA9va", "\xFF\xFE", "a\"b\\c\n", std::string("\0x", 2), "\xE2\x82", "{\"hex\":\"00\"}"};
    return kWords[below(kWords.size())];
  }
  std::vector<std::string> texts() {
    std::vector<std::string> all(below(3));
    for (auto& each : all) each = text();
    return all;
  }
  core::EntityKey key() { return {text(), text(), text()}; }
  core::WallMillis time() {
    return core::WallMillis(std::chrono::milliseconds(static_cast<std::int64_t>(random_() >> 20U)));
  }
  core::IntentField field() {
    core::IntentField made;
    made.path = text();
    made.kind = static_cast<core::WishKind>(below(4));
    made.value = text();
    made.set.exact = coin();
    made.set.include = texts();
    made.set.exclude = texts();
    made.wish = text();
    made.drift = coin();
    return made;
  }
  core::InventoryEntry entry() {
    core::InventoryEntry made;
    made.key = key();
    made.id = core::RemoteId(text());
    made.created = coin();
    made.applied = {core::AppliedField{text(), text(), texts(), text()}};
    made.commit = text();
    if (coin()) made.absent_since = time();
    made.absent_seen = static_cast<int>(below(4));
    made.disabled = coin();
    return made;
  }
  core::Intent intent() {
    core::Intent made;
    made.id = text();
    made.entity = key();
    made.name = text();
    made.kind = text();
    made.remote_id = core::RemoteId(text());
    made.action = static_cast<core::Action>(below(6));
    made.part = static_cast<core::Part>(below(3));
    made.plan_id = text();
    made.commit = text();
    made.fence = static_cast<std::int64_t>(below(1000));
    made.begun_at = time();
    made.deadline = std::chrono::milliseconds(below(10'000));
    for (std::size_t i = below(3); i > 0; --i) made.fields.push_back(field());
    made.member_removals = below(9);
    made.absence_proven = coin();
    if (coin()) made.after = entry();
    return made;
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace muster::support
