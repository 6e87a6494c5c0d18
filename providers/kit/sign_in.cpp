#include "providers/kit/sign_in.h"

#include <cstdint>

namespace muster::kit {

namespace {

std::string base64(std::string_view bytes) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = (group << 8) | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      const bool used = i + k <= bytes.size();
      text += used ? kAlphabet[(group >> (18 - 6 * k)) & 63U] : '=';
    }
  }
  return text;
}

}  // namespace

std::string basic_authorization(std::string_view username, std::string_view password) {
  std::string both(username);
  both += ':';
  both += password;
  std::string header = "Basic " + base64(both);
  both.assign(both.size(), '\0');
  return header;
}

}  // namespace muster::kit
