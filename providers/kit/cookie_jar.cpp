#include "providers/kit/cookie_jar.h"

#include <algorithm>
#include <charconv>

#include "providers/kit/http_date.h"
#include "reconciler/core/name.h"

namespace muster::kit {

namespace {

constexpr std::size_t kMostCookies = 64;
constexpr std::size_t kLongestCookie = 8192;

std::string_view path_of(std::string_view target) { return target.substr(0, target.find_first_of("?#")); }

std::string default_path(std::string_view target) {
  const auto path = path_of(target);
  const auto slash = path.rfind('/');
  return std::string(slash == 0 || slash == std::string_view::npos ? "/" : path.substr(0, slash));
}

bool covers(std::string_view cookie_path, std::string_view path) {
  if (!path.starts_with(cookie_path)) return false;
  return path.size() == cookie_path.size() || cookie_path.ends_with('/') || path[cookie_path.size()] == '/';
}

bool same_word(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

// "name=value" around the first '='.
std::pair<std::string_view, std::string_view> pair_of(std::string_view text) {
  const auto equals = std::min(text.find('='), text.size());
  return {core::trim(text.substr(0, equals)), core::trim(text.substr(std::min(equals + 1, text.size())))};
}

std::optional<CookieJar::Time> after(std::string_view seconds, CookieJar::Time now) {
  constexpr std::int64_t kTenYears = 315'360'000;
  std::int64_t age = 0;
  const auto [end, error] = std::from_chars(seconds.data(), seconds.data() + seconds.size(), age);
  if (end == seconds.data()) return std::nullopt;
  if (error == std::errc::result_out_of_range) age = seconds.front() == '-' ? 0 : kTenYears;
  return now + std::chrono::seconds(std::clamp<std::int64_t>(age, 0, kTenYears));
}

}  // namespace

void CookieJar::apply_attribute(Cookie& cookie, std::string_view attribute, Time now) {
  const auto [name, value] = pair_of(attribute);
  if (same_word(name, "path") && value.starts_with('/')) cookie.path = std::string(value);
  if (same_word(name, "max-age")) {
    const auto expires = after(value, now);
    if (expires) cookie.expires = *expires;
  }
  if (same_word(name, "expires") && !cookie.expires) cookie.expires = parse_http_date(value);
}

void CookieJar::store(std::string_view set_cookie, std::string_view target, Time now) {
  if (set_cookie.size() > kLongestCookie) return;
  const auto end = std::min(set_cookie.find(';'), set_cookie.size());
  const auto [name, value] = pair_of(set_cookie.substr(0, end));
  if (name.empty() || set_cookie.substr(0, end).find('=') == std::string_view::npos) return;
  Cookie cookie{std::string(name), std::string(value), default_path(target), std::nullopt};
  auto rest = set_cookie.substr(end);
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const auto next = std::min(rest.find(';'), rest.size());
    apply_attribute(cookie, rest.substr(0, next), now);
    rest.remove_prefix(next);
  }
  std::erase_if(cookies_, [&](const Cookie& old) { return old.name == cookie.name && old.path == cookie.path; });
  if ((cookie.expires && *cookie.expires <= now) || cookies_.size() >= kMostCookies) return;
  const auto place = std::find_if(cookies_.begin(), cookies_.end(),
                                  [&](const Cookie& other) { return other.path.size() < cookie.path.size(); });
  cookies_.insert(place, std::move(cookie));
}

std::optional<std::string> CookieJar::header_for(std::string_view target, Time now) const {
  std::string header;
  for (const auto& cookie : cookies_) {
    if ((cookie.expires && *cookie.expires <= now) || !covers(cookie.path, path_of(target))) continue;
    if (!header.empty()) header += "; ";
    header += cookie.name + "=" + cookie.value;
  }
  if (header.empty()) return std::nullopt;
  return header;
}

}  // namespace muster::kit
