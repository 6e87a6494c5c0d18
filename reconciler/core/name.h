// How names compare.
#pragma once

#include <string>
#include <string_view>

namespace muster::core {

// How two spellings of a name or value are compared.
enum class Compare {
  exact,    // byte for byte
  trimmed,  // byte for byte after trimming white space (team names)
  folded,   // NFC, trimmed, case-folded (logins, e-mails, role names)
  digits,   // digits only (phone numbers)
  dialled,  // what a phone dials: digits, '*', '#', letters; spaces, brackets, dots, dashes and '+' are layout
  // An id by its UUID alone, whether bare or as the last part of a base64-encoded URI (Webex); other text as folded.
  folded_or_uuid,
};

// The comparable form of `text`. Idempotent. Text that is not UTF-8 is compared byte for byte.
[[nodiscard]] std::string comparable(std::string_view text, Compare compare);

// comparable(a) == comparable(b), without allocating when the spellings are equal already.
[[nodiscard]] bool same(std::string_view a, std::string_view b, Compare compare);

[[nodiscard]] std::string_view trim(std::string_view text);  // ASCII white space and U+00A0, U+FEFF

}  // namespace muster::core
