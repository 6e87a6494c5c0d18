// One change of a plan as lines of text.
#pragma once

#include <string>

#include "reconciler/core/fold.h"
#include "reconciler/core/styled_text.h"

namespace muster::core {

struct Symbol {
  std::string text;  // + ~ - !
  Tone tone = Tone::plain;
};

[[nodiscard]] Symbol symbol_of(Action action);

// `column`: where the reason of the change starts.
void write_change(StyledText& text, const ChangeView& change, std::size_t column);

// The first change in full and the others by name.
void write_group(StyledText& text, const ChangeGroup& group, std::size_t column);

}  // namespace muster::core
