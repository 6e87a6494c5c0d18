#include "providers/cucm_uds/stored_password.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "reconciler/core/digest.h"

namespace muster::cucm_uds {

using core::Secret;

namespace {

// They change with what from_blob understands. The first one knows of no late password.
constexpr std::string_view kForm = "uds-1";
constexpr std::string_view kLateForm = "uds-2";

// A text with its length before it.
std::string with_length(const Secret& secret) { return fmt::format("{}\n{}", secret.reveal().size(), secret.reveal()); }

// The text before the next end of line, which is taken off.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<Secret> take_secret(std::string_view& text) {
  const auto length = take_line(text);
  if (!length) return std::nullopt;
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(length->data(), length->data() + length->size(), size);
  if (error != std::errc() || end != length->data() + length->size() || size > text.size()) return std::nullopt;
  Secret secret(std::string(text.substr(0, size)));
  text.remove_prefix(size);
  return secret;
}

}  // namespace

std::string digest_of(const Secret& password) { return core::sha256_hex(password.reveal()); }

Secret to_blob(const StoredPassword& stored) {
  const bool is_late = !stored.late.empty();
  return Secret(fmt::format("{}\n{}\n{}{}{}", is_late ? kLateForm : kForm, stored.seed, with_length(stored.pending),
                            is_late ? with_length(stored.late) : std::string(), stored.current.reveal()));
}

std::optional<StoredPassword> from_blob(const Secret& blob) {
  std::string_view text = blob.reveal();
  const auto form = take_line(text);
  const auto seed = take_line(text);
  auto pending = take_secret(text);
  std::optional<Secret> late = Secret();
  if (form == kLateForm) late = take_secret(text);
  if ((form != kForm && form != kLateForm) || !seed || !pending || !late) return std::nullopt;
  StoredPassword stored;
  stored.seed = *seed;
  stored.pending = std::move(*pending);
  stored.late = std::move(*late);
  stored.current = Secret(std::string(text));
  return stored;
}

std::vector<Secret> candidates(const StoredPassword& stored, const Secret& configured) {
  std::vector<Secret> passwords;
  const bool counts = stored.seed == digest_of(configured);
  if (counts && !stored.pending.empty()) passwords.push_back(stored.pending.copy());
  const Secret& settled = counts && !stored.current.empty() ? stored.current : configured;
  const auto add = [&](const Secret& password) {
    const auto same = [&](const Secret& one) { return one.reveal() == password.reveal(); };
    if (!password.empty() && std::ranges::none_of(passwords, same)) passwords.push_back(password.copy());
  };
  add(settled);
  if (counts) add(stored.late);
  return passwords;
}

}  // namespace muster::cucm_uds
