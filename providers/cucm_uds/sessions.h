// The sessions of all users with one node. They share one budget, and nothing else.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "providers/cucm_uds/settings.h"
#include "providers/cucm_uds/user_session.h"
#include "providers/kit/http_chain.h"

namespace muster::cucm_uds {

class Sessions {
 public:
  Sessions(const core::SystemSpec& spec, kit::Credentials credentials, const kit::ProviderPorts& ports);

  // What is asked without credentials: lists of options and of phone services.
  [[nodiscard]] std::shared_ptr<net::HttpClient> anonymous() const { return chain_.anonymous; }
  // Requests as that user, repeated where that is safe. `key` is the user id in comparable form.
  [[nodiscard]] std::shared_ptr<net::HttpClient> signed_in(const std::string& key);
  [[nodiscard]] std::shared_ptr<UserSession> session(const std::string& key);
  // "{name}" in credentials is what the manifest says; it counts where the user has no session yet.
  void spell(const std::string& key, const std::string& name) { names_[key] = name; }
  // How many requests have left, of whomever.
  [[nodiscard]] int sent() const { return chain_.limited->sent(); }

 private:
  struct One {
    std::shared_ptr<UserSession> session;
    std::shared_ptr<net::HttpClient> http;
  };

  [[nodiscard]] One& find(const std::string& key);
  [[nodiscard]] LoginSource source_of(const std::string& key) const;

  kit::ProviderPorts ports_;
  kit::RetryPolicy retry_;
  kit::HttpChain chain_;
  LoginSource common_;
  std::map<std::string, One, std::less<>> users_;
  std::map<std::string, std::string, std::less<>> names_;  // as manifests spell users
};

}  // namespace muster::cucm_uds
