// The daemon's log: one line an event, to stderr, which is the journal where systemd starts the daemon.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "daemon/log_line.h"
#include "daemon/sqlite_audit.h"
#include "reconciler/engine/clock.h"

namespace spdlog {
class logger;
namespace sinks {
class sink;
}
}  // namespace spdlog

namespace muster::daemon {

struct LogSettings {
  LogFormat format = LogFormat::logfmt;
  Severity least = Severity::info;
};

class Log {
 public:
  // To stderr. The clock is not owned.
  Log(const engine::Clock& clock, const LogSettings& settings);
  Log(const engine::Clock& clock, const LogSettings& settings, LineStyle style,
      std::shared_ptr<spdlog::sinks::sink> sink);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  void write(const EventRecord& record);
  // Something that the daemon itself has to say.
  void note(Severity severity, std::string event, std::vector<std::pair<std::string, std::string>> fields);
  // Written down elsewhere than in the store, they show a tail that was cut.
  void audit_heads(const std::vector<AuditHead>& heads);
  // From the next line on.
  void change(const LogSettings& settings);

 private:
  const engine::Clock* clock_;
  LineStyle style_;
  Severity least_;
  std::shared_ptr<spdlog::logger> logger_;
};

// Whether `stream` ("device:inode", as in $JOURNAL_STREAM) is the file behind this descriptor.
[[nodiscard]] bool is_journal(const char* stream, int descriptor);

}  // namespace muster::daemon
