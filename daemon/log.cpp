#include "daemon/log.h"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

namespace muster::daemon {
namespace {

// The journal notes the time by itself, and reads the level from the beginning of the line.
LineStyle style_of_stderr(const LogSettings& settings) {
  const bool journal = is_journal(std::getenv("JOURNAL_STREAM"), STDERR_FILENO);
  return LineStyle{settings.format, !journal, journal};
}

}  // namespace

bool is_journal(const char* stream, int descriptor) {
  struct stat file{};
  if (stream == nullptr || ::fstat(descriptor, &file) != 0) return false;
  return fmt::format("{}:{}", file.st_dev, file.st_ino) == stream;
}

Log::Log(const engine::Clock& clock, const LogSettings& settings)
    : Log(clock, settings, style_of_stderr(settings), std::make_shared<spdlog::sinks::stderr_sink_mt>()) {}

Log::Log(const engine::Clock& clock, const LogSettings& settings, LineStyle style,
         std::shared_ptr<spdlog::sinks::sink> sink)
    : clock_(&clock),
      style_(style),
      least_(settings.least),
      logger_(std::make_shared<spdlog::logger>("muster", std::move(sink))) {
  logger_->set_formatter(std::make_unique<spdlog::pattern_formatter>("%v", spdlog::pattern_time_type::utc, "\n"));
  logger_->set_level(spdlog::level::trace);
  logger_->flush_on(spdlog::level::trace);
}

Log::~Log() = default;

void Log::write(const EventRecord& record) {
  if (record.severity < least_) return;
  logger_->log(spdlog::level::info, spdlog::string_view_t(log_line(record, style_)));
}

void Log::note(Severity severity, std::string event, std::vector<std::pair<std::string, std::string>> fields) {
  write(EventRecord{clock_->wall_now(), severity, std::move(event), {}, std::move(fields)});
}

void Log::audit_heads(const std::vector<AuditHead>& heads) {
  for (const AuditHead& head : heads) {
    write(EventRecord{clock_->wall_now(),
                      Severity::info,
                      "audit_head",
                      head.system,
                      {{"number", std::to_string(head.number)}, {"hash", head.hash}}});
  }
}

void Log::change(const LogSettings& settings) {
  style_.format = settings.format;
  least_ = settings.least;
}

}  // namespace muster::daemon
