// The natural key of a remote object. Vendor ids are never part of it.
#pragma once

#include <compare>
#include <string>

namespace muster::core {

// A remote object: one GWS user, one UCCX team. `name` is the comparable form (see fold_account_name and
// trim_team_name in text.h), `entity` the entity name of the provider's catalog ("user"), `system` the
// metadata.name of the System document.
struct EntityKey {
  std::string system;
  std::string entity;
  std::string name;

  EntityKey() = default;
  EntityKey(std::string system_name, std::string entity_name, std::string folded_name)
      : system(std::move(system_name)), entity(std::move(entity_name)), name(std::move(folded_name)) {}

  friend auto operator<=>(const EntityKey&, const EntityKey&) = default;
  friend bool operator==(const EntityKey&, const EntityKey&) = default;
};

// The vendor's own id of an object, exactly as the vendor spelled it. Empty when not known.
struct RemoteId {
  std::string text;

  RemoteId() = default;
  explicit RemoteId(std::string id) : text(std::move(id)) {}

  [[nodiscard]] bool empty() const { return text.empty(); }
  friend auto operator<=>(const RemoteId&, const RemoteId&) = default;
  friend bool operator==(const RemoteId&, const RemoteId&) = default;
};

// "gws-emea/user/mira.kos@acme.example", for messages and sorted output.
[[nodiscard]] std::string to_text(const EntityKey& key);

}  // namespace muster::core
