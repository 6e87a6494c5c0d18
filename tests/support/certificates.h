// Certificates made at test time, so that none expires in the repository.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <openssl/evp.h>
#include <openssl/x509.h>

namespace muster::support {

// What a certificate says. Days count from now, so that {-2, -1} has expired.
struct CertificateWish {
  std::string common_name = "muster test";
  std::string alternative_names = "DNS:localhost,IP:127.0.0.1";
  bool is_authority = false;
  int first_day = -1;
  int last_day = 1;
};

// A key and its certificate, also as PEM files.
struct Identity {
  std::shared_ptr<EVP_PKEY> key;
  std::shared_ptr<X509> certificate;
  std::string certificate_file;
  std::string key_file;
};

// Throws std::runtime_error when OpenSSL refuses. Files are named after `name`.
[[nodiscard]] Identity make_self_signed(const std::filesystem::path& folder, const std::string& name,
                                        const CertificateWish& wish = {});
[[nodiscard]] Identity make_issued(const std::filesystem::path& folder, const std::string& name,
                                   const Identity& authority, const CertificateWish& wish = {});

// Makes the TLS server side of a handshake on a connected socket, offering nothing newer than TLS 1.1.
void shake_hands_in_tls_1_1(int descriptor, const Identity& identity);

}  // namespace muster::support
