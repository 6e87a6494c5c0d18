#include "providers/simulators/quirk_setting.h"

#include "providers/simulators/target.h"

namespace muster::simulators {

bool assign(bool& field, std::string_view value) {
  if (value != "true" && value != "false") return false;
  field = value == "true";
  return true;
}

bool assign(engine::Duration& field, std::string_view value) {
  std::int64_t milliseconds = 0;
  if (!assign(milliseconds, value) || milliseconds < 0) return false;
  field = engine::Duration(milliseconds);
  return true;
}

bool assign(std::string& field, std::string_view value) {
  field = value;
  return true;
}

bool assign(std::set<std::string>& field, std::string_view value) {
  const auto members = split(value, ',');
  field = {members.begin(), members.end()};
  return true;
}

}  // namespace muster::simulators
