// A UdsSettings document: its YAML, and what it asks of every phone and line by the paths of the vendor's log.
#pragma once

#include <optional>

#include "providers/simulators/cucm_uds/world.h"
#include "tests/simulation/documents.h"

namespace muster::simulation {

// A speed dial, or a subscribed service; what is not there is not stated.
struct ListItem {
  std::string key;                                         // index or name
  std::vector<std::pair<std::string, std::string>> parts;  // as in manifests; an empty text is !default
};

// exact, or include and exclude.
struct ListAsked {
  bool exact = true;
  std::vector<ListItem> items;
  std::vector<std::string> excluded;  // keys
};

class UdsDocument {
 public:
  explicit UdsDocument(const simulators::cucm_uds::User& user);

  // `path` and `value` as in manifests, below "user" or "conferencing"; an empty value is !default, which is not
  // judged where it may be anything.
  void set_user(const std::string& path, const std::string& value);
  void enable_conferencing(bool enabled);
  void set_secret(const std::string& map, const std::string& field, const std::string& variable);
  void add_destination(const std::string& number, const std::string& name, bool rings);
  // Of the phone at that place.
  void set_device(std::size_t device, const std::string& field, const std::string& value);
  // Of the phone's only line.
  void set_line(std::size_t device, const std::string& path, const std::string& value);
  // Of all phones, or of the one at that place. `list`: speedDials or subscribedServices.
  void set_list(const std::string& list, const ListAsked& asked, std::optional<std::size_t> device = std::nullopt);
  void protect() { document_.protect = true; }

  [[nodiscard]] bool is_empty() const;
  [[nodiscard]] Document finish() const;

 private:
  struct DeviceText {
    std::vector<std::string> fields;
    std::vector<std::string> line;
  };

  [[nodiscard]] std::string place(std::size_t device) const;
  [[nodiscard]] std::string line_place(std::size_t device) const;
  void ask_of_lines(const std::string& path, const std::string& value);
  void ask_of_primary_line(const std::string& path, const std::string& value);
  void ask_list(const std::string& place, const std::string& list, const ListAsked& asked);
  [[nodiscard]] std::string device_text(std::size_t device) const;

  const simulators::cucm_uds::User& user_;
  Document document_;
  std::map<std::string, std::vector<std::string>> maps_;  // "user", "conferencing", "credentials": entries
  std::vector<std::string> destinations_;
  std::vector<std::string> lists_;  // lines of the spec
  std::map<std::size_t, DeviceText> devices_;
};

}  // namespace muster::simulation
