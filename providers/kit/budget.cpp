#include "providers/kit/budget.h"

#include <algorithm>

namespace muster::kit {

OriginBudget::OriginBudget(const core::Budget& budget, engine::Clock& clock)
    : clock_(&clock),
      under_way_(static_cast<std::size_t>(std::max(1, budget.concurrency))),
      bucket_(budget.requests_per_minute, budget.share_percent) {}

engine::Task<engine::Turnstile::Place> OriginBudget::admit() {
  auto place = co_await under_way_.enter();
  while (true) {
    const auto wait = bucket_.take(clock_->now());
    if (wait == engine::Duration::zero()) break;
    co_await clock_->sleep(wait);
  }
  co_return place;
}

void OriginBudget::pause(engine::Duration duration) { bucket_.pause(clock_->now() + duration); }

std::shared_ptr<OriginBudget> Budgets::get(const std::string& origin, const std::string& principal,
                                           const core::Budget& budget) {
  auto& shared = budgets_[{origin, principal}];
  const bool is_unused = shared.budget && shared.budget.use_count() == 1;
  if (!shared.budget || (is_unused && shared.settings != budget)) {
    shared = {budget, std::make_shared<OriginBudget>(budget, *clock_)};
  }
  return shared.budget;
}

void Budgets::note(const std::string& system, const std::shared_ptr<OriginBudget>& budget) { payers_[system] = budget; }

std::map<std::string, double> Budgets::used() const {
  std::map<std::string, double> ratios;
  for (const auto& [system, payer] : payers_) {
    if (const auto budget = payer.lock()) ratios[system] = budget->used();
  }
  return ratios;
}

}  // namespace muster::kit
