// What is asked of an answer before it is read.
#include <algorithm>

#include "providers/genesys_gws/answer.h"
#include "providers/genesys_gws/status_code.h"
#include "reconciler/core/name.h"

namespace muster::genesys_gws {

using net::HttpResponse;

namespace {

// An error is an envelope and nothing else; only a success is long.
constexpr std::size_t kLongestError = 16'384;

std::optional<Envelope> short_envelope(const HttpResponse& response) {
  if (response.body.size() > kLongestError || !core::trim(response.body).starts_with('{')) return std::nullopt;
  return read_envelope(response.body);
}

}  // namespace

kit::AnswerVerdict classify(const HttpResponse& response) {
  const auto envelope = short_envelope(response);
  if (!envelope || (envelope->code == code::ok && response.status >= 500) || response.status == 429) {
    return kit::AnswerVerdict::by_status;
  }
  const bool passing = envelope->code != code::ok && meaning_of(envelope->code).may_pass;
  return passing ? kit::AnswerVerdict::refused_for_now : kit::AnswerVerdict::settled;
}

bool rejects_parameters(const HttpResponse& response) {
  const auto envelope = short_envelope(response);
  return envelope && (envelope->code == 2 || envelope->code == 3 || envelope->code == 10);
}

bool is_stale_token(const HttpResponse& response) {
  constexpr std::string_view kText = "invalid csrf token";
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; };
  const auto& body = response.body;
  return response.status == 403 &&
         std::search(body.begin(), body.end(), kText.begin(), kText.end(), same) != body.end();
}

}  // namespace muster::genesys_gws
