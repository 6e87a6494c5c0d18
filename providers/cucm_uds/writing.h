// Changing a user or one of its parts, and making a remote destination.
#pragma once

#include <memory>
#include <vector>

#include "providers/cucm_uds/calls.h"
#include "reconciler/engine/clock.h"

namespace muster::cucm_uds {

class Writing {
 public:
  // Nothing is owned.
  Writing(Api& api, OptionLists& options, Known& known, engine::Random& random)
      : api_(&api), options_(&options), known_(&known), random_(&random) {}

  // Each resource is written once. Where one fails after another was accepted, or may have been, the receipt says so
  // of each. Errors carry the entity and never a secret.
  [[nodiscard]] engine::Task<core::Result<core::Receipt>> write(std::shared_ptr<const core::Write> write);

 private:
  using Outcome = engine::Task<core::Result<core::Receipt>>;

  [[nodiscard]] Outcome dispatch(std::shared_ptr<const core::Write> write);
  [[nodiscard]] Outcome update(std::shared_ptr<const core::Write> write);
  [[nodiscard]] Outcome create(std::shared_ptr<const core::Write> write);
  [[nodiscard]] engine::Task<core::Status> send(std::shared_ptr<const PlannedCall> call,
                                                std::shared_ptr<const core::Write> write);
  [[nodiscard]] engine::Task<core::Status> send_once(std::shared_ptr<const PlannedCall> call,
                                                     std::shared_ptr<const core::Write> write);
  // Speed dials that a PUT to all devices left there go by DELETE. Where there is none, each device gets its list.
  [[nodiscard]] engine::Task<core::Status> take_out(std::shared_ptr<const PlannedCall> call,
                                                    std::shared_ptr<const core::Write> write);
  [[nodiscard]] engine::Task<std::set<std::string>> staying(std::shared_ptr<const PlannedCall> call, std::string user);
  [[nodiscard]] engine::Task<core::Status> replace_on_devices(std::shared_ptr<const PlannedCall> call,
                                                              std::shared_ptr<const core::Write> write);
  [[nodiscard]] engine::Task<core::Status> post(std::shared_ptr<const core::Write> write, std::string body);
  [[nodiscard]] engine::Task<core::RemoteId> find_id(std::shared_ptr<const core::Write> write);
  [[nodiscard]] std::optional<core::Error> refusal(const core::Write& write) const;
  [[nodiscard]] std::string new_id() const;

  Api* api_;
  OptionLists* options_;
  Known* known_;
  engine::Random* random_;
};

// Nothing was done, and perhaps it is the call that is wrong: one that is missing can be a 404, 405 or 415.
[[nodiscard]] bool is_not_offered(const core::Error& error);

// The text without the secrets of the write, in every form that an answer might give them back in.
[[nodiscard]] std::string without_secrets(std::string text, const core::Write& write);

}  // namespace muster::cucm_uds
