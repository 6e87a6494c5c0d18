// Creating, changing and removing a group.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "providers/ameyo/api.h"
#include "providers/ameyo/group_change.h"
#include "providers/ameyo/group_report.h"
#include "providers/ameyo/known.h"
#include "providers/ameyo/reading.h"
#include "reconciler/core/change.h"

namespace muster::ameyo {

class GroupWriting {
 public:
  using Outcome = engine::Task<core::Result<core::Receipt>>;

  // Nothing is owned. `username` is muster's own.
  GroupWriting(Api& api, const Settings& settings, Known& known, std::string username)
      : api_(&api),
        settings_(&settings),
        known_(&known),
        username_(std::move(username)),
        reading_(api, settings, known) {}

  [[nodiscard]] Outcome write(std::shared_ptr<const core::Write> write);

 private:
  // One write, or the part of it about one of the two lists.
  struct Job {
    std::shared_ptr<const core::Write> write;
    GroupChange change;
  };
  using SharedJob = std::shared_ptr<const Job>;

  [[nodiscard]] engine::Task<core::Result<SharedJob>> prepare(std::shared_ptr<const core::Write> write);
  [[nodiscard]] Outcome create(SharedJob job);
  [[nodiscard]] Outcome create_with(SharedJob job, UserIdKind kind);
  [[nodiscard]] engine::Task<core::Error> why_not_created(SharedJob job, core::Error error);
  [[nodiscard]] bool is_made_by(const GroupRecord& found, const GroupChange& change, std::string_view reason) const;
  [[nodiscard]] Outcome change(SharedJob job);
  // Nothing: it has to be found out.
  [[nodiscard]] std::optional<IdKinds> kinds_for(const GroupChange& change) const;
  [[nodiscard]] core::Status may_find_out(const GroupChange& change) const;
  [[nodiscard]] Outcome find_out(SharedJob job);
  [[nodiscard]] Outcome find_out_part(SharedJob job, std::optional<UserIdKind>* found);
  [[nodiscard]] Outcome modify(SharedJob job, IdKinds kinds);
  [[nodiscard]] Outcome modify_once(SharedJob job, IdKinds kinds);
  [[nodiscard]] engine::Task<core::Result<Effect>> look(SharedJob job);
  [[nodiscard]] Outcome remove(std::shared_ptr<const core::Write> write);

  Api* api_;
  const Settings* settings_;
  Known* known_;
  std::string username_;
  Reading reading_;
};

}  // namespace muster::ameyo
