// Plans, reports and errors as JSON. The format is published: schemas/plan.schema.json, schemas/errors.schema.json.
#pragma once

#include <string>
#include <vector>

#include "reconciler/core/plan_document.h"
#include "reconciler/core/report_document.h"

namespace muster::core {

// Raised when a reader of the old format would be wrong about the new one; new members alone do not raise it.
inline constexpr int kPlanFormatVersion = 1;

// Equal documents give equal bytes. Ends with a line break. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string render_json(const PlanDocument& plan);
// The plan with what became of it in its member "report".
[[nodiscard]] std::string render_json(const PlanDocument& plan, const ReportDocument& report);

// One thing to say about a place. Line and column are 1-based; 0: unknown.
struct MessageView {
  std::string message;
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string code;  // stable word for machines; may be empty
};

// What went wrong instead of an answer; also the answer of `validate`.
struct ErrorDocument {
  std::vector<MessageView> errors;
  std::vector<MessageView> warnings;
};
[[nodiscard]] std::string render_json(const ErrorDocument& document);

}  // namespace muster::core
