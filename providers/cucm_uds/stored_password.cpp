#include "providers/cucm_uds/stored_password.h"

#include <fmt/format.h>

#include <charconv>

#include "reconciler/core/digest.h"

namespace muster::cucm_uds {

using core::Secret;

namespace {

constexpr std::string_view kForm = "uds-1";  // changes with what from_blob understands

// The text before the next end of line, which is taken off.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

}  // namespace

std::string digest_of(const Secret& password) { return core::sha256_hex(password.reveal()); }

Secret to_blob(const StoredPassword& stored) {
  return Secret(fmt::format("{}\n{}\n{}\n{}{}", kForm, stored.seed, stored.pending.reveal().size(),
                            stored.pending.reveal(), stored.current.reveal()));
}

std::optional<StoredPassword> from_blob(const Secret& blob) {
  std::string_view text = blob.reveal();
  if (take_line(text) != kForm) return std::nullopt;
  const auto seed = take_line(text);
  const auto length = seed ? take_line(text) : std::nullopt;
  if (!length) return std::nullopt;
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(length->data(), length->data() + length->size(), size);
  if (error != std::errc() || end != length->data() + length->size() || size > text.size()) return std::nullopt;
  StoredPassword stored;
  stored.seed = *seed;
  stored.pending = Secret(std::string(text.substr(0, size)));
  stored.current = Secret(std::string(text.substr(size)));
  return stored;
}

std::vector<Secret> candidates(const StoredPassword& stored, const Secret& configured) {
  std::vector<Secret> passwords;
  const bool counts = stored.seed == digest_of(configured);
  if (counts && !stored.pending.empty()) passwords.push_back(stored.pending.copy());
  const Secret& settled = counts && !stored.current.empty() ? stored.current : configured;
  if (passwords.empty() || passwords.front().reveal() != settled.reveal()) passwords.push_back(settled.copy());
  return passwords;
}

}  // namespace muster::cucm_uds
