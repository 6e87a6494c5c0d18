// Random worlds and random manifests over a few names, so that everything meets everything: swaps, demotions,
// stolen devices, people who leave while a team still names them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/model_world.h"
#include "tests/support/virtual_clock.h"

namespace muster::support {

class RandomCentre {
 public:
  explicit RandomCentre(std::uint64_t seed) : random_(seed) {}

  [[nodiscard]] ModelWorld world();
  // A desired state whose documents are valid among themselves (no agent in two teams, no number claimed twice).
  [[nodiscard]] std::shared_ptr<const core::Desired> desired();

  [[nodiscard]] bool chance(int percent) { return static_cast<int>(random_.next() % 100) < percent; }
  [[nodiscard]] std::size_t below(std::size_t bound) { return random_.next() % bound; }

 private:
  [[nodiscard]] std::vector<std::string> some(const std::vector<std::string>& pool, int percent);
  void add_user(core::TableBuilder& rows, const std::string& name, std::vector<std::string>& free_numbers);
  void add_team(core::TableBuilder& rows, const std::string& name, std::vector<std::string>& free_agents);
  void add_set(core::TableBuilder& rows, core::EntityIndex entity, core::FieldIndex field,
               const std::vector<std::string>& members, bool exact);

  tests::SeededRandom random_;
};

}  // namespace muster::support
