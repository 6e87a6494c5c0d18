// Items of a list of parts, such as the devices of a user: each becomes an object of its own, named "mkos/SEP1".
#pragma once

#include <map>
#include <string>
#include <vector>

#include "reconciler/manifest/object_cells.h"

namespace muster::manifest {

struct DraftPart {
  core::EntityIndex entity = 0;
  std::string whole;  // key of the object that this is a part of
  std::string key;    // comparable: "mkos/sep1"
  std::string name;   // as spelled
  core::Place place;  // of the item
  std::vector<DraftCell> cells;
  std::vector<core::ExpiringMember> expiring;
};

// A part states something that the whole object can state for all its parts.
struct WideClaim {
  std::string_view wide;  // path of that field of the whole
  std::string path;       // what the part states: "doNotDisturb of devices SEP1"
  Node key;
};

// The object whose parts are read.
struct WholeObject {
  std::string key;
  std::string name;
  std::string list;  // path of the list it is an item of; empty: it is a document
};

class PartReader {
 public:
  // The context must outlive this.
  PartReader(const core::Catalog& catalog, const FieldContext& context) : catalog_(catalog), context_(context) {}

  // Reports every mistake. An item that claims nothing gives no part.
  void read(const WholeObject& whole, core::EntityIndex entity, const Node& list);
  [[nodiscard]] const std::vector<WideClaim>& wide_claims() const { return wide_claims_; }
  [[nodiscard]] std::vector<DraftPart> take() { return std::move(parts_); }

 private:
  struct Item {
    std::string name;
    std::string element;  // comparable
  };
  [[nodiscard]] std::optional<Item> identify(const KindFields& fields, const Node& item);
  [[nodiscard]] bool is_name(const KindFields& fields, const Node& node, const std::string& name);
  void read_item(const WholeObject& whole, const KindFields& fields, const Item& identity, const Node& item);

  const core::Catalog& catalog_;
  const FieldContext& context_;
  std::vector<DraftPart> parts_;
  std::vector<WideClaim> wide_claims_;
};

// False after reporting a character that the vendor does not take in the name of such an object.
[[nodiscard]] bool is_supported_name(const core::Catalog& catalog, const core::EntitySpec& entity,
                                     std::string_view name, const Node& node, FileProblems& problems);

}  // namespace muster::manifest
