// The cookies of one session with one origin.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster::kit {

// Holds what Set-Cookie said, by name and path, and gives back what a target may see. The jar talks to one origin, so
// the Domain attribute has no meaning here. Secure is not asked: plain http is only ever spoken where it was allowed.
class CookieJar {
 public:
  using Time = std::chrono::sys_time<std::chrono::milliseconds>;

  // One Set-Cookie value in an answer to `target`. Malformed ones are ignored.
  void store(std::string_view set_cookie, std::string_view target, Time now);

  // The value of a Cookie header for `target`, longer paths first; nothing when no cookie applies.
  [[nodiscard]] std::optional<std::string> header_for(std::string_view target, Time now) const;

  void clear() { cookies_.clear(); }
  [[nodiscard]] bool empty() const { return cookies_.empty(); }

 private:
  struct Cookie {
    std::string name;
    std::string value;
    std::string path;
    std::optional<Time> expires;
  };

  static void apply_attribute(Cookie& cookie, std::string_view attribute, Time now);

  std::vector<Cookie> cookies_;  // longer paths first
};

}  // namespace muster::kit
