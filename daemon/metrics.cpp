#include "daemon/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <set>

#include "daemon/pass_facts.h"

namespace muster::daemon {
namespace {

using prometheus::Labels;
using Buckets = prometheus::Histogram::BucketBoundaries;

const Buckets kPassSeconds{0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600};
const Buckets kRequestSeconds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

double seconds(engine::Duration duration) { return static_cast<double>(duration.count()) / 1000.0; }

// Series of one metric that carry the label "system", found again when their system is gone.
template <typename Metric>
class SystemSeries {
 public:
  explicit SystemSeries(prometheus::Family<Metric>& family) : family_(&family) {}

  template <typename... Arguments>
  Metric& at(const std::string& system, Labels labels, const Arguments&... arguments) {
    labels["system"] = system;
    auto& series = series_[system][labels];
    if (series == nullptr) series = &family_->Add(labels, arguments...);
    return *series;
  }

  void keep_only(const std::set<std::string>& systems) {
    std::erase_if(series_, [&](const auto& entry) {
      if (systems.contains(entry.first)) return false;
      for (const auto& [labels, series] : entry.second) family_->Remove(series);
      return true;
    });
  }

 private:
  prometheus::Family<Metric>* family_;
  std::map<std::string, std::map<Labels, Metric*>> series_;
};

// The library keeps its series by hash.
void sort_series(prometheus::MetricFamily& family) {
  std::ranges::sort(family.metric, {}, [](const prometheus::ClientMetric& series) {
    std::vector<std::pair<std::string, std::string>> labels;
    for (const auto& label : series.label) labels.emplace_back(label.name, label.value);
    return labels;
  });
}

prometheus::Family<prometheus::Counter>& counter(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

prometheus::Family<prometheus::Histogram>& histogram(prometheus::Registry& registry, const char* name,
                                                     const char* help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

}  // namespace

struct Metrics::Counters {
  prometheus::Registry registry;
  prometheus::Histogram& pass_duration =
      histogram(registry, "muster_pass_duration_seconds", "How long passes took, full ones and those after an edit")
          .Add({}, kPassSeconds);
  prometheus::Family<prometheus::Counter>& passes =
      counter(registry, "muster_passes_total", "Passes by what they came to");
  SystemSeries<prometheus::Counter> changes{
      counter(registry, "muster_changes_total", "Changes that were tried, by what became of them")};
  SystemSeries<prometheus::Counter> guard_blocks{
      counter(registry, "muster_guard_blocks_total", "Changes that a guard held back, counted in each full pass anew")};
  SystemSeries<prometheus::Counter> requests{
      counter(registry, "muster_http_requests_total", "Requests to systems, by status or by why there was no answer")};
  SystemSeries<prometheus::Counter> retries{
      counter(registry, "muster_http_retries_total", "Requests that were repeated, by why")};
  SystemSeries<prometheus::Histogram> request_duration{
      histogram(registry, "muster_http_request_duration_seconds", "How long requests to systems took")};

  Counters() {
    for (const PassResult result : {PassResult::failed, PassResult::incomplete, PassResult::blocked,
                                    PassResult::pending, PassResult::converged}) {
      passes.Add({{"result", std::string(to_text(result))}});
    }
  }
  void keep_only(const std::set<std::string>& systems) {
    changes.keep_only(systems);
    guard_blocks.keep_only(systems);
    requests.keep_only(systems);
    retries.keep_only(systems);
    request_duration.keep_only(systems);
  }
  void count_change(const std::string& system, Labels labels) { changes.at(system, std::move(labels)).Increment(); }
};

Metrics::Metrics(core::Catalogs catalogs) : catalogs_(catalogs), counters_(std::make_unique<Counters>()) {}

Metrics::~Metrics() = default;

const core::Catalog* Metrics::catalog_of(const std::string& system) const {
  const core::DesiredSystem* found = desired_ ? desired_->find(system) : nullptr;
  return found == nullptr ? nullptr : core::find_catalog(catalogs_, found->spec.provider);
}

void Metrics::source_changed(const engine::SourceUpdate& update) {
  if (update.desired) desired_ = update.desired;
}

void Metrics::settled(const std::string& system, const core::Closing& closing) {
  counters_->count_change(system, {{"kind", kind_of(catalog_of(system), closing.audit.entity.entity)},
                                   {"action", closing.audit.action},
                                   {"outcome", std::string(core::to_text(closing.outcome))}});
}

// Blocked changes and those that were never begun are no changes; the gauges tell of them.
void Metrics::count_changes(const engine::PassSummary& pass) {
  for (const core::ChangeResult& result : pass.report->results) {
    if (result.outcome == core::Outcome::blocked || result.outcome == core::Outcome::not_tried) continue;
    const core::Change& change = pass.plan->systems.at(result.system).changes.at(result.change);
    counters_->count_change(pass.system, {{"kind", kind_of(catalog_of(pass.system), change.entity.entity)},
                                          {"action", std::string(core::to_text(change.action))},
                                          {"outcome", std::string(core::to_text(result.outcome))}});
  }
}

void Metrics::keep_resources(const engine::PassSummary& pass) {
  const core::DesiredSystem* desired = desired_ ? desired_->find(pass.system) : nullptr;
  const core::Catalog* catalog = catalog_of(pass.system);
  if (desired == nullptr || catalog == nullptr) return;
  resources_[pass.system] = count_resources(*pass.plan, pass.report.get(), *desired, *catalog);
}

void Metrics::pass_finished(const engine::PassSummary& pass) {
  counters_->pass_duration.Observe(seconds(pass.duration));
  counters_->passes.Add({{"result", std::string(to_text(result_of(pass)))}}).Increment();
  if (pass.plan && pass.report) count_changes(pass);
  if (!pass.plan || pass.kind != engine::PassKind::full) return;
  keep_resources(pass);
  for (const auto& [guard, count] : guards_of(*pass.plan)) {
    counters_->guard_blocks.at(pass.system, {{"guard", guard}}).Increment(static_cast<double>(count));
  }
}

void Metrics::request_ended(const std::string& system, net::Method method, std::string_view code,
                            engine::Duration duration) {
  const Labels labels{{"method", std::string(net::to_text(method))}, {"code", std::string(code)}};
  counters_->requests.at(system, labels).Increment();
  counters_->request_duration.at(system, {}, kRequestSeconds).Observe(seconds(duration));
}

void Metrics::request_repeated(const std::string& system, std::string_view reason) {
  counters_->retries.at(system, {{"reason", std::string(reason)}}).Increment();
}

std::string Metrics::text(const Scrape& scrape) {
  std::set<std::string> systems;
  for (const engine::SystemStatus& system : scrape.status.systems) systems.insert(system.system);
  counters_->keep_only(systems);
  std::erase_if(resources_, [&](const auto& entry) { return !systems.contains(entry.first); });
  auto families = status_metrics(scrape, resources_);
  auto counted = counters_->registry.Collect();
  std::erase_if(counted, [](const prometheus::MetricFamily& family) { return family.metric.empty(); });
  std::ranges::move(counted, std::back_inserter(families));
  std::ranges::sort(families, {}, &prometheus::MetricFamily::name);
  for (prometheus::MetricFamily& family : families) sort_series(family);
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace muster::daemon
