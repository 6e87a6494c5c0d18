// One budget for all work with one origin under one credential.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "reconciler/core/system_spec.h"
#include "reconciler/core/token_bucket.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/turnstile.h"

namespace muster::kit {

// Bounds how many requests are under way and how many leave in a minute. The clock is not owned.
class OriginBudget {
 public:
  OriginBudget(const core::Budget& budget, engine::Clock& clock);

  // Waits until one more request may leave. The request is under way as long as the place is kept.
  [[nodiscard]] engine::Task<engine::Turnstile::Place> admit();

  // Nothing leaves for this time, whoever asks.
  void pause(engine::Duration duration);

  [[nodiscard]] double used() const { return bucket_.used(clock_->now()); }

 private:
  engine::Clock* clock_;
  engine::Turnstile under_way_;
  core::TokenBucket bucket_;
};

// The budgets of a process. Systems that share origin and principal share the budget of whichever came first,
// until none of them uses it any more.
class Budgets {
 public:
  explicit Budgets(engine::Clock& clock) : clock_(&clock) {}

  [[nodiscard]] std::shared_ptr<OriginBudget> get(const std::string& origin, const std::string& principal,
                                                  const core::Budget& budget);

  // Remembers that `system` pays from `budget`, for used().
  void note(const std::string& system, const std::shared_ptr<OriginBudget>& budget);
  // By system, as long as its budget is in use: how much of the burst is used up, 0 to 1.
  [[nodiscard]] std::map<std::string, double> used() const;

 private:
  engine::Clock* clock_;
  std::map<std::string, std::weak_ptr<OriginBudget>> payers_;
  struct Shared {
    core::Budget settings;
    std::shared_ptr<OriginBudget> budget;
  };
  std::map<std::pair<std::string, std::string>, Shared> budgets_;
};

}  // namespace muster::kit
