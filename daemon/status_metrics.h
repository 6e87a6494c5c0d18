// The gauges, made from how things stand at the moment of a scrape. Pure: what is gone has no series.
#pragma once

#include <prometheus/metric_family.h>

#include <map>
#include <string>
#include <vector>

#include "daemon/resource_counts.h"
#include "daemon/token_stores.h"
#include "reconciler/engine/status_board.h"

namespace muster::daemon {

// What a scrape is made of.
struct Scrape {
  engine::Status status;
  engine::WallTime now{};
  std::map<std::string, double> budgets;  // kit::Budgets::used()
  std::vector<SecretExpiry> expiries;     // of those secrets whose vendor says when they end
};

using ResourcesBySystem = std::map<std::string, ResourceCounts>;

[[nodiscard]] std::vector<prometheus::MetricFamily> status_metrics(const Scrape& scrape,
                                                                   const ResourcesBySystem& resources);

}  // namespace muster::daemon
