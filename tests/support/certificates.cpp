#include "tests/support/certificates.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <stdexcept>

namespace muster::support {
namespace {

void expect(bool done) {
  if (!done) throw std::runtime_error("OpenSSL refused to make a test certificate");
}

void add_extension(X509* certificate, int id, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str());
  expect(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

std::shared_ptr<X509> make_certificate(EVP_PKEY* key, const CertificateWish& wish) {
  constexpr long kSecondsADay = 24 * 60 * 60;
  std::shared_ptr<X509> certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), wish.first_day * kSecondsADay);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), wish.last_day * kSecondsADay);
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  const auto* common_name = reinterpret_cast<const unsigned char*>(wish.common_name.c_str());
  expect(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, common_name, -1, -1, 0) == 1);
  expect(X509_set_pubkey(certificate.get(), key) == 1);
  add_extension(certificate.get(), NID_basic_constraints, wish.is_authority ? "critical,CA:TRUE" : "CA:FALSE");
  if (!wish.is_authority) add_extension(certificate.get(), NID_subject_alt_name, wish.alternative_names);
  return certificate;
}

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

void save(Identity& identity, const std::filesystem::path& folder, const std::string& name) {
  identity.certificate_file = folder / (name + ".pem");
  identity.key_file = folder / (name + ".key");
  const File certificate(std::fopen(identity.certificate_file.c_str(), "w"), std::fclose);
  expect(certificate && PEM_write_X509(certificate.get(), identity.certificate.get()) == 1);
  const File key(std::fopen(identity.key_file.c_str(), "w"), std::fclose);
  expect(key && PEM_write_PrivateKey(key.get(), identity.key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
}

Identity sign(Identity unsigned_one, const Identity& issuer, const std::filesystem::path& folder,
              const std::string& name) {
  expect(X509_set_issuer_name(unsigned_one.certificate.get(), X509_get_subject_name(issuer.certificate.get())) == 1);
  expect(X509_sign(unsigned_one.certificate.get(), issuer.key.get(), EVP_sha256()) > 0);
  save(unsigned_one, folder, name);
  return unsigned_one;
}

Identity make_unsigned(const CertificateWish& wish) {
  Identity identity;
  identity.key.reset(EVP_EC_gen("P-256"), EVP_PKEY_free);
  expect(identity.key != nullptr);
  identity.certificate = make_certificate(identity.key.get(), wish);
  return identity;
}

}  // namespace

Identity make_self_signed(const std::filesystem::path& folder, const std::string& name, const CertificateWish& wish) {
  const Identity identity = make_unsigned(wish);
  return sign(identity, identity, folder, name);
}

Identity make_issued(const std::filesystem::path& folder, const std::string& name, const Identity& authority,
                     const CertificateWish& wish) {
  return sign(make_unsigned(wish), authority, folder, name);
}

void shake_hands_in_tls_1_1(int descriptor, const Identity& identity) {
  const std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context.get(), TLS1_1_VERSION);
  SSL_CTX_use_certificate(context.get(), identity.certificate.get());
  SSL_CTX_use_PrivateKey(context.get(), identity.key.get());
  const std::unique_ptr<SSL, void (*)(SSL*)> server(SSL_new(context.get()), SSL_free);
  SSL_set_fd(server.get(), descriptor);
  SSL_accept(server.get());
}

}  // namespace muster::support
