// The requests that one write comes to, each for one resource: made before the first of them is sent.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "providers/cucm_uds/bodies.h"
#include "providers/cucm_uds/known.h"
#include "providers/cucm_uds/options.h"

namespace muster::cucm_uds {

// One request, or the reason why it is not sent.
struct PlannedCall {
  std::string resource;  // "speedDials"; of one device "speedDials of SEP00DEADBEEF01"
  net::Method method = net::Method::put;
  std::string path;  // below the user
  std::string body;
  std::optional<core::Error> refusal;
  bool changes_password = false;
  // Indexes that must be gone afterwards, of a list of all devices that may be written without replacing it.
  std::set<std::string> gone;
  std::string other_body;       // after a refusal: the same, with the number under the other name that pages have
  bool only_takes_out = false;  // nothing is to be left: then there is nothing to PUT
};

// Makes the calls of one write of an object that exists. Credentials come last: a new password changes the login.
class Calls {
 public:
  // Nothing is owned.
  Calls(OptionLists& options, const Known& known, const Settings& settings, std::shared_ptr<const core::Write> write)
      : options_(&options), known_(&known), settings_(&settings), write_(std::move(write)) {}

  [[nodiscard]] engine::Task<std::vector<PlannedCall>> make();

 private:
  [[nodiscard]] engine::Task<void> add_scalars();
  [[nodiscard]] engine::Task<void> add_list(List list);
  [[nodiscard]] engine::Task<core::Status> resolve(Asked* field);
  [[nodiscard]] engine::Task<core::Status> resolve_services(Records* records);
  void add_user_calls(const std::vector<Asked>& fields);
  void add_credentials(const std::vector<Asked>& fields);
  void add_device_call(const std::vector<Asked>& fields);
  void add_extension_call(const std::vector<Asked>& fields);
  void add_remote_destination_call(const std::vector<Asked>& fields);
  void add_list_calls(List list, const Records& records);
  void add_list_of_each_device(List list, const Records& records);
  PlannedCall& add(std::string_view resource, std::string path, std::string body);
  void refuse(std::string_view resource, core::Error error);
  [[nodiscard]] const core::FieldWrite* find(std::string_view path) const;
  [[nodiscard]] const KnownUser* user() const;
  [[nodiscard]] std::string id_part(std::size_t part) const;

  OptionLists* options_;
  const Known* known_;
  const Settings* settings_;
  std::shared_ptr<const core::Write> write_;
  core::EntityIndex entity_ = 0;
  std::vector<PlannedCall> calls_;
};

// "user", "conferencing", "credentials" ...: the resource that a field belongs to.
[[nodiscard]] std::string resource_of(core::EntityIndex entity, std::string_view path);

// Where one device's list is written.
[[nodiscard]] std::string device_list_path(List list, std::string_view device);

// The records of a set's members.
[[nodiscard]] Records records_of(const std::vector<std::string>& members);
[[nodiscard]] Records live_records(const core::Fresh* fresh, core::FieldIndex field);

}  // namespace muster::cucm_uds
