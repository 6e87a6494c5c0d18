// The ports through which the engine reaches everything but the vendors: store, leases, secrets, workers, the source
// of manifests, connections, and the events that displays, logs and metrics are made of.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/change.h"
#include "reconciler/core/memory.h"
#include "reconciler/core/report.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/provider.h"

namespace muster::engine {

// One store per installation. Every call is one durable transaction or an Error and no effect: a full or read-only
// disk is `unavailable`, and then nothing is written to a vendor either.
class Store {
 public:
  virtual ~Store() = default;
  // Inventory::exists is false when the store holds nothing for that system yet. `now`: history is told from there.
  [[nodiscard]] virtual Task<core::Result<core::Memory>> load(std::string system, WallTime now) = 0;
  // Before the first write of a pass.
  [[nodiscard]] virtual Task<core::Status> record(std::shared_ptr<const core::PassRecord> pass) = 0;
  // conflict: an intent of the same entity is open.
  [[nodiscard]] virtual Task<core::Status> begin(std::vector<core::Intent> intents) = 0;
  // Outcome, inventory and audit of each in one transaction. An intent that is not open is an error.
  [[nodiscard]] virtual Task<core::Status> close(std::vector<core::Closing> closings) = 0;
  // conflict when the id was consumed before: a saved plan is used once.
  [[nodiscard]] virtual Task<core::Status> consume_plan(std::string plan_id) = 0;
  // Inventory, binding and policy of a system whose document is gone. Open intents, history and audit stay.
  [[nodiscard]] virtual Task<core::Status> forget_system(std::string system, core::AuditRecord audit) = 0;
  // Secrets that vendors gave muster (refresh tokens); encrypted at rest. Empty when there is none.
  [[nodiscard]] virtual Task<core::Result<core::Secret>> load_token(std::string system, std::string name) = 0;
  [[nodiscard]] virtual Task<core::Status> keep_token(std::string system, std::string name, core::Secret token) = 0;
};

// The right to write to one system. Held until destroyed, or until the process ends, however it ends.
class Lease {
 public:
  virtual ~Lease() = default;
  [[nodiscard]] virtual std::int64_t fence() const = 0;  // grows with every holder
  [[nodiscard]] virtual bool is_held() const = 0;
};

class Leases {
 public:
  virtual ~Leases() = default;
  // conflict: somebody else holds it, and the sentence says who (`holder` as they gave it). Never waits.
  [[nodiscard]] virtual Task<core::Result<std::shared_ptr<Lease>>> take(std::string system, std::string holder) = 0;
  // Who holds it now; nothing: nobody.
  [[nodiscard]] virtual Task<std::optional<std::string>> holder(std::string system) = 0;
};

// Resolves references. Errors say which reference and why, never what was read.
class Secrets {
 public:
  virtual ~Secrets() = default;
  [[nodiscard]] virtual Task<core::Result<core::Secret>> resolve(core::SecretReference reference) = 0;
  // Keyed hash (hex) by which a changed secret is recognised; equal secrets of one installation give equal text.
  [[nodiscard]] virtual Task<core::Result<std::string>> version(core::SecretReference reference) = 0;
};

// Does work elsewhere than on the io thread, one piece at a time in the order given, and resumes there when it is
// done. `work` may only touch immutable values and what it owns.
class Worker {
 public:
  virtual ~Worker() = default;
  [[nodiscard]] virtual Task<void> run(std::function<void()> work) = 0;
};

// One state of the manifests.
struct SourceUpdate {
  std::shared_ptr<const core::Desired> desired;  // null: it cannot be used, see problems
  std::string commit;
  std::vector<std::string> problems;  // "users.yaml:3:5: ..."; sorted by place
  std::vector<std::string> warnings;

  SourceUpdate() = default;
};

// Where manifests come from. A source is always complete.
class Source {
 public:
  virtual ~Source() = default;
  // The next state that is another one than the last returned; the first one at once. Only one call at a time.
  [[nodiscard]] virtual Task<SourceUpdate> next() = 0;
  // Reads again although nothing seems to have changed (SIGHUP, trigger): next() then returns a state in any case.
  virtual void read_again() = 0;
};

// Makes providers: resolves the credentials and wires HTTP.
struct Connected {
  std::shared_ptr<Provider> provider;
  std::string credential_version;  // changes when a credential does

  Connected() = default;
};
class Connections {
 public:
  virtual ~Connections() = default;
  // Errors: auth or invalid (a credential that cannot be read), and what make_provider says.
  [[nodiscard]] virtual Task<core::Result<Connected>> connect(core::SystemSpec spec) = 0;
  [[nodiscard]] virtual Task<core::Result<std::string>> credential_version(core::SystemSpec spec) = 0;
};

enum class PassKind { full, edit };

struct PassSummary {
  std::string system;
  PassKind kind = PassKind::full;
  Duration duration{0};
  std::shared_ptr<const core::Plan> plan;      // null: nothing could be planned
  std::shared_ptr<const core::Report> report;  // null: nothing was executed
  std::optional<core::Error> failure;          // the system could not be observed

  PassSummary() = default;
};

// What happens during a pass, for progress, logs and metrics. Calls must not block and never carry a secret.
class Events {
 public:
  virtual ~Events() = default;
  virtual void observing(const std::string& system) { (void)system; }
  virtual void page_read(const std::string& system, std::size_t rows) { (void)system, (void)rows; }
  virtual void observed(const std::string& system, std::size_t rows) { (void)system, (void)rows; }
  // A step was sent, and is read back later with the others (not_tried), or ended without.
  virtual void step_ran(const std::string& system, const core::Change& change, core::Outcome outcome) {
    (void)system, (void)change, (void)outcome;
  }
  // What became of a step that was begun.
  virtual void step_finished(const std::string& system, const core::Change& change, core::Outcome outcome) {
    (void)system, (void)change, (void)outcome;
  }
  virtual void waiting(const std::string& system, const std::string& reason) { (void)system, (void)reason; }
  // What became of a write that an earlier pass, or an earlier process, left in doubt.
  virtual void settled(const std::string& system, const core::Closing& closing) { (void)system, (void)closing; }
  virtual void source_changed(const SourceUpdate& update) { (void)update; }
  virtual void pass_started(const std::string& system, PassKind kind) { (void)system, (void)kind; }
  virtual void pass_finished(const PassSummary& pass) { (void)pass; }
  virtual void circuit_changed(const std::string& system, bool open) { (void)system, (void)open; }
  virtual void warned(const std::string& system, const std::string& sentence) { (void)system, (void)sentence; }
};

}  // namespace muster::engine
