// Keeping secrets out of what a server says.
#include <algorithm>

#include "providers/cucm_uds/user_session.h"
#include "providers/cucm_uds/writing.h"
#include "providers/kit/percent.h"
#include "providers/kit/sign_in.h"
#include "providers/kit/xml_write.h"

namespace muster::cucm_uds {

namespace {

std::string within_xml(const std::string& secret) {
  kit::XmlElement element;
  element.name = "a";
  element.text = secret;
  const std::string text = kit::write_xml(element);
  const auto start = text.find("<a>") + 3;
  return text.substr(start, text.size() - start - 4);
}

void mask(std::string& text, const std::string& form) {
  constexpr std::string_view kMask = "***";
  for (auto at = text.find(form); at != std::string::npos; at = text.find(form, at + kMask.size())) {
    text.replace(at, form.size(), kMask);
  }
}

void mask_all(std::string& text, std::vector<std::string> forms) {
  // The longest first: a short form may be a piece of a long one.
  std::ranges::stable_sort(forms, std::ranges::greater(), &std::string::size);
  for (const auto& form : forms) mask(text, form);
}

std::vector<std::string> forms_of(const std::string& secret) {
  return {secret, kit::percent_encode(secret), within_xml(secret)};
}

}  // namespace

std::string without_login(std::string text, std::string_view username, const core::Secret& password) {
  const std::string& secret = password.reveal();
  if (secret.empty()) return text;
  auto forms = forms_of(secret);
  forms.push_back(kit::basic_authorization(username, secret).substr(std::string_view("Basic ").size()));
  mask_all(text, std::move(forms));
  return text;
}

std::string without_secrets(std::string text, const core::Write& write) {
  std::vector<std::string> forms;
  for (const auto& one : write.fields) {
    const std::string& secret = one.secret.reveal();
    if (secret.empty()) continue;
    std::ranges::move(forms_of(secret), std::back_inserter(forms));
  }
  mask_all(text, std::move(forms));
  return text;
}

}  // namespace muster::cucm_uds
