// What can be managed through the User Data Services of Cisco Unified CM, as tables.
#pragma once

#include "reconciler/core/catalog.h"

namespace muster::cucm_uds {

// One document (UdsSettings) is a user with its parts. Keys of parts: "<user>/<device>", "<user>/<device>/<number>",
// "<user>/<number>", each in comparable form.
inline constexpr core::EntityIndex kUser = 0;
inline constexpr core::EntityIndex kDevice = 1;
inline constexpr core::EntityIndex kExtension = 2;
inline constexpr core::EntityIndex kRemoteDestination = 3;
// What the cluster offers, looked up only: each option is found by its value and by its name.
inline constexpr core::EntityIndex kLocale = 4;
inline constexpr core::EntityIndex kLampPreference = 5;     // messageWaitingVisualAlertPreference
inline constexpr core::EntityIndex kTonePreference = 6;     // messageWaitingAudibleAlertPreference
inline constexpr core::EntityIndex kOnACallPreference = 7;  // onACallRingPreference
inline constexpr core::EntityIndex kIdlePreference = 8;     // notOnACallRingPreference

[[nodiscard]] const core::Catalog& catalog();

// By path; the path is one of the entity's.
[[nodiscard]] core::FieldIndex field_of(core::EntityIndex entity, std::string_view path);

}  // namespace muster::cucm_uds
