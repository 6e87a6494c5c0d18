// One user, or one part, read by its id: with every field that can be read, as a write needs it.
#pragma once

#include "providers/cucm_uds/resources.h"
#include "reconciler/core/observed.h"

namespace muster::cucm_uds {

class Reading {
 public:
  // Nothing is owned.
  Reading(Api& api, Known& known) : resources_(api, known), known_(&known), system_(api.settings().system) {}

  // Ids are "mkos", "mkos/{device}", "mkos/{device}/{extension}", "mkos/{remote destination}"; an empty one is found
  // by the key. Errors: not_found, and what resources.h says.
  [[nodiscard]] engine::Task<core::Result<core::Fresh>> read(core::EntityKey entity, core::RemoteId id);
  // The id of the part with that key. Errors: not_found.
  [[nodiscard]] engine::Task<core::Result<core::RemoteId>> find(core::EntityKey entity);

 private:
  using ItemTask = engine::Task<core::Result<Item>>;

  [[nodiscard]] ItemTask read_item(core::EntityIndex entity, std::vector<std::string> ids);
  [[nodiscard]] ItemTask user(std::string user);
  [[nodiscard]] ItemTask device(std::string user, std::string id);
  [[nodiscard]] ItemTask extension(ListPlace place, std::string id);
  [[nodiscard]] engine::Task<void> complete(PartAnswer* extension, ListPlace place);
  [[nodiscard]] ItemTask remote_destination(std::string user, std::string id);
  [[nodiscard]] engine::Task<core::Result<Cells>> device_lists(ListPlace place);
  [[nodiscard]] engine::Task<core::Result<Cells>> lists(std::string user);

  Resources resources_;
  Known* known_;
  std::string system_;
};

}  // namespace muster::cucm_uds
