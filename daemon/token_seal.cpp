#include "daemon/token_seal.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <cassert>
#include <memory>
#include <vector>

namespace muster::daemon {
namespace {

using Bytes = std::vector<unsigned char>;

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr std::string_view kPurpose = "muster token encryption 1";

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

// Wiped when it goes.
class DerivedKey {
 public:
  explicit DerivedKey(const core::Secret& key) {
    assert(!key.empty());
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.reveal().data(), static_cast<int>(key.reveal().size()),
         reinterpret_cast<const unsigned char*>(kPurpose.data()), kPurpose.size(), bytes_.data(), &size);
    assert(size == bytes_.size());
  }
  DerivedKey(const DerivedKey&) = delete;
  DerivedKey& operator=(const DerivedKey&) = delete;
  ~DerivedKey() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }
  [[nodiscard]] const unsigned char* bytes() const { return bytes_.data(); }

 private:
  std::array<unsigned char, 32> bytes_{};
};

std::string to_hex(const Bytes& bytes) {
  std::string hex;
  for (const unsigned char byte : bytes) hex += fmt::format("{:02x}", byte);
  return hex;
}

// Empty when it is no hex.
Bytes from_hex(std::string_view hex) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  Bytes bytes;
  if (hex.size() % 2 != 0) return {};
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    if (digit(hex[i]) < 0 || digit(hex[i + 1]) < 0) return {};
    bytes.push_back(static_cast<unsigned char>(digit(hex[i]) * 16 + digit(hex[i + 1])));
  }
  return bytes;
}

// Two names never run into each other: the length says where the first one ends.
std::string about(TokenName whose) {
  return fmt::format("{}:", whose.system.size()).append(whose.system).append(whose.name);
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

bool encrypt(const DerivedKey& key, const std::string& associated, std::string_view plain, Bytes& sealed) {
  const Context context(EVP_CIPHER_CTX_new());
  unsigned char* const tag = sealed.data() + kNonceBytes;
  unsigned char* const out = tag + kTagBytes;
  int size = 0;
  return context != nullptr &&
         EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.bytes(), sealed.data()) == 1 &&
         EVP_EncryptUpdate(context.get(), nullptr, &size, bytes_of(associated), static_cast<int>(associated.size())) ==
             1 &&
         EVP_EncryptUpdate(context.get(), out, &size, bytes_of(plain), static_cast<int>(plain.size())) == 1 &&
         EVP_EncryptFinal_ex(context.get(), out + size, &size) == 1 &&
         EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(kTagBytes), tag) == 1;
}

bool decrypt(const DerivedKey& key, const std::string& associated, Bytes& sealed, std::string& plain) {
  const Context context(EVP_CIPHER_CTX_new());
  unsigned char* const tag = sealed.data() + kNonceBytes;
  auto* const out = reinterpret_cast<unsigned char*>(plain.data());
  int size = 0;
  return context != nullptr &&
         EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.bytes(), sealed.data()) == 1 &&
         EVP_DecryptUpdate(context.get(), nullptr, &size, bytes_of(associated), static_cast<int>(associated.size())) ==
             1 &&
         EVP_DecryptUpdate(context.get(), out, &size, tag + kTagBytes, static_cast<int>(plain.size())) == 1 &&
         EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(kTagBytes), tag) == 1 &&
         EVP_DecryptFinal_ex(context.get(), out + size, &size) == 1;
}

core::Error failed(std::string_view verb, TokenName whose, std::string_view why) {
  return {core::ErrorKind::invalid, fmt::format("{} the token {} of {}: {}", verb, whose.name, whose.system, why)};
}

}  // namespace

core::Result<std::string> seal_token(const core::Secret& key, TokenName whose, const core::Secret& token) {
  const std::string& plain = token.reveal();
  Bytes sealed(kNonceBytes + kTagBytes + plain.size());
  if (RAND_bytes(sealed.data(), static_cast<int>(kNonceBytes)) != 1 ||
      !encrypt(DerivedKey(key), about(whose), plain, sealed)) {
    return std::unexpected(failed("keeping", whose, "it could not be encrypted; nothing was kept"));
  }
  return to_hex(sealed);
}

core::Result<core::Secret> open_token(const core::Secret& key, TokenName whose, std::string_view sealed) {
  Bytes bytes = from_hex(sealed);
  if (bytes.size() >= kNonceBytes + kTagBytes) {
    std::string plain(bytes.size() - kNonceBytes - kTagBytes, '\0');
    if (decrypt(DerivedKey(key), about(whose), bytes, plain)) return core::Secret(std::move(plain));
    OPENSSL_cleanse(plain.data(), plain.size());
  }
  return std::unexpected(
      failed("reading", whose,
             "it was sealed with another state key, or changed since; restore the key, or configure the token anew"));
}

}  // namespace muster::daemon
