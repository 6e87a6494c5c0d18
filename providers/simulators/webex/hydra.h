// Webex ids: base64 of ciscospark://<cluster>/<TYPE>/<tail>, where the tail mostly is a UUID.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace muster::simulators::webex {

[[nodiscard]] std::string base64(std::string_view bytes, bool padded);
// With or without padding; the characters of base64url too. Nothing when it is no base64.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

struct IdForm {
  std::string cluster = "us";
  bool padded = false;
};

[[nodiscard]] std::string hydra(const IdForm& form, std::string_view type, std::string_view tail);
// What comes after the last '/' of a decoded id, in lower case. Nothing when it is no such id.
[[nodiscard]] std::optional<std::string> tail_of(std::string_view id);

[[nodiscard]] bool is_uuid(std::string_view text);
[[nodiscard]] std::string lower(std::string_view text);
[[nodiscard]] std::string upper(std::string_view text);

}  // namespace muster::simulators::webex
