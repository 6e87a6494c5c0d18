#include "providers/genesys_gws/session.h"

#include <algorithm>
#include <array>

#include "providers/genesys_gws/answer.h"

namespace muster::genesys_gws {

namespace {

constexpr std::size_t kLongestRefusal = 4096;

// A server that names the header must not get to replace one of ours.
bool is_token_header(std::string_view name) {
  constexpr std::array<std::string_view, 6> kOurs = {"authorization", "cookie",         "host",
                                                     "connection",    "content-length", "transfer-encoding"};
  std::string folded(name);
  std::ranges::transform(folded, folded.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  return !folded.empty() && std::ranges::all_of(folded, allowed) && std::ranges::find(kOurs, folded) == kOurs.end();
}

}  // namespace

BasicSignIn::BasicSignIn(const core::Secret& username, const core::Secret& password, std::string me)
    : authorization_(kit::basic_authorization(username.reveal(), password.reveal())), me_(std::move(me)) {}

void BasicSignIn::authorise(net::HttpRequest& request) const {
  request.headers.set("Authorization", authorization_.reveal());
}

std::optional<net::HttpRequest> BasicSignIn::token_request() const { return net::HttpRequest(net::Method::get, me_); }

std::optional<std::pair<std::string, std::string>> BasicSignIn::token_in(const net::HttpResponse& response) const {
  const auto name = response.headers.find("X-CSRF-HEADER");
  const auto value = response.headers.find("X-CSRF-TOKEN");
  if (!name || !value || value->empty() || !is_token_header(*name)) return std::nullopt;
  return std::pair<std::string, std::string>(*name, *value);
}

kit::SessionState BasicSignIn::judge(const net::HttpResponse& response) const {
  if (is_stale_token(response)) return kit::SessionState::stale_token;
  const auto envelope = response.body.size() <= kLongestRefusal ? read_envelope(response.body) : std::nullopt;
  const bool anonymous = envelope ? envelope->code == code::not_authenticated : response.status == 401;
  return anonymous ? kit::SessionState::expired : kit::SessionState::fine;
}

}  // namespace muster::genesys_gws
