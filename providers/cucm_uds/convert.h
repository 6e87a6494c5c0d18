// What answers say about users and their parts. Pure.
#pragma once

#include <string>
#include <vector>

#include "providers/cucm_uds/cells.h"
#include "reconciler/core/error.h"

namespace muster::cucm_uds {

// What decides whether a user may be written to at all.
struct UserFacts {
  std::string name;     // the user id as Unified CM spells it; empty: not told
  std::string version;  // of Unified CM; empty: not told
  bool is_home = true;
  bool is_ldap = false;
  Cells primary_missed_calls;  // what the primary line alone shows of them; the other lines may differ
};
[[nodiscard]] UserFacts read_user_facts(const kit::XmlElement& root);
// Missed calls of all lines and the primary line are shown here or at the lines.
[[nodiscard]] Cells read_user_cells(const kit::XmlElement& root);
[[nodiscard]] Cells read_conferencing(const kit::XmlElement& root);
// Missed calls and forwarding of all lines: their value, or that they differ; and what the primary line shows. No cell:
// no such line.
[[nodiscard]] Cells read_lines(const kit::XmlElement& extensions);
// Whether read_lines() may tell what the user's own cells do not: what they lack, and which part of the forwarding it
// is that differs from line to line.
[[nodiscard]] bool needs_lines(const Cells& cells, core::FieldIndex field);

// Whether the version is known and older than that.
[[nodiscard]] bool is_older(std::string_view version, int major, int minor);

// A device, a line of a device, or a remote destination.
struct PartAnswer {
  std::string id;
  std::string item;  // name or number, as spelled
  Cells cells;
  bool editable = true;              // a device's description
  bool lists_choices_alone = false;  // of an extension: what may be set is told, and not what is
};
// Errors (protocol): the answer is not what was asked for, or an item has no id.
[[nodiscard]] core::Result<PartAnswer> read_device(const kit::XmlElement& device);
[[nodiscard]] core::Result<std::vector<PartAnswer>> read_devices(const kit::XmlElement& root);
[[nodiscard]] core::Result<PartAnswer> read_extension(const kit::XmlElement& extension);
[[nodiscard]] core::Result<std::vector<PartAnswer>> read_extensions(const kit::XmlElement& root);
[[nodiscard]] core::Result<PartAnswer> read_remote_destination(const kit::XmlElement& destination);
[[nodiscard]] core::Result<std::vector<PartAnswer>> read_remote_destinations(const kit::XmlElement& root);

// The key of a part: "mkos/sep00deadbeef01", "mkos/sep00deadbeef01/2907", "mkos/12125550111".
[[nodiscard]] std::string part_key(core::EntityIndex entity, std::string_view whole_key, std::string_view item);

}  // namespace muster::cucm_uds
