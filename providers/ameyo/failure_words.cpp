#include "providers/ameyo/failure_words.h"

#include <algorithm>
#include <array>
#include <span>

#include "reconciler/core/name.h"

namespace muster::ameyo {

namespace {

// Keys are spelled with dots, dashes, underscores or in camel case: letters alone are compared.
std::string letters_of(std::string_view words) {
  const std::string folded = core::comparable(words, core::Compare::folded);
  std::string letters;
  for (const char c : folded) {
    if (c >= 'a' && c <= 'z') letters += c;
  }
  return letters;
}

bool has_any(const std::string& letters, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return letters.find(word) != std::string::npos; });
}

// Says nothing of the object that was asked for.
constexpr std::array<std::string_view, 2> kNoSession = {"sessionnotfound", "nosuchsession"};
constexpr std::array<std::string_view, 4> kNotFound = {"notfound", "doesnotexist", "notexist", "nosuch"};
constexpr std::array<std::string_view, 4> kAlreadyThere = {"alreadyexist", "exists", "duplicate", "notunique"};
constexpr std::array<std::string_view, 5> kInSession = {"activesession", "sessionexist", "hassession", "loggedin",
                                                        "sessionsof"};
constexpr std::array<std::string_view, 2> kHierarchy = {"hierarchy", "licenseofgroup"};
constexpr std::array<std::string_view, 27> kRefused = {
    "invalid",  "notassigned", "alreadyassigned", "notallowed", "notpermitted", "denied",   "unauthorized",
    "required", "missing",     "expected",        "licens",     "licenc",       "limit",    "exceed",
    "policy",   "mismatch",    "disabled",        "notvalid",   "notsupported", "toolong",  "tooshort",
    "password", "privilege",   "cannot",          "atleastone", "notenabled",   "nomanager"};

// Of muster's own; "session.not.found" may be about the sessions of a user.
constexpr std::array<std::string_view, 6> kSessionOver = {"invalidsession",    "invalidauthenticationtoken",
                                                          "sessionexpired",    "sessioninvalid",
                                                          "sessionhasexpired", "sessionisinvalid"};

constexpr std::array<std::string_view, 1> kNotYet = {"notabletofetchuserinfo"};
constexpr std::array<std::string_view, 4> kLockedOut = {"attempt", "locked", "blocked", "expired"};
constexpr std::array<std::string_view, 23> kElsewhere = {
    "alreadylogged", "alreadylogin",  "loggedin",    "sessionexist", "existingsession", "activesession",
    "maxallowed",    "maximumlogin",  "maxlogin",    "loginlimit",   "logins",          "concurrent",
    "forcelogin",    "disallowafter", "licens",      "licenc",       "sessionalready",  "anothersession",
    "sessionlimit",  "limitreached",  "limitexceed", "maxsession",   "toomanysession"};
constexpr std::array<std::string_view, 6> kCredentials = {"authentication", "password", "credential",
                                                          "notfound",       "invalid",  "unauthorized"};
constexpr std::array<std::string_view, 10> kNotNow = {"tryagain", "temporar", "unavailable",   "busy",      "timeout",
                                                      "timedout", "mainten",  "internalerror", "exception", "overload"};
// Begins whatever a login fails with.
constexpr std::array<std::string_view, 1> kLoginFailed = {"loginfailed"};

}  // namespace

Meaning meaning_of(std::string_view words) {
  const std::string letters = letters_of(words);
  if (has_any(letters, kNoSession)) return Meaning::unknown;
  if (has_any(letters, kNotFound)) return Meaning::not_found;
  if (has_any(letters, kInSession)) return Meaning::in_session;
  if (has_any(letters, kAlreadyThere)) return Meaning::already_there;
  if (has_any(letters, kHierarchy)) return Meaning::no_hierarchy;
  return has_any(letters, kRefused) ? Meaning::refused : Meaning::unknown;
}

LoginRefusal login_refusal_of(std::string_view words) {
  const std::string letters = letters_of(words);
  if (has_any(letters, kNotYet)) return LoginRefusal::not_yet;
  if (has_any(letters, kLockedOut)) return LoginRefusal::refused;
  if (has_any(letters, kElsewhere)) return LoginRefusal::elsewhere;
  if (has_any(letters, kCredentials)) return LoginRefusal::refused;
  if (has_any(letters, kNotNow)) return LoginRefusal::not_now;
  return has_any(letters, kLoginFailed) ? LoginRefusal::refused : LoginRefusal::unclear;
}

bool says_session_is_over(std::string_view words) {
  const std::string letters = letters_of(words);
  return has_any(letters, kSessionOver);
}

}  // namespace muster::ameyo
