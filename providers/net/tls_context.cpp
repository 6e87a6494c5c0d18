#include "providers/net/tls_context.h"

#include <fmt/format.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace muster::net {
namespace {

namespace ssl = boost::asio::ssl;

core::Error unusable(std::string_view what, const std::string& file, std::string_view todo) {
  return {core::ErrorKind::invalid,
          fmt::format("reading the {} \"{}\": it cannot be read or is not in PEM form; {}", what, file, todo)};
}

TlsContext make_context(ssl::context::method method) {
  auto context = std::make_shared<ssl::context>(method);
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  return context;
}

// Connections inherit these from the context, so that none can be made without them.
bool expect_peer(SSL_CTX* context, const Origin& origin) {
  X509_VERIFY_PARAM* expected = SSL_CTX_get0_param(context);
  X509_VERIFY_PARAM_set_flags(expected, X509_V_FLAG_PARTIAL_CHAIN);
  X509_VERIFY_PARAM_set_hostflags(expected, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  if (origin.literal) return X509_VERIFY_PARAM_set1_ip_asc(expected, origin.host.c_str()) == 1;
  return X509_VERIFY_PARAM_set1_host(expected, origin.host.c_str(), origin.host.size()) == 1;
}

bool trust(ssl::context& context, const std::optional<std::string>& ca_file) {
  boost::system::error_code failed;
  if (ca_file) {
    context.load_verify_file(*ca_file, failed);
  } else {
    context.set_default_verify_paths(failed);
  }
  return !failed;
}

}  // namespace

core::Result<TlsContext> make_client_tls(const Origin& origin, const std::optional<std::string>& ca_file) {
  auto context = make_context(ssl::context::tls_client);
  context->set_verify_mode(ssl::verify_peer);
  if (!trust(*context, ca_file)) {
    return std::unexpected(unusable("CA file", ca_file.value_or("of the system"), "correct tls.caFile"));
  }
  if (!expect_peer(context->native_handle(), origin)) {
    return std::unexpected(
        core::Error(core::ErrorKind::invalid,
                    fmt::format("preparing TLS for {}: its host cannot be verified; correct the url", origin.text())));
  }
  return context;
}

core::Result<TlsContext> make_server_tls(const std::string& certificate_file, const std::string& key_file) {
  auto context = make_context(ssl::context::tls_server);
  boost::system::error_code failed;
  context->use_certificate_chain_file(certificate_file, failed);
  if (failed) return std::unexpected(unusable("certificate", certificate_file, "correct the TLS settings"));
  context->use_private_key_file(key_file, ssl::context::pem, failed);
  if (failed) return std::unexpected(unusable("private key", key_file, "correct the TLS settings"));
  return context;
}

}  // namespace muster::net
