// An event as one line of text that no value in it can break out of. Pure.
#pragma once

#include <string>
#include <string_view>

#include "daemon/event_record.h"

namespace muster::daemon {

enum class LogFormat { logfmt, json };

struct LineStyle {
  LogFormat format = LogFormat::logfmt;
  bool time = true;       // false: whoever keeps the line notes the time
  bool priority = false;  // begins with <N>, the syslog level, for the journal
};

// Without a line break. Values are cut at 200 characters, sentences at 600; control characters, line breaks and marks
// that hide or reorder text are shown, not obeyed.
[[nodiscard]] std::string log_line(const EventRecord& record, const LineStyle& style);

}  // namespace muster::daemon
