// Whether it is known which objects name somebody: what could not be read may name anybody.
#pragma once

#include "reconciler/core/planning.h"

namespace muster::core {

// A field that names other objects.
struct NamingField {
  EntityIndex entity;
  FieldIndex field;
};

// Of all objects of the entity. A vendor that takes a member from its holder asks nobody.
[[nodiscard]] bool are_holders_known(const PlanningContext& context, NamingField naming);

// Of those objects whose documents state the field.
[[nodiscard]] bool are_named_known(const PlanningContext& context, NamingField naming);

}  // namespace muster::core
