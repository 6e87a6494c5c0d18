// One user, or one part, read by its id: what one request shows of it, and those resources beside it that are wanted.
#pragma once

#include "providers/cucm_uds/resources.h"
#include "reconciler/core/observed.h"
#include "reconciler/engine/provider.h"

namespace muster::cucm_uds {

class Reading {
 public:
  // Nothing is owned. `fields` are of the entity that is read.
  Reading(Api& api, Known& known, engine::WantedFields fields)
      : resources_(api, known), known_(&known), system_(api.settings().system), fields_(std::move(fields)) {}

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

  [[nodiscard]] bool wants(core::FieldIndex field) const { return fields_ == nullptr || fields_->contains(field); }
  [[nodiscard]] bool lacks_lines(const Cells& cells) const;

  Resources resources_;
  Known* known_;
  std::string system_;
  engine::WantedFields fields_;
};

}  // namespace muster::cucm_uds
