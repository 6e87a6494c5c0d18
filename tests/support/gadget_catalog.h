// A made-up vendor whose objects have maps of fields, lists of parts and lists of records of every type.
#pragma once

#include "reconciler/core/catalog.h"

namespace muster::support {

// Provider "gadgets": a Household with gadgets, which have lines, and with contacts.
[[nodiscard]] const core::Catalog& gadget_catalog();
[[nodiscard]] core::Catalogs gadget_catalogs();

// Indexes into it.
namespace gadgets {
inline constexpr core::EntityIndex kHousehold = 0;
inline constexpr core::EntityIndex kGadget = 1;
inline constexpr core::EntityIndex kLine = 2;
inline constexpr core::EntityIndex kContact = 3;
}  // namespace gadgets

}  // namespace muster::support
