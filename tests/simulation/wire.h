// The network and one vendor at its end: every request that any process ever sent there, and what became of it. What
// is on its way when a process dies arrives all the same.
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "providers/net/http.h"
#include "tests/simulation/kill_switch.h"
#include "tests/simulation/site.h"

namespace muster::simulation {

struct Exchange {
  std::size_t number = 0;
  int process = 0;
  net::Method method = net::Method::get;
  std::string target;
  std::set<std::string> objects;   // that a write is about, by key_of; empty: it writes nothing
  std::size_t oldest_state = 0;    // of the manifests, that the pass could have been planned from
  engine::WallTime muster_time{};  // by muster's clock, when it was sent
  engine::SteadyTime sent_at{};
  std::optional<engine::SteadyTime> arrived_at;
  std::optional<engine::SteadyTime> ended_at;  // answered, timed out, or its process was dead
  bool carried_out = false;
  bool told = false;  // the process got the answer that the vendor meant
  std::optional<simulators::FaultKind> fault;
  std::string authorization;     // as the header has it
  int status = 0;                // that the process was told; 0: none
  std::size_t first_effect = 0;  // into the vendor's log
  std::size_t end_effect = 0;
};

[[nodiscard]] bool is_write(const Exchange& exchange);

class Wire {
 public:
  Wire(Timeline& timeline, std::unique_ptr<Site> site, std::uint64_t seed);

  // Enters it into the record; deliver() sends it.
  [[nodiscard]] Exchange& send(const net::HttpRequest& request, Exchange exchange);
  // Half of a round trip.
  [[nodiscard]] engine::Duration latency();
  // What is late arrives now, if its time has come: before somebody else looks at the world.
  void let_late_ones_arrive();

  [[nodiscard]] Site& site() { return *site_; }
  [[nodiscard]] const std::deque<Exchange>& exchanges() const { return exchanges_; }
  [[nodiscard]] simulators::PlayedAnswer take_answer(std::size_t number);
  // The request that brought this effect about; null: none of them.
  [[nodiscard]] const Exchange* cause_of(std::size_t effect) const;

  // Told of each exchange before it leaves, and after the vendor has dealt with it.
  std::function<void(const Exchange&)> on_send;
  std::function<void(const Exchange&)> on_arrival;

  // The request reaches the vendor after that time, whatever becomes of its sender.
  void deliver(std::size_t number, net::HttpRequest request, engine::Duration there);

 private:
  void arrive(std::size_t number, const net::HttpRequest& request);
  void note_late(std::size_t effect);
  void note_fault(Exchange& exchange, const std::array<std::size_t, simulators::kFaultKinds>& before);

  Timeline& timeline_;
  std::unique_ptr<Site> site_;
  simulators::Answering answering_;
  simulators::Draw draw_;
  std::deque<Exchange> exchanges_;
  std::map<std::size_t, simulators::PlayedAnswer> answers_;  // that nobody has taken yet
};

// One process's way to it.
class WireClient final : public net::HttpClient {
 public:
  struct Sender {
    int process = 0;
    std::function<std::size_t()> oldest_state;
    std::function<void()> ended;  // told of every request that has an answer, or a time-out
  };
  WireClient(Wire& wire, ProcessClock& clock, KillSwitch& kill, Sender sender)
      : wire_(wire), clock_(clock), kill_(kill), sender_(std::move(sender)) {}

  [[nodiscard]] engine::Task<core::Result<net::HttpResponse>> send(net::HttpRequest request) override;

 private:
  Wire& wire_;
  ProcessClock& clock_;
  KillSwitch& kill_;
  Sender sender_;
};

}  // namespace muster::simulation
