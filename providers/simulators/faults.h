// Network and server faults around any simulated vendor: seeded, each switchable, in front of or behind the change
// that the request makes.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "providers/simulators/answering.h"
#include "providers/simulators/draw.h"

namespace muster::simulators {

// "before": the vendor never saw the request. "after": the request was carried out and the answer is lost or wrong.
enum class FaultKind : std::uint8_t {
  latency,              // the right answer, late by latency_min..latency_max
  too_many_requests,    // 429, not carried out
  server_error_before,  // 5xx with an HTML, empty or JSON body
  server_error_after,
  reset_before,
  reset_after,         // the answer is lost after the write
  connection_refused,  // nothing was sent
  silence_before,      // no answer within any time-out
  silence_after,
  applied_late,    // no answer; carried out `late` after it arrived
  truncated_body,  // after
  html_page,       // status 200 and a page of HTML; before
  html_page_after,
  short_page,  // the faults from here on are played by the vendor's own folder
  repeated_page,
  ignored_offset,
  collection_not_found,
  session_expired,
  vendor_error_before,   // an error of the vendor's own envelope
  vendor_error_after,    // "not finished yet": the change was made
  second_administrator,  // edits something, then the request is answered as ever
};
inline constexpr std::size_t kFaultKinds = 21;

[[nodiscard]] std::string_view to_text(FaultKind kind);  // "reset_after"
[[nodiscard]] std::optional<FaultKind> fault_kind(std::string_view text);
// All but applied_late, which only a journal can survive without a wait.
[[nodiscard]] std::vector<FaultKind> common_faults();
[[nodiscard]] std::vector<FaultKind> every_fault();

enum class RetryAfterForm : std::uint8_t { seconds, fractional, http_date, past_date, garbage, negative, absent, huge };
inline constexpr std::size_t kRetryAfterForms = 8;

struct FaultSettings {
  std::uint64_t seed = 1;
  std::array<double, kFaultKinds> rates{};    // of all requests, by kind; their sum is at most 1
  std::optional<RetryAfterForm> retry_after;  // nothing: every form, by the seed
  engine::Duration latency_min{50};
  engine::Duration latency_max{2'000};
  engine::Duration silence{3'600'000};  // how long "no answer" is
  engine::Duration late{60'000};
  std::optional<engine::WallTime> until;  // from then on everything is well

  void set(FaultKind kind, double rate) { rates[static_cast<std::size_t>(kind)] = rate; }
  // The total rate shared equally by the kinds.
  void share(const std::vector<FaultKind>& kinds, double total_rate);
};

// Plays one of the vendor's own faults. Nothing where the fault does not fit the request: it is then answered plainly.
using VendorFault =
    std::function<std::optional<net::HttpResponse>(FaultKind, const net::HttpRequest&, engine::WallTime, Draw&)>;

// The decorator. The n-th request of a seed meets the same fault whatever happened before it.
class Faults {
 public:
  explicit Faults(Handler handler, VendorFault vendor = {}, FaultSettings settings = {});

  [[nodiscard]] PlayedAnswer answer(const net::HttpRequest& request, engine::WallTime now);

  void change(FaultSettings settings) { settings_ = std::move(settings); }
  [[nodiscard]] const FaultSettings& settings() const { return settings_; }
  void stop() {
    settings_.rates = {};
    once_.clear();
  }  // requests that are still to be applied late stay so
  // The next request of that method whose target contains `part` meets the fault, besides all rates.
  void once(FaultKind kind, net::Method method, std::string part = {});
  [[nodiscard]] std::size_t played(FaultKind kind) const { return played_[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] std::size_t played() const;
  [[nodiscard]] std::size_t requests() const { return requests_; }

 private:
  struct Scripted {
    FaultKind kind;
    net::Method method;
    std::string part;
  };
  struct Late {
    engine::WallTime due;
    net::HttpRequest request;
  };

  [[nodiscard]] std::optional<FaultKind> choose(const net::HttpRequest& request, engine::WallTime now, Draw& draw);
  [[nodiscard]] std::optional<FaultKind> take_scripted(const net::HttpRequest& request);
  [[nodiscard]] std::optional<PlayedAnswer> play(FaultKind kind, const net::HttpRequest& request, engine::WallTime now,
                                                 Draw& draw);
  [[nodiscard]] PlayedAnswer play_after(FaultKind kind, const net::HttpRequest& request, engine::WallTime now,
                                        Draw& draw);
  void apply_late(engine::WallTime now);

  Handler handler_;
  VendorFault vendor_;
  FaultSettings settings_;
  std::vector<Scripted> once_;
  std::vector<Late> late_;
  std::array<std::size_t, kFaultKinds> played_{};
  std::size_t requests_ = 0;
};

}  // namespace muster::simulators
