// What references in manifests stand for, which somebody changes now and then.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "reconciler/engine/ports.h"

namespace muster::simulation {

class ChangingSecrets final : public engine::Secrets {
 public:
  // What is not among the values is asked for there.
  explicit ChangingSecrets(std::function<std::optional<std::string>(const std::string&)> elsewhere);

  [[nodiscard]] engine::Task<core::Result<core::Secret>> resolve(core::SecretReference reference) override;
  [[nodiscard]] engine::Task<core::Result<std::string>> version(core::SecretReference reference) override;
  // Every value becomes another one, of the same kind: what has digits alone keeps digits alone.
  void change();

  [[nodiscard]] const std::map<std::string, std::string>& values() const { return values_; }

 private:
  [[nodiscard]] core::Result<std::string> find(const core::SecretReference& reference) const;

  std::function<std::optional<std::string>(const std::string&)> elsewhere_;
  std::map<std::string, std::string> values_;  // by the reference's text
};

}  // namespace muster::simulation
