// Creating, changing and removing a user.
#pragma once

#include <memory>
#include <string>

#include "providers/ameyo/api.h"
#include "providers/ameyo/known.h"
#include "providers/ameyo/reading.h"
#include "reconciler/core/change.h"

namespace muster::ameyo {

class UserWriting {
 public:
  using Outcome = engine::Task<core::Result<core::Receipt>>;

  // Nothing is owned.
  UserWriting(Api& api, const Settings& settings, Known& known)
      : api_(&api), settings_(&settings), known_(&known), reading_(api, settings, known) {}

  [[nodiscard]] Outcome write(std::shared_ptr<const core::Write> write);

 private:
  [[nodiscard]] Outcome create(std::shared_ptr<const core::Write> write);
  // The server is known to answer a create with less than was asked: one look, and one update for what did not stick.
  [[nodiscard]] Outcome complete(std::shared_ptr<const core::Write> write, core::RemoteId id);
  [[nodiscard]] engine::Task<core::Error> why_not_created(std::shared_ptr<const core::Write> write, core::Error error,
                                                          std::string number_before);
  [[nodiscard]] Outcome update(std::shared_ptr<const core::Write> write);
  [[nodiscard]] Outcome put(std::shared_ptr<const core::Write> write, std::shared_ptr<const UserRecord> before);
  [[nodiscard]] Outcome remove(std::shared_ptr<const core::Write> write);
  [[nodiscard]] engine::Task<core::Status> delete_user(std::shared_ptr<const core::Write> write);

  Api* api_;
  const Settings* settings_;
  Known* known_;
  Reading reading_;
};

}  // namespace muster::ameyo
