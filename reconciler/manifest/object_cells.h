// The fields that one object states, as cells.
#pragma once

#include <vector>

#include "reconciler/core/desired.h"
#include "reconciler/manifest/field_reading.h"
#include "reconciler/manifest/kind_fields.h"

namespace muster::manifest {

class ObjectCells {
 public:
  // Both must outlive this.
  ObjectCells(const KindFields& fields, const FieldContext& context) : fields_(fields), context_(context) {}

  // Reads what the object states; on a mistake reports it and adds no cell.
  void read(core::FieldIndex field, const Node& value);
  // Adds what the object does not state itself.
  void add_default(core::FieldIndex field, const std::vector<DraftCell>& cells);

  [[nodiscard]] bool states(core::FieldIndex field) const;
  [[nodiscard]] bool states_nothing() const { return stated_.empty(); }
  [[nodiscard]] const std::vector<DraftCell>& cells() const { return cells_; }
  [[nodiscard]] std::vector<core::ExpiringMember> expiring() const;

 private:
  void check_members(core::FieldIndex field, const Node& value) const;

  const KindFields& fields_;
  const FieldContext& context_;
  std::vector<DraftCell> cells_;
  std::vector<core::FieldIndex> stated_;
};

}  // namespace muster::manifest
