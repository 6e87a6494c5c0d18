// What the words of a failure mean. The server answers almost everything that goes wrong with status 512, and only a
// key such as "user.not.found" in message or info tells more. Pure.
#pragma once

#include <string>
#include <string_view>

namespace muster::ameyo {

// unknown: nothing that is understood was said, so that nothing is known of what was done.
enum class Meaning { unknown, not_found, already_there, in_session, no_hierarchy, refused };
[[nodiscard]] Meaning meaning_of(std::string_view words);

// Of a login. `refused` is about the credentials. `not_yet`: the account was made a moment ago. `elsewhere`: the
// account is logged in too often, or there is no licence left. `not_now`: the server could not, whoever asked.
// `unclear` says nothing that is understood.
enum class LoginRefusal { unclear, refused, not_yet, elsewhere, not_now };
[[nodiscard]] LoginRefusal login_refusal_of(std::string_view words);

// "invalid.session.id", "invalid.authentication.token" and what is like them.
[[nodiscard]] bool says_session_is_over(std::string_view words);

}  // namespace muster::ameyo
