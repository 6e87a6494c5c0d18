#include "providers/kit/oauth_tokens.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "providers/kit/json_read.h"
#include "providers/kit/percent.h"
#include "reconciler/core/digest.h"

namespace muster::kit {

using core::Result;
using core::Secret;
using engine::WallTime;
using std::chrono::seconds;

namespace {

constexpr std::string_view kForm = "oauth-1";  // changes with what from_blob understands
constexpr std::string_view kNever = "-";
constexpr std::size_t kLines = 6;
constexpr seconds kLongestLife{10LL * 366 * 24 * 3600};

std::string time_text(const std::optional<WallTime>& time) {
  return time ? std::to_string(time->time_since_epoch().count()) : std::string(kNever);
}

// False when the text is neither a time nor kNever.
bool read_time(std::string_view text, std::optional<WallTime>& time) {
  if (text == kNever) return true;
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size()) return false;
  time = WallTime(std::chrono::milliseconds(count));
  return true;
}

std::optional<std::array<std::string_view, kLines>> lines_of(std::string_view text) {
  std::array<std::string_view, kLines> lines;
  for (std::size_t i = 0; i < kLines; ++i) {
    const auto end = text.find('\n');
    if ((end == std::string_view::npos) != (i + 1 == kLines)) return std::nullopt;
    lines[i] = text.substr(0, end);
    if (end != std::string_view::npos) text.remove_prefix(end + 1);
  }
  return lines;
}

core::Error unusable(std::string_view what) {
  return core::Error(core::ErrorKind::protocol, fmt::format("the answer to a renewal {}", what));
}

// It becomes part of a header: one line, and nothing that ends it.
bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

Result<Secret> token_in(const JsonObject& answer, std::string_view key) {
  const auto text = answer.text(key);
  if (!text) return std::unexpected(text.error());
  if (!*text) return Secret();
  if (!is_token(**text)) return std::unexpected(unusable(fmt::format("has a {} that is no token", key)));
  return Secret(std::string(**text));
}

// How long something lives; nothing when it is not said, or said in a form that is not understood: the tokens beside
// it are good all the same, and those before them may be withdrawn by now.
std::optional<seconds> life_in(const JsonObject& answer, std::string_view key) {
  const auto life = answer.integer(key);
  if (!life || !*life) return std::nullopt;
  return std::clamp(seconds(**life), seconds(0), kLongestLife);
}

void read_lives(const JsonObject& answer, WallTime now, OAuthTokens& tokens) {
  const auto access = life_in(answer, "expires_in");
  const auto refresh = life_in(answer, "refresh_token_expires_in");
  if (access) tokens.renew_at = now + *access - std::min<seconds>(kRenewBefore, *access / 2);
  if (refresh) tokens.refresh_ends = now + *refresh;
}

}  // namespace

OAuthTokens OAuthTokens::copy() const {
  OAuthTokens result;
  result.seed = seed;
  result.refresh = refresh.copy();
  result.access = access.copy();
  result.renew_at = renew_at;
  result.refresh_ends = refresh_ends;
  return result;
}

bool OAuthTokens::usable(WallTime now) const { return !access.empty() && (!renew_at || now < *renew_at); }

OAuthTokens seed_tokens(const OAuthGrant& grant) {
  OAuthTokens tokens;
  tokens.seed = core::sha256_hex(grant.refresh_token.reveal());
  tokens.refresh = grant.refresh_token.copy();
  return tokens;
}

Secret to_blob(const OAuthTokens& tokens) {
  return Secret(fmt::format("{}\n{}\n{}\n{}\n{}\n{}", kForm, tokens.seed, time_text(tokens.renew_at),
                            time_text(tokens.refresh_ends), tokens.refresh.reveal(), tokens.access.reveal()));
}

std::optional<OAuthTokens> from_blob(const Secret& blob) {
  const auto lines = lines_of(blob.reveal());
  if (!lines || (*lines)[0] != kForm || (*lines)[4].empty()) return std::nullopt;
  OAuthTokens tokens;
  tokens.seed = (*lines)[1];
  if (!read_time((*lines)[2], tokens.renew_at) || !read_time((*lines)[3], tokens.refresh_ends)) return std::nullopt;
  tokens.refresh = Secret(std::string((*lines)[4]));
  tokens.access = Secret(std::string((*lines)[5]));
  return tokens;
}

net::HttpRequest renewal_request(const OAuthGrant& grant, const Secret& refresh) {
  net::HttpRequest request(net::Method::post, grant.token_path);
  request.headers.set("Content-Type", "application/x-www-form-urlencoded");
  request.headers.set("Accept", "application/json");
  request.body = fmt::format("grant_type=refresh_token&client_id={}&client_secret={}&refresh_token={}",
                             percent_encode(grant.client_id.reveal()), percent_encode(grant.client_secret.reveal()),
                             percent_encode(refresh.reveal()));
  return request;
}

Result<OAuthTokens> renewed(const OAuthTokens& before, std::string_view answer, WallTime now) {
  const auto document = read_json(answer);
  if (!document) return std::unexpected(document.error());
  const JsonPlace place("answer");
  const auto object = JsonObject::of(*document, place);
  if (!object) return std::unexpected(object.error());
  auto access = token_in(*object, "access_token");
  if (!access) return std::unexpected(access.error());
  if (access->empty()) return std::unexpected(unusable("has no access_token"));
  auto refresh = token_in(*object, "refresh_token");
  if (!refresh) return std::unexpected(refresh.error());
  OAuthTokens tokens = before.copy();
  tokens.access = std::move(*access);
  if (!refresh->empty()) tokens.refresh = std::move(*refresh);
  tokens.renew_at.reset();
  read_lives(*object, now, tokens);
  return tokens;
}

}  // namespace muster::kit
