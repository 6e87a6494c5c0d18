// The words of a refusal, whatever form they come in.
#include "providers/cucm_uds/answer.h"
#include "providers/kit/html_read.h"
#include "reconciler/core/name.h"

namespace muster::cucm_uds {

namespace {

constexpr std::size_t kLongestError = 64U << 10U;  // an error is short
constexpr std::size_t kLongestQuote = 200;

// One line of somebody else's text.
std::string quotable(std::string_view text) {
  std::string line;
  bool space = false;
  for (const char c : core::trim(text)) {
    const bool is_space = static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
    if (is_space) {
      space = true;
      continue;
    }
    if (space && !line.empty()) line += ' ';
    space = false;
    line += c;
  }
  if (line.size() <= kLongestQuote) return line;
  std::size_t end = kLongestQuote;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
  return line.substr(0, end) + "...";
}

bool is_telling(std::string_view name) {
  for (const std::string_view end : {"code", "description", "message"}) {
    if (core::comparable(name, core::Compare::folded).ends_with(end)) return true;
  }
  return false;
}

void add(std::string_view text, std::string& words) {
  const auto word = core::trim(text);
  if (word.empty()) return;
  if (!words.empty()) words += ": ";
  words += word;
}

void collect(const kit::XmlElement& element, bool telling_only, std::string& words) {
  if (!telling_only || is_telling(element.name)) add(element.text, words);
  for (const auto& child : element.children) collect(child, telling_only, words);
}

std::string from_xml(const kit::XmlElement& root) {
  std::string words;
  collect(root, true, words);
  if (words.empty()) collect(root, false, words);
  return words;
}

std::string from_page(const net::HttpResponse& response) {
  const auto page = kit::read_html(response.body, response.headers.find("Content-Type").value_or(""));
  if (!page) return {};
  for (const char* tag : {"title", "h1", "body"}) {
    const auto found = page->find(tag);
    if (found.empty()) continue;
    auto text = page->text_of(found.front());
    if (!text.empty()) return text;
  }
  return {};
}

}  // namespace

bool is_page(const net::HttpResponse& response) {
  const auto type = response.headers.find("Content-Type").value_or("");
  const auto start = core::comparable(core::trim(response.body).substr(0, 256), core::Compare::folded);
  return type.starts_with("text/html") || start.find("<html") != std::string::npos;
}

std::string said(const net::HttpResponse& response) {
  if (response.body.size() > kLongestError) return {};
  if (is_page(response)) return quotable(from_page(response));
  const auto root = kit::read_xml(response.body);
  if (root) return quotable(from_xml(*root));
  return core::trim(response.body).starts_with('<') ? std::string() : quotable(response.body);
}

}  // namespace muster::cucm_uds
