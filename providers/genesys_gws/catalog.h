// What muster manages on Genesys Web Services, as data.
#pragma once

#include "reconciler/core/catalog.h"

namespace muster::genesys_gws {

// Indexes into the fields of the one entity, "user", in the order of the table in catalog.cpp.
namespace field {
inline constexpr core::FieldIndex first_name = 0;
inline constexpr core::FieldIndex last_name = 1;
inline constexpr core::FieldIndex email_address = 2;
inline constexpr core::FieldIndex enabled = 3;
inline constexpr core::FieldIndex roles = 4;
inline constexpr core::FieldIndex password = 5;
inline constexpr core::FieldIndex change_password_on_first_login = 6;
inline constexpr core::FieldIndex devices = 7;
inline constexpr core::FieldIndex skills = 8;
}  // namespace field

inline constexpr core::EntityIndex kUser = 0;

[[nodiscard]] const core::Catalog& catalog();

}  // namespace muster::genesys_gws
