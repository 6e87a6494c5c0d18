#include "tests/simulation/disk.h"

#include <fmt/format.h>

#include "daemon/sqlite_store.h"
#include "reconciler/core/audit.h"

namespace muster::simulation {

namespace {

using Audited = std::map<std::pair<std::string, core::EntityKey>, int>;

constexpr const char* kFile = "/muster.db";

core::Result<std::unique_ptr<daemon::SqliteStore>> open_on(const std::string& vfs) {
  daemon::StoreChoices choices;
  choices.vfs = vfs;
  choices.token_key = core::Secret("the state key of the simulation");
  return daemon::SqliteStore::open(kFile, daemon::StoreAccess::read_write, std::move(choices));
}

// Follows every chain from its beginning.
class Chains {
 public:
  void follow(const daemon::AuditRow& row) {
    Link& last = last_[row.system];
    const bool fits = row.number == last.number + 1 && row.previous == last.hash &&
                      core::chain_hash(row.previous, row.line) == row.hash;
    if (!fits && wrong_.empty()) wrong_ = fmt::format("record {} of {} breaks the chain", row.number, row.system);
    last = {row.number, row.hash};
    ++records_;
    const auto parsed = core::parse_audit_line(row.line);
    if (!parsed && wrong_.empty()) wrong_ = fmt::format("record {} of {} cannot be read", row.number, row.system);
    if (parsed) ++audited_[{parsed->record.action, parsed->record.entity}];
  }

  [[nodiscard]] const std::string& wrong() const { return wrong_; }
  [[nodiscard]] std::size_t records() const { return records_; }
  [[nodiscard]] const Audited& audited() const { return audited_; }

 private:
  struct Link {
    std::int64_t number = 0;
    std::string hash;
  };
  std::map<std::string, Link> last_;
  std::string wrong_;
  std::size_t records_ = 0;
  Audited audited_;
};

}  // namespace

core::Result<std::unique_ptr<engine::Store>> Disk::open() {
  auto opened = open_on(disk_.name());
  if (!opened) return std::unexpected(opened.error());
  return std::unique_ptr<engine::Store>(std::move(*opened));
}

std::string Disk::check_audit() {
  auto opened = open_on(disk_.name());
  if (!opened) return opened.error().what;
  Chains chains;
  const auto visited = (*opened)->visit_audit([&](const daemon::AuditRow& row) { chains.follow(row); });
  if (!visited) return visited.error().what;
  if (!chains.wrong().empty()) return chains.wrong();
  if (chains.records() < records_) return "records that were there before are gone";
  records_ = chains.records();
  audited_ = chains.audited();
  return {};
}

int Disk::audited(const std::string& action, const core::EntityKey& object) const {
  const auto at = audited_.find({action, object});
  return at == audited_.end() ? 0 : at->second;
}

}  // namespace muster::simulation
