// What a request's body asks for. Absent: as it was; present and empty: the default; text: that value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "providers/simulators/cucm_uds/call.h"
#include "providers/simulators/cucm_uds/option_lists.h"
#include "providers/simulators/cucm_uds/xml.h"

namespace muster::simulators::cucm_uds {

// 415 unless the body is declared to be XML, is well-formed, and has that root.
[[nodiscard]] Accepted<Element> read_body(const Call& call, std::string_view root);

// The first value that is wrong is kept in `wrong`; nothing is read after it.
struct Fields {
  const Element* element = nullptr;  // null: the element is absent, and so is all that would be in it
  std::optional<Refusal>* wrong = nullptr;

  [[nodiscard]] Fields inside(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
  void read(std::string_view name, bool& field, bool if_empty) const;
  void read(std::string_view name, std::string& field, std::string_view if_empty = {}) const;
  void read_number(std::string_view name, std::string& field) const;  // digits, + * # and spaces
  void choose(std::string_view name, std::string& field, const Options& options) const;
  void refuse(std::string message) const;

 private:
  // The text of that element; nothing: it is absent or something was wrong before.
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
};

[[nodiscard]] bool is_number(std::string_view text);

}  // namespace muster::simulators::cucm_uds
