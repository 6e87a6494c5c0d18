// The metrics of the daemon: counters fed by events, and gauges made at each scrape. No label names a person.
#pragma once

#include <memory>
#include <string>

#include "daemon/counted_http.h"
#include "daemon/status_metrics.h"
#include "reconciler/engine/ports.h"

namespace muster::daemon {

class Metrics final : public engine::Events, public HttpObserver {
 public:
  explicit Metrics(core::Catalogs catalogs);
  ~Metrics() override;

  void settled(const std::string& system, const core::Closing& closing) override;
  void source_changed(const engine::SourceUpdate& update) override;
  void pass_finished(const engine::PassSummary& pass) override;
  void request_ended(const std::string& system, net::Method method, std::string_view code,
                     engine::Duration duration) override;
  void request_repeated(const std::string& system, std::string_view reason) override;

  // Prometheus' text format. Series of systems that are not in scrape.status are dropped.
  [[nodiscard]] std::string text(const Scrape& scrape);

 private:
  [[nodiscard]] const core::Catalog* catalog_of(const std::string& system) const;
  void count_changes(const engine::PassSummary& pass);
  void keep_resources(const engine::PassSummary& pass);

  struct Counters;
  core::Catalogs catalogs_;
  std::shared_ptr<const core::Desired> desired_;
  ResourcesBySystem resources_;
  std::unique_ptr<Counters> counters_;
};

}  // namespace muster::daemon
