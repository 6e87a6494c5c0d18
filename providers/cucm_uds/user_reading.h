// Everything that an observation wants of one user. What cannot be read is said of the objects it concerns.
#pragma once

#include <memory>
#include <vector>

#include "providers/cucm_uds/resources.h"
#include "providers/cucm_uds/wanted.h"
#include "reconciler/core/observed.h"

namespace muster::cucm_uds {

class UserReading {
 public:
  // Nothing is owned. `system` is the System's name.
  UserReading(Api& api, Known& known, std::shared_ptr<const engine::Scope> scope, WantedUser wanted)
      : resources_(api, known),
        known_(&known),
        scope_(std::move(scope)),
        wanted_(std::move(wanted)),
        system_(api.settings().system),
        user_(wanted_.key) {}

  [[nodiscard]] engine::Task<void> read();

  // Afterwards: rows; and the objects whose presence is not known, each with the reason.
  [[nodiscard]] const std::vector<Item>& items() const { return items_; }
  [[nodiscard]] const std::vector<core::Error>& unreadable() const { return unreadable_; }

 private:
  using Keys = std::set<std::string, std::less<>>;

  [[nodiscard]] engine::Task<core::Status> add_conferencing(Item* user);
  [[nodiscard]] engine::Task<core::Status> add_lists(Item* user);
  [[nodiscard]] engine::Task<core::Status> add_lines(Item* user);
  [[nodiscard]] engine::Task<core::Status> complete_user(Item* user);
  [[nodiscard]] engine::Task<void> read_devices();
  [[nodiscard]] engine::Task<void> read_device(std::shared_ptr<const PartAnswer> device);
  [[nodiscard]] engine::Task<core::Status> complete_device(Item* item, std::string id);
  [[nodiscard]] engine::Task<void> read_extensions(std::shared_ptr<const PartAnswer> device);
  [[nodiscard]] engine::Task<void> read_remote_destinations();
  void fail(core::EntityIndex entity, const Keys& keys, const core::Error& error);
  // Lines of the device with that key.
  [[nodiscard]] Keys extensions_of(const std::string& device_key) const;

  Resources resources_;
  Known* known_;
  std::shared_ptr<const engine::Scope> scope_;
  WantedUser wanted_;
  std::string system_;
  std::string user_;  // as it goes on the wire
  std::vector<Item> items_;
  std::vector<core::Error> unreadable_;
};

// The row of a part. `user` as spelled.
[[nodiscard]] Item device_item(const std::string& user, const PartAnswer& device);
[[nodiscard]] Item extension_item(const std::string& user, const PartAnswer& device, const PartAnswer& extension);
[[nodiscard]] Item remote_destination_item(const std::string& user, const PartAnswer& destination);

}  // namespace muster::cucm_uds
