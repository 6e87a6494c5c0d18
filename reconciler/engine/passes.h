// One system's passes, and what is kept from one to the next: the connection and the last look at everything.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/engine/loop.h"
#include "reconciler/engine/reconciler.h"

namespace muster::engine {

struct PassOrder {
  std::shared_ptr<const core::Desired> desired;
  std::shared_ptr<Lease> lease;  // null: nothing is written, and nothing settled
  bool writes = false;           // with a lease: whether changes are made
  std::optional<core::Guards> ceiling;

  PassOrder() = default;
};

// What an edit could do at once, and whether the rest waits for a full pass.
struct EditSummary {
  PassSummary pass;
  bool needs_full = false;

  EditSummary() = default;
};

class Passes {
 public:
  Passes(const LoopPorts& ports, std::string system) : ports_(&ports), system_(std::move(system)) {}

  // Reads everything, settles what was in doubt, plans, and does what the plan says if the order allows it.
  [[nodiscard]] Task<PassSummary> full(PassOrder order);
  // Reads only what the edit touches, and makes the plain updates of objects that were seen before. Creates, removals
  // and whatever takes a right away wait for a full pass.
  [[nodiscard]] Task<EditSummary> edit(PassOrder order, std::vector<core::EntityKey> touched);

  // From now on no change is started.
  void stop();
  // Connect anew before the next pass.
  void disconnect();
  [[nodiscard]] bool can_edit() const { return snapshot_.has_value() && reconciler_ != nullptr; }
  // How long until writes in doubt can be settled; nothing when there are none.
  [[nodiscard]] std::optional<Duration> settle_delay() const;

 private:
  [[nodiscard]] Task<core::Status> connect(std::shared_ptr<const core::Desired> desired);
  void use(const core::SystemSpec& spec, Connected connected);
  [[nodiscard]] Task<std::shared_ptr<const core::Plan>> plan(const Observation* observation, const PassOrder* order,
                                                             std::optional<std::vector<core::EntityKey>> only);
  [[nodiscard]] Task<void> execute(const PassOrder* order, PassSummary* pass);
  void keep(const Observation& observation);
  void note_written(const core::Plan& plan);

  const LoopPorts* ports_;
  std::string system_;
  std::shared_ptr<Provider> provider_;
  std::string credential_version_;
  std::unique_ptr<Reconciler> reconciler_;
  std::optional<Observation> snapshot_;
  std::vector<core::EntityKey> written_;  // since the snapshot; sorted
  bool stopping_ = false;
};

}  // namespace muster::engine
