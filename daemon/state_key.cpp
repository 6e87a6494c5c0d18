#include "daemon/state_key.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <sys/stat.h>

#include <array>
#include <cassert>
#include <fstream>
#include <optional>
#include <string>

#include "daemon/private_files.h"

namespace muster::daemon {
namespace {

constexpr std::size_t kKeyBytes = 32;

core::Error refused(const std::string& file, std::string_view why) {
  return {core::ErrorKind::invalid, fmt::format("reading the state key {}: {}", file, why)};
}

std::string to_hex(const unsigned char* bytes, std::size_t count) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * count);
  for (std::size_t i = 0; i < count; ++i) {
    hex.push_back(kDigits[bytes[i] >> 4U]);
    hex.push_back(kDigits[bytes[i] & 0xFU]);
  }
  return hex;
}

std::optional<std::string> from_hex(std::string_view hex) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    if (digit(hex[i]) < 0 || digit(hex[i + 1]) < 0) return std::nullopt;
    bytes.push_back(static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1])));
  }
  return bytes;
}

core::Status generate(const std::string& file) {
  if (auto folder = make_private_folder(folder_of(file)); !folder) return folder;
  std::array<unsigned char, kKeyBytes> key;
  if (RAND_bytes(key.data(), static_cast<int>(key.size())) != 1) {
    return std::unexpected(core::Error(core::ErrorKind::unavailable, "generating the state key: no random bytes"));
  }
  std::string text = to_hex(key.data(), key.size()) + "\n";
  auto created = create_once(file, text);
  OPENSSL_cleanse(key.data(), key.size());
  OPENSSL_cleanse(text.data(), text.size());
  if (!created) return std::unexpected(std::move(created).error());
  return {};
}

core::Status check_mode(const std::string& file, const struct stat& found) {
  if (!S_ISREG(found.st_mode)) return std::unexpected(refused(file, "it is not a regular file; give another path"));
  if ((found.st_mode & 077) == 0) return {};
  return std::unexpected(refused(file, "other users may read or write it; run chmod 600 on it"));
}

core::Result<core::Secret> read_key(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text(2 * kKeyBytes + 2, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  const auto size = static_cast<std::size_t>(in.gcount());
  const bool ended = size == 2 * kKeyBytes || (size == 2 * kKeyBytes + 1 && text[size - 1] == '\n');
  auto bytes = ended ? from_hex(std::string_view(text).substr(0, 2 * kKeyBytes)) : std::nullopt;
  OPENSSL_cleanse(text.data(), text.size());
  if (bytes) return core::Secret(std::move(*bytes));
  return std::unexpected(
      refused(file,
              "it does not hold 64 hex digits; restore it, or remove it to generate another (known secrets are then "
              "recorded anew)"));
}

}  // namespace

core::Result<core::Secret> load_state_key(const std::string& file) {
  struct stat found{};
  if (::stat(file.c_str(), &found) != 0) {
    if (auto generated = generate(file); !generated) return std::unexpected(std::move(generated).error());
    if (::stat(file.c_str(), &found) != 0) return std::unexpected(refused(file, "it cannot be read; check its owner"));
  }
  if (auto mode = check_mode(file, found); !mode) return std::unexpected(std::move(mode).error());
  return read_key(file);
}

core::Secret parse_state_key(const core::Secret& text) {
  if (text.reveal().size() != 2 * kKeyBytes) return {};
  auto bytes = from_hex(text.reveal());
  return bytes ? core::Secret(std::move(*bytes)) : core::Secret();
}

std::string keyed_hash(const core::Secret& key, std::string_view purpose, std::string_view text) {
  assert(!key.empty() && purpose.find('\0') == std::string_view::npos);
  std::string message;
  message.reserve(purpose.size() + 1 + text.size());
  message.append(purpose).push_back('\0');
  message.append(text);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int size = 0;
  const std::string& bytes = key.reveal();
  HMAC(EVP_sha256(), bytes.data(), static_cast<int>(bytes.size()),
       reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest.data(), &size);
  OPENSSL_cleanse(message.data(), message.size());
  return to_hex(digest.data(), size);
}

}  // namespace muster::daemon
