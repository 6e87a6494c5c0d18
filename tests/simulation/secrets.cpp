#include "tests/simulation/secrets.h"

#include "reconciler/core/digest.h"

namespace muster::simulation {

ChangingSecrets::ChangingSecrets(std::function<std::optional<std::string>(const std::string&)> elsewhere)
    : elsewhere_(std::move(elsewhere)),
      values_{{"env:JOINER_PASSWORD", "joiner-1"},
              {"env:UDS_PASSWORD", "managed-1"},
              {"env:UDS_PIN", "2468"},
              {"env:UDS_CODE", "4711"}} {}

core::Result<std::string> ChangingSecrets::find(const core::SecretReference& reference) const {
  const std::string text = core::to_text(reference);
  const auto at = values_.find(text);
  if (at != values_.end()) return at->second;
  if (auto value = elsewhere_(text)) return *std::move(value);
  return std::unexpected(core::Error(core::ErrorKind::invalid, text + " is not set"));
}

engine::Task<core::Result<core::Secret>> ChangingSecrets::resolve(core::SecretReference reference) {
  auto value = find(reference);
  if (!value) co_return std::unexpected(value.error());
  co_return core::Secret(*std::move(value));
}

engine::Task<core::Result<std::string>> ChangingSecrets::version(core::SecretReference reference) {
  const auto value = find(reference);
  if (!value) co_return std::unexpected(value.error());
  co_return core::sha256_hex(*value);
}

void ChangingSecrets::change() {
  for (auto& [reference, value] : values_) {
    const bool has_digits_alone = value.find_first_not_of("0123456789") == std::string::npos;
    value += has_digits_alone ? "1" : "+";
  }
}

}  // namespace muster::simulation
