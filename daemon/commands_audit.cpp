#include "daemon/commands_audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "daemon/audit_checkpoint.h"
#include "daemon/audit_text.h"
#include "daemon/audit_verify.h"
#include "daemon/selection.h"
#include "daemon/sqlite_store.h"
#include "daemon/state_files.h"

namespace muster::daemon {
namespace {

using Json = nlohmann::ordered_json;

core::Result<std::unique_ptr<SqliteStore>> open_trail(const CommandContext& context) {
  const std::string path = state_path(context.options);
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) return SqliteStore::open(path, StoreAccess::read_only);
  return std::unexpected(core::Error(
      core::ErrorKind::not_found,
      fmt::format("reading the audit trail: there is no state store {}; name the right one with --state", path)));
}

bool is_asked_for(const core::AuditRecord& record, const Options& options) {
  if (!is_selected(options.selection, record.system)) return false;
  const std::string& about = options.about;
  return about.empty() || record.name == about || record.entity.name == about || record.person == about;
}

core::Result<std::vector<core::NumberedRecord>> read_records(const CommandContext& context, SqliteStore& store) {
  std::vector<core::NumberedRecord> records;
  std::string unreadable;
  auto visited = store.visit_audit([&](const AuditRow& row) {
    auto read = core::parse_audit_line(row.line);
    if (!read) {
      if (unreadable.empty()) unreadable = fmt::format("{}, record {}", row.system, row.number);
    } else if (is_asked_for(read->record, context.options)) {
      records.push_back(std::move(*read));
    }
  });
  if (!visited) return std::unexpected(std::move(visited).error());
  if (!unreadable.empty()) {
    return std::unexpected(core::Error(
        core::ErrorKind::invalid,
        fmt::format("reading the audit trail: {}, is damaged; `muster audit verify` says more", unreadable)));
  }
  std::ranges::stable_sort(records, {}, [](const core::NumberedRecord& each) { return each.record.at; });
  return records;
}

core::ExitCode print_records(const CommandContext& context, SqliteStore& store, AuditDetail detail) {
  const auto records = read_records(context, store);
  if (!records) return fail(context, records.error());
  if (context.json()) {
    context.console.out(audit_json(*records));
  } else {
    context.console.out(audit_text(*records, detail, answer_style(context)));
    if (records->empty()) remark(context, "Nothing is recorded about that.");
  }
  return core::ExitCode::done;
}

std::string verdicts_json(const std::vector<ChainVerdict>& verdicts, bool checkpoint) {
  Json json = {{"formatVersion", 1}, {"checkpoint", checkpoint}, {"systems", Json::array()}};
  for (const ChainVerdict& verdict : verdicts) {
    Json system = {{"system", verdict.system}, {"records", verdict.records}, {"intact", verdict.fault.empty()}};
    if (!verdict.fault.empty()) system["fault"] = verdict.fault;
    json["systems"].push_back(std::move(system));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string verdicts_text(const std::vector<ChainVerdict>& verdicts, const core::TextStyle& style) {
  core::StyledText text(style);
  for (const ChainVerdict& verdict : verdicts) {
    text.begin(0).add(verdict.system, core::Tone::strong).add(": ");
    text.add(fmt::format("{} record{}, ", verdict.records, verdict.records == 1 ? "" : "s"));
    if (verdict.fault.empty()) {
      text.add("unbroken", core::Tone::create).end();
    } else {
      text.add(verdict.fault, core::Tone::remove).end();
    }
  }
  return text.take();
}

core::ExitCode verify(const CommandContext& context, SqliteStore& store) {
  const auto checkpoint = read_checkpoint(checkpoint_file(state_path(context.options)));
  if (!checkpoint) return fail(context, checkpoint.error());
  const auto heads = store.audit_heads();
  if (!heads) return fail(context, heads.error());
  AuditVerification verification(*heads, checkpoint->value_or(std::vector<AuditHead>()));
  if (auto visited = store.visit_audit([&](const AuditRow& row) { verification.add(row); }); !visited) {
    return fail(context, visited.error());
  }
  const auto verdicts = std::move(verification).finish();
  context.console.out(context.json() ? verdicts_json(verdicts, checkpoint->has_value())
                                     : verdicts_text(verdicts, answer_style(context)));
  if (!*checkpoint && !verdicts.empty()) {
    warn(context, "there is no checkpoint file beside the store, so that a cut tail would not show");
  }
  if (verdicts.empty() && !context.json()) remark(context, "Nothing is recorded yet.");
  const bool intact = std::ranges::all_of(verdicts, [](const ChainVerdict& each) { return each.fault.empty(); });
  return intact ? core::ExitCode::done : core::ExitCode::error;
}

}  // namespace

core::ExitCode run_audit(const CommandContext& context) {
  const std::string& question = context.options.topic;
  if (question == "who-had") return not_available(context, "muster audit who-had");
  if (question == "why" && context.options.about.empty()) {
    return fail(context, "`muster audit why` takes the name of an object, such as `muster audit why mira.kos`");
  }
  auto store = open_trail(context);
  if (!store) return fail(context, store.error());
  if (question == "verify") return verify(context, **store);
  return print_records(context, **store, question == "why" ? AuditDetail::everything : AuditDetail::one_line);
}

}  // namespace muster::daemon
