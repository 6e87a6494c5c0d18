#include "tests/simulation/history.h"

#include <fmt/format.h>

#include "providers/registry.h"
#include "reconciler/manifest/loader.h"

namespace muster::simulation {

const ManifestState& History::push(Manifests manifests) {
  manifest::Loader loader(providers::all_catalogs());
  loader.add("site.yaml", manifests.text(), ".");
  manifest::Loaded loaded = loader.finish(fmt::format("commit-{}", states_.size()));
  ManifestState state;
  state.manifests = std::move(manifests);
  state.desired = std::move(loaded.desired);
  if (!loaded.problems.empty()) state.problem = loaded.problems.front().what;
  states_.push_back(std::move(state));
  return states_.back();
}

std::size_t History::in_force() const {
  for (std::size_t i = states_.size(); i > 0; --i) {
    if (states_[i - 1].desired) return i - 1;
  }
  return 0;
}

std::vector<const Wish*> History::wishes_since(std::size_t oldest, const std::string& login) const {
  std::vector<const Wish*> wishes;
  for (std::size_t i = oldest; i < states_.size(); ++i) {
    if (!states_[i].desired) continue;
    const auto& people = states_[i].manifests.gws.people;
    const auto at = people.find(login);
    wishes.push_back(at == people.end() ? nullptr : &at->second);
  }
  return wishes;
}

std::vector<const Document*> History::documents_since(std::size_t oldest, const std::string& system,
                                                      const std::string& key) const {
  std::vector<const Document*> documents;
  for (std::size_t i = oldest; i < states_.size(); ++i) {
    if (!states_[i].desired) continue;
    const auto& objects = states_[i].manifests.systems.at(system).objects;
    const auto at = objects.find(key);
    documents.push_back(at == objects.end() ? nullptr : &at->second);
  }
  return documents;
}

const Wish* History::last_wish(const std::string& login) const {
  for (std::size_t i = states_.size(); i > 0; --i) {
    const auto& people = states_[i - 1].manifests.gws.people;
    const auto at = people.find(login);
    if (states_[i - 1].desired && at != people.end()) return &at->second;
  }
  return nullptr;
}

bool History::ever_named(const std::string& login) const { return last_wish(login) != nullptr; }

}  // namespace muster::simulation
