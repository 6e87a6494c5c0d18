// Keeping secrets out of what a server says.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/genesys_gws/convert.h"
#include "providers/kit/percent.h"

namespace muster::genesys_gws {

using nlohmann::json;

namespace {

std::string within_json(const std::string& secret, bool ascii_only) {
  const std::string quoted = json(secret).dump(-1, ' ', ascii_only, json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

// The forms that a secret may come back in.
void add_forms(const std::string& secret, std::vector<std::string>& forms) {
  if (secret.empty()) return;
  forms.push_back(secret);
  forms.push_back(kit::percent_encode(secret));
  forms.push_back(within_json(secret, false));
  forms.push_back(within_json(secret, true));
}

void mask(std::string& text, const std::string& form) {
  constexpr std::string_view kMask = "***";
  for (auto at = text.find(form); at != std::string::npos; at = text.find(form, at + kMask.size())) {
    text.replace(at, form.size(), kMask);
  }
}

}  // namespace

std::string without_secrets(std::string text, const core::Write& write) {
  std::vector<std::string> forms;
  for (const auto& one : write.fields) add_forms(one.secret.reveal(), forms);
  // The longest first: a short form may be a piece of a long one.
  std::ranges::stable_sort(forms, std::ranges::greater(), &std::string::size);
  for (const auto& form : forms) mask(text, form);
  return text;
}

}  // namespace muster::genesys_gws
