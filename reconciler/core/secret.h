// Secrets: references that may be shown, and values that can be neither printed nor logged.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace muster::core {

enum class SecretSource { file, env, credential, exec };

// What a manifest says instead of a secret. `argument` is a path, a variable, a credential name; exec has argv.
struct SecretReference {
  SecretSource source = SecretSource::file;
  std::string argument;
  std::vector<std::string> argv;
  std::string base;    // folder of the manifest that a relative file counts from
  std::string inside;  // folder, from base, that an expanded file must lie in; empty: wherever files may be read

  friend auto operator<=>(const SecretReference&, const SecretReference&) = default;
  friend bool operator==(const SecretReference&, const SecretReference&) = default;
};

// One line that parse_secret_reference reads back: "file:/etc/x", "env:NAME". Safe to show.
[[nodiscard]] std::string to_text(const SecretReference& reference);
[[nodiscard]] SecretReference parse_secret_reference(std::string_view text);

// A reference's text as the manifest states it, without the folder it counts from: the same in every checkout.
[[nodiscard]] std::string_view as_stated(std::string_view reference_text);

// Overwrites all of a string's memory, short strings and spare capacity included; it is empty then.
void wipe(std::string& text) noexcept;

// A secret value. Copies are explicit, memory is wiped, and there is no operator<<, formatter or comparison.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) { wipe(value); }
  Secret(Secret&& other) noexcept : value_(std::move(other.value_)) { wipe(other.value_); }
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { wipe(value_); }

  [[nodiscard]] Secret copy() const { return Secret(value_); }
  // The one way out. Callers put the value on the wire or into a keyed hash, nowhere else.
  [[nodiscard]] const std::string& reveal() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }

 private:
  std::string value_;
};

}  // namespace muster::core
