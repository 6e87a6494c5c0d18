#include "providers/kit/unclear_logins.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "providers/kit/refused_credentials.h"

namespace muster::kit {

using core::Secret;
using core::Status;
using engine::Task;
using std::chrono::minutes;

namespace {

constexpr std::string_view kForm = "unclear-1";  // then the digest, how many in a row, until when in milliseconds
constexpr int kMostInARow = 1000;
constexpr minutes kShortest{10};
constexpr minutes kLongest{60};

minutes pause_after(int in_a_row) {
  if (in_a_row < 2) return minutes(0);
  return std::min(kShortest * (1 << std::min(in_a_row - 2, 3)), kLongest);
}

}  // namespace

UnclearLogins::UnclearLogins(TokenStore* store, std::string_view login, std::string configured, engine::Clock& clock)
    : store_(store),
      name_(fmt::format("{}unclear/{}", kLoginMemory, login)),
      configured_(std::move(configured)),
      clock_(&clock) {}

Task<Status> UnclearLogins::look() {
  if (store_ == nullptr || unkept_) co_return Status{};
  const auto blob = co_await store_->load(name_);
  const bool is_sealed = !blob && blob.error().kind == core::ErrorKind::invalid;
  if (!blob && !is_sealed) co_return std::unexpected(blob.error());
  in_a_row_ = 0;
  until_ = {};
  if (is_sealed) co_return Status{};
  std::istringstream text(blob->reveal());
  std::string form;
  std::string configured;
  int in_a_row = 0;
  std::int64_t until = 0;
  if (!(text >> form >> configured >> in_a_row >> until)) co_return Status{};
  if (form != kForm || configured != configured_) co_return Status{};
  in_a_row_ = std::clamp(in_a_row, 0, kMostInARow);
  until_ = engine::WallTime(std::chrono::milliseconds(until));
  co_return Status{};
}

// A clock that was set back makes nobody wait for longer than the longest pause.
minutes UnclearLogins::left() const {
  const auto left = std::chrono::ceil<minutes>(until_ - clock_->wall_now());
  return std::clamp(left, minutes(0), kLongest);
}

Task<minutes> UnclearLogins::count() {
  const auto looked = co_await look();
  if (!looked) unkept_ = true;
  const minutes pause = pause_after(++in_a_row_);
  until_ = clock_->wall_now() + pause;
  co_await keep();
  co_return pause;
}

Task<void> UnclearLogins::forget() {
  const bool is_known = in_a_row_ > 0;
  in_a_row_ = 0;
  until_ = {};
  if (is_known) co_await keep();
}

Task<void> UnclearLogins::keep() {
  if (store_ == nullptr) co_return;
  Secret blob;
  const auto until = std::chrono::duration_cast<std::chrono::milliseconds>(until_.time_since_epoch()).count();
  if (in_a_row_ > 0) blob = Secret(fmt::format("{} {} {} {}", kForm, configured_, in_a_row_, until));
  const auto kept = co_await store_->keep(name_, std::move(blob));
  unkept_ = !kept.has_value();
}

}  // namespace muster::kit
