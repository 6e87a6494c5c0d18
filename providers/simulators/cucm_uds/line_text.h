// Forwarding and preferences of lines, as several resources show and read them.
#pragma once

#include "providers/simulators/cucm_uds/body.h"

namespace muster::simulators::cucm_uds {

// label: the value and what it stands for; shared_label, unshared_label: and whether it is so wherever the number
// appears; options: the value and the list of what may be chosen.
enum class PreferenceForm : std::uint8_t { label, shared_label, unshared_label, options };

// `destination` is what the element with the number is called.
[[nodiscard]] Element forwarding_text(const Call& call, const Forwarding& forwarding, std::string_view destination);
void add_preferences(Element& parent, const Preferences& preferences, PreferenceForm form);

void read_forwarding(const Fields& fields, std::string_view destination, Forwarding& forwarding);
void read_preferences(const Fields& fields, const Call& call, Preferences& preferences);

}  // namespace muster::simulators::cucm_uds
