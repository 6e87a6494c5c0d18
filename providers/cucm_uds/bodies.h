// Bodies of requests. Only what is asked for is in them: an element that is not there is left alone, an empty one is
// reset to the default of Unified CM. Pure.
#pragma once

#include <string>
#include <vector>

#include "providers/cucm_uds/catalog.h"
#include "providers/kit/xml_read.h"
#include "reconciler/core/change.h"
#include "reconciler/core/error.h"

namespace muster::cucm_uds {

// One field as it goes on the wire. An empty text is never a value.
struct Asked {
  core::FieldIndex field = 0;
  bool at_default = false;
  std::string text;
};

// Errors (invalid, not_sent): an empty text or secret, or characters that XML does not have. Names the field.
[[nodiscard]] core::Result<Asked> asked(core::EntityIndex entity, const core::FieldWrite& write);

// Each asked field at the rest of its path behind `prefix`. Fields with another prefix are left out.
void add_asked(core::EntityIndex entity, std::string_view prefix, const std::vector<Asked>& fields,
               kit::XmlElement& element);

[[nodiscard]] std::string user_body(const std::vector<Asked>& fields);
[[nodiscard]] std::string conferencing_body(const std::vector<Asked>& fields);
[[nodiscard]] std::string credentials_body(const std::vector<Asked>& fields);
[[nodiscard]] std::string device_body(const std::vector<Asked>& fields);
[[nodiscard]] std::string extension_body(const std::vector<Asked>& fields);

// The number of a remote destination, and the element that names it: updates have another one than answers.
struct DestinationNumber {
  std::string element;
  std::string number;
};
// `devices`: the whole list of associated devices; null: it is left alone.
[[nodiscard]] std::string remote_destination_body(const DestinationNumber& number, const std::vector<Asked>& fields,
                                                  const std::vector<std::string>* devices);

}  // namespace muster::cucm_uds
