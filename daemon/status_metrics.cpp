#include "daemon/status_metrics.h"

#include <algorithm>

namespace muster::daemon {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Label = ClientMetric::Label;

// Families without a series are left out: a HELP line alone tells nobody anything.
struct Families {
  std::vector<MetricFamily> all;

  MetricFamily& begin(std::string name, std::string help) {
    MetricFamily family;
    family.name = std::move(name);
    family.help = std::move(help);
    family.type = MetricType::Gauge;
    return all.emplace_back(std::move(family));
  }
};

void add(MetricFamily& family, std::vector<Label> labels, double value) {
  ClientMetric metric;
  metric.label = std::move(labels);
  metric.gauge.value = value;
  family.metric.push_back(std::move(metric));
}

double seconds(engine::Duration duration) { return static_cast<double>(duration.count()) / 1000.0; }
double seconds(engine::WallTime time) { return seconds(time.time_since_epoch()); }

bool exists(const engine::Status& status, const std::string& system) {
  return std::ranges::any_of(status.systems, [&](const auto& each) { return each.system == system; });
}

void add_versions(Families& families, const Scrape& scrape) {
  add(families.begin("muster_build_info", "The version that runs; always 1"), {{"version", MUSTER_VERSION}}, 1);
  MetricFamily& desired = families.begin("muster_desired_commit_info", "The manifests in force; always 1");
  if (!scrape.status.commit.empty()) add(desired, {{"commit", scrape.status.commit}}, 1);
  MetricFamily& applied = families.begin("muster_applied_commit_info",
                                         "The manifests that a system was last seen to be equal to; always 1");
  for (const engine::SystemStatus& system : scrape.status.systems) {
    if (system.applied_commit.empty()) continue;
    add(applied, {{"system", system.system}, {"commit", system.applied_commit}}, 1);
  }
}

void add_convergence(Families& families, const Scrape& scrape) {
  MetricFamily& success = families.begin("muster_last_success_timestamp_seconds",
                                         "When a full pass last found nothing to do, or did all of it");
  for (const engine::SystemStatus& system : scrape.status.systems) {
    if (system.last_success) add(success, {{"system", system.system}}, seconds(*system.last_success));
  }
  MetricFamily& oldest = families.begin("muster_oldest_unconverged_seconds",
                                        "For how long a system has not been as the manifests ask; 0: it is");
  for (const engine::SystemStatus& system : scrape.status.systems) {
    const auto since = system.unconverged_since.value_or(scrape.now);
    add(oldest, {{"system", system.system}}, std::max(0.0, seconds(scrape.now - since)));
  }
  MetricFamily& circuit = families.begin("muster_circuit_open", "1: the system kept failing and is only read");
  for (const engine::SystemStatus& system : scrape.status.systems) {
    add(circuit, {{"system", system.system}}, system.circuit_open ? 1 : 0);
  }
}

void add_resources(Families& families, const Scrape& scrape, const ResourcesBySystem& resources) {
  MetricFamily& family = families.begin("muster_resources", "Objects by what the last full pass found them to be");
  for (const auto& [system, counts] : resources) {
    if (!exists(scrape.status, system)) continue;
    for (const auto& [which, count] : counts) {
      add(family, {{"system", system}, {"kind", which.kind}, {"state", which.state}}, static_cast<double>(count));
    }
  }
}

void add_budgets(Families& families, const Scrape& scrape) {
  MetricFamily& used = families.begin("muster_budget_used_ratio",
                                      "Part of the request budget's burst that is used up; 1: requests wait");
  for (const auto& [system, ratio] : scrape.budgets) {
    if (exists(scrape.status, system)) add(used, {{"system", system}}, ratio);
  }
  MetricFamily& expiry =
      families.begin("muster_secret_expiry_timestamp_seconds", "When a secret ends, as its vendor says");
  for (const SecretExpiry& each : scrape.expiries) {
    if (exists(scrape.status, each.system))
      add(expiry, {{"system", each.system}, {"secret", each.secret}}, seconds(each.at));
  }
}

}  // namespace

std::vector<MetricFamily> status_metrics(const Scrape& scrape, const ResourcesBySystem& resources) {
  Families families;
  families.all.reserve(16);
  add_versions(families, scrape);
  add_convergence(families, scrape);
  add_resources(families, scrape, resources);
  add_budgets(families, scrape);
  std::erase_if(families.all, [](const MetricFamily& family) { return family.metric.empty(); });
  return std::move(families.all);
}

}  // namespace muster::daemon
