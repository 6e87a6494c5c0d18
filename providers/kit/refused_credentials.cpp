#include "providers/kit/refused_credentials.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "reconciler/core/digest.h"

namespace muster::kit {

using core::Secret;
using core::Status;
using engine::Task;

namespace {

constexpr std::string_view kForm = "refused-1";  // changes with what parse() understands

struct Remembered {
  std::string configured;
  std::set<std::string> digests;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

// Nothing where the text is not of this form.
Remembered parse(const Secret& blob) {
  const auto lines = lines_of(blob.reveal());
  if (lines.size() < 2 || lines[0] != kForm) return {};
  Remembered remembered{std::string(lines[1]), {}};
  for (std::size_t i = 2; i < lines.size(); ++i) remembered.digests.emplace(lines[i]);
  return remembered;
}

}  // namespace

RefusedCredentials::RefusedCredentials(TokenStore* store, std::string_view login, std::string configured)
    : store_(store), name_(fmt::format("{}refused/{}", kLoginMemory, login)), configured_(std::move(configured)) {}

void RefusedCredentials::configure(std::string digest) {
  if (configured_ == digest) return;
  configured_ = std::move(digest);
  digests_.clear();
  unkept_ = false;
}

Task<Status> RefusedCredentials::look() {
  if (store_ == nullptr || unkept_) co_return Status{};
  const auto blob = co_await store_->load(name_);
  const bool is_sealed = !blob && blob.error().kind == core::ErrorKind::invalid;
  if (!blob && !is_sealed) co_return std::unexpected(blob.error());
  digests_.clear();
  is_void_ = is_sealed;
  if (is_sealed || blob->empty()) co_return Status{};
  auto remembered = parse(*blob);
  is_void_ = remembered.configured != configured_;
  if (!is_void_) digests_ = std::move(remembered.digests);
  co_return Status{};
}

Task<void> RefusedCredentials::add(std::string digest) {
  const auto looked = co_await look();
  if (!looked) unkept_ = true;
  digests_.insert(std::move(digest));
  co_await keep();
}

Task<void> RefusedCredentials::accept(std::string digest) {
  const bool was_refused = digests_.erase(digest) > 0;
  if (was_refused || is_void_) co_await keep();
}

Task<void> RefusedCredentials::remove(std::string digest) {
  const bool was_refused = digests_.erase(digest) > 0;
  if (was_refused) co_await keep();
}

Task<void> RefusedCredentials::keep() {
  if (store_ == nullptr) co_return;
  Secret blob;
  if (!digests_.empty()) blob = Secret(fmt::format("{}\n{}\n{}\n", kForm, configured_, fmt::join(digests_, "\n")));
  const auto kept = co_await store_->keep(name_, std::move(blob));
  unkept_ = !kept.has_value();
  if (kept) is_void_ = false;
}

std::string refusal_sentence(std::string_view system, std::string_view what) {
  return fmt::format("{} refused {}: nothing more is sent until they change. {}", system, what, another_try(system));
}

std::string another_try(std::string_view system) {
  return fmt::format(
      "If they are right by now, `muster retry-login --system {}` (with the --state or --config of this run) lets "
      "muster try them once more",
      system);
}

std::string digest_of(std::string_view url, const Credentials& credentials) {
  std::string all(url);
  for (const auto& [name, secret] : credentials) all += fmt::format("\n{}={}", name, core::sha256_hex(secret.reveal()));
  return core::sha256_hex(all);
}

}  // namespace muster::kit
