// Changing the roles of one person: by the difference (SCIM) or by replacing the person.
#pragma once

#include <memory>

#include "providers/webex/lookup.h"
#include "providers/webex/site.h"
#include "reconciler/core/change.h"

namespace muster::webex {

class RoleWriting {
 public:
  RoleWriting(const Site& site, std::shared_ptr<const core::Write> write) : site_(site), write_(std::move(write)) {}

  [[nodiscard]] engine::Task<core::Result<core::Receipt>> update();

 private:
  enum class Scim { done, refused };  // refused: nothing was changed, and another way may work

  [[nodiscard]] engine::Task<core::Status> learn_ids();
  [[nodiscard]] engine::Task<core::Status> choose_and_send();
  [[nodiscard]] engine::Task<bool> can_use_scim();
  [[nodiscard]] engine::Task<core::Result<Scim>> patch();
  [[nodiscard]] engine::Task<core::Result<Scim>> judge_patch(std::shared_ptr<const Answer> answer);
  [[nodiscard]] engine::Task<core::Status> replace();
  [[nodiscard]] engine::Task<core::Status> after_failed_put(core::Error error, Texts before);
  [[nodiscard]] core::Status check(const PersonRecord& person, const nlohmann::json& whole) const;
  [[nodiscard]] engine::Task<std::optional<Texts>> roles_now();
  [[nodiscard]] Texts wanted_of(const Texts& live) const;
  [[nodiscard]] bool are_as_asked(const Texts& tails) const;

  Site site_;
  std::shared_ptr<const core::Write> write_;
  Texts added_;           // ids
  Texts removed_;         // ids
  bool patched_ = false;  // SCIM has accepted it, and may have done some of it
};

}  // namespace muster::webex
