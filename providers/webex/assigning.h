// Creating, changing and removing one supervisor, which is: the agents of one person.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "providers/webex/lookup.h"
#include "providers/webex/site.h"
#include "reconciler/core/change.h"

namespace muster::webex {

using Outcome = engine::Task<core::Result<core::Receipt>>;

class Assigning {
 public:
  Assigning(const Site& site, core::EntityIndex tier, std::shared_ptr<const core::Write> write);

  // One POST with the first batch, the rest by PUT. conflict: the person supervises already.
  [[nodiscard]] Outcome create();
  // The difference, ADDs first, in as few PUTs as settings.agentBatch and the server allow.
  [[nodiscard]] Outcome update();
  // DELETEs of all agents; what then is still there is removed by a call of its own. Success is only what was seen.
  [[nodiscard]] Outcome remove();

 private:
  using Actions = std::vector<AgentAction>;
  struct Range {
    std::size_t begin;
    std::size_t end;

    Range(std::size_t from, std::size_t to) : begin(from), end(to) {}
  };

  [[nodiscard]] engine::Task<core::Result<std::string>> supervisor_id();
  [[nodiscard]] engine::Task<Actions> resolve(Texts members, bool add);
  [[nodiscard]] std::string as_read(const std::string& id) const;
  [[nodiscard]] std::optional<Texts> agents_before() const;  // ids in the read that the write is based on
  [[nodiscard]] engine::Task<core::Result<std::string>> wire_id(std::string member);
  [[nodiscard]] engine::Task<core::Result<std::string>> offered_id(std::string member);

  [[nodiscard]] engine::Task<core::Status> post_first(Actions* actions);
  [[nodiscard]] engine::Task<core::Result<bool>> is_listed();

  [[nodiscard]] engine::Task<core::Status> send(Actions actions);
  [[nodiscard]] engine::Task<core::Status> send_range(std::shared_ptr<const Actions> actions, Range range);
  [[nodiscard]] engine::Task<core::Status> divide(std::shared_ptr<const Actions> actions, Range range,
                                                  std::shared_ptr<const Failure> failure);
  [[nodiscard]] engine::Task<core::Result<Actions>> still_needed(Actions actions);
  [[nodiscard]] std::size_t batch() const;  // agents in one request
  [[nodiscard]] bool leaves_nobody(const Actions& removals) const;
  [[nodiscard]] bool would_end_it(const Actions& part) const;
  void count_done(const AgentAction& action);
  void take_rows(const nlohmann::json& answer, const Actions& sent);
  void fail(const Actions& actions, const core::Error& error);

  [[nodiscard]] engine::Task<core::Result<Texts>> present_agents();
  [[nodiscard]] engine::Task<core::Result<bool>> is_there();
  [[nodiscard]] engine::Task<core::Result<bool>> is_there_for_good();
  [[nodiscard]] engine::Task<core::Status> remove_whole();
  [[nodiscard]] std::shared_ptr<const Sending> sending(std::string body) const;
  [[nodiscard]] const core::FieldWrite* field() const;
  [[nodiscard]] core::Receipt receipt();

  Site site_;
  core::EntityIndex tier_;
  std::shared_ptr<const core::Write> write_;
  std::string id_;
  std::vector<core::ElementResult> elements_;
  std::size_t done_ = 0;                 // actions that were carried out
  std::size_t added_ = 0;                // of them additions
  bool swaps_all_ = false;               // nobody of before stays
  std::size_t refusals_ = 0;             // requests refused as a whole
  std::size_t timeouts_ = 0;             // of those that were answered 504
  std::optional<core::Error> in_doubt_;  // of a request that may still arrive
  bool offered_asked_ = false;
};

}  // namespace muster::webex
