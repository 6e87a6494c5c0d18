// A person as fields and text: what the log and comparisons speak of.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "providers/simulators/webex/world.h"

namespace muster::simulators::webex {

// Sets are sorted, by the names people use. Absent details are not there.
[[nodiscard]] std::map<std::string, std::string> fields_of(const World& world, const Person& person);

// Sorted e-mails (and uuids of places), one space between them.
[[nodiscard]] std::string names_of(const World& world, const std::vector<std::string>& uuids);

// "2026-01-05T08:00:00.000Z"
[[nodiscard]] std::string iso_time(engine::WallTime time);

}  // namespace muster::simulators::webex
