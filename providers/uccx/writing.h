// Creating, changing and removing a team, and changing the roles of a user.
#pragma once

#include <memory>
#include <vector>

#include "providers/uccx/api.h"
#include "providers/uccx/known.h"
#include "providers/uccx/team_body.h"
#include "providers/uccx/user_pages.h"
#include "reconciler/core/change.h"

namespace muster::uccx {

// An error of the second request where the first one was carried out.
[[nodiscard]] core::Error half_done(core::Error error);

class Writing {
 public:
  // Nothing is owned. `pages` is null where roles are not written.
  Writing(Api& api, UserPages* pages, const Settings& settings, Known& known)
      : api_(&api), pages_(pages), settings_(&settings), known_(&known) {}

  // Errors carry the entity.
  [[nodiscard]] engine::Task<core::Result<core::Receipt>> write(std::shared_ptr<const core::Write> write);

 private:
  using Outcome = engine::Task<core::Result<core::Receipt>>;

  [[nodiscard]] Outcome dispatch(std::shared_ptr<const core::Write> write);
  [[nodiscard]] Outcome create(std::shared_ptr<const core::Write> write);
  [[nodiscard]] Outcome update(std::shared_ptr<const core::Write> write);
  // One PUT of everything that was read, with what is asked; `fresh` is there.
  [[nodiscard]] Outcome put(std::shared_ptr<const core::Write> write);
  // Both kinds of supervisors are asked for: some servers take secondary ones only beside the primary that they know.
  [[nodiscard]] static bool may_be_parted(const core::Write& write);
  [[nodiscard]] Outcome update_in_parts(std::shared_ptr<const core::Write> write);
  // Some servers remove no team with members.
  // True: it had some, and they were released.
  [[nodiscard]] engine::Task<core::Result<bool>> empty_before_removal(std::shared_ptr<const core::Write> write);
  [[nodiscard]] Outcome remove(std::shared_ptr<const core::Write> write);
  [[nodiscard]] Outcome change_roles(std::shared_ptr<const core::Write> write);
  [[nodiscard]] engine::Task<bool> exists(std::string name);
  [[nodiscard]] engine::Task<std::vector<core::ElementResult>> empty_again(std::shared_ptr<const core::Write> write);
  [[nodiscard]] Wording wording(std::string_view self) const;

  Api* api_;
  UserPages* pages_;
  const Settings* settings_;
  Known* known_;
};

}  // namespace muster::uccx
