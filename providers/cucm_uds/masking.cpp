// Keeping secrets out of what a server says.
#include <algorithm>

#include "providers/cucm_uds/writing.h"
#include "providers/kit/percent.h"
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

}  // namespace

std::string without_secrets(std::string text, const core::Write& write) {
  std::vector<std::string> forms;
  for (const auto& one : write.fields) {
    const std::string& secret = one.secret.reveal();
    if (secret.empty()) continue;
    forms.insert(forms.end(), {secret, kit::percent_encode(secret), within_xml(secret)});
  }
  // The longest first: a short form may be a piece of a long one.
  std::ranges::stable_sort(forms, std::ranges::greater(), &std::string::size);
  for (const auto& form : forms) mask(text, form);
  return text;
}

}  // namespace muster::cucm_uds
