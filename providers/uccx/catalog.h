// What muster manages on Cisco UCCX, as data.
#pragma once

#include "reconciler/core/catalog.h"

namespace muster::uccx {

// Indexes of entities and of their fields, in the order of the tables in catalog.cpp.
inline constexpr core::EntityIndex kUser = 0;
inline constexpr core::EntityIndex kTeam = 1;

namespace user {
inline constexpr core::FieldIndex roles = 0;         // what the pages of appadmin show, Agent left out
inline constexpr core::FieldIndex capabilities = 1;  // what REST shows: Agent, Supervisor
}  // namespace user

namespace team {
inline constexpr core::FieldIndex primary_supervisor = 0;
inline constexpr core::FieldIndex secondary_supervisors = 1;
inline constexpr core::FieldIndex agents = 2;
}  // namespace team

inline constexpr std::string_view kDefaultTeam = "Default";  // holds everybody who is in no other team
inline constexpr std::string_view kDefaultTeamId = "1";

[[nodiscard]] const core::Catalog& catalog();

}  // namespace muster::uccx
