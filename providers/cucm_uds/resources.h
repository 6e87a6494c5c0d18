// The resources of one user, each read by itself. Errors name the call; an answer of another shape is a protocol error.
#pragma once

#include <string>
#include <vector>

#include "providers/cucm_uds/api.h"
#include "providers/cucm_uds/known.h"

namespace muster::cucm_uds {

// Whose list: of all devices of the user, or of the one with that id.
struct ListPlace {
  std::string user;
  std::string device;

  ListPlace(std::string user_id, std::string device_id) : user(std::move(user_id)), device(std::move(device_id)) {}
};

class Resources {
 public:
  using CellsTask = engine::Task<core::Result<Cells>>;
  using PartsTask = engine::Task<core::Result<std::vector<PartAnswer>>>;
  using PartTask = engine::Task<core::Result<PartAnswer>>;
  using RecordsTask = engine::Task<core::Result<Records>>;

  // Nothing is owned.
  Resources(Api& api, Known& known) : api_(&api), known_(&known) {}

  [[nodiscard]] CellsTask user(std::string user);
  [[nodiscard]] CellsTask conferencing(std::string user);  // no cells: this version has none
  [[nodiscard]] CellsTask lines(std::string user);         // what all of them show; no cells: there are none
  // The user's list, or, where the devices differ, what they have in common and what each has for itself.
  [[nodiscard]] RecordsTask list(std::string user, List list);
  [[nodiscard]] RecordsTask device_list(ListPlace place, List list);

  [[nodiscard]] PartsTask devices(std::string user);
  [[nodiscard]] PartTask device(std::string user, std::string id);
  [[nodiscard]] PartsTask extensions(ListPlace place);
  [[nodiscard]] PartTask extension(ListPlace place, std::string id);
  [[nodiscard]] PartsTask remote_destinations(std::string user);  // none: the user has none
  [[nodiscard]] PartTask remote_destination(std::string user, std::string id);

 private:
  void note(const PartAnswer& device);

  Api* api_;
  Known* known_;
};

}  // namespace muster::cucm_uds
