#include "providers/simulators/uccx/attacks.h"

#include <fmt/core.h>

namespace muster::simulators::uccx {
namespace {

constexpr int kDepth = 100'000;
constexpr int kTags = 1'000'000;

std::string repeated(std::string_view text, int times) {
  std::string out;
  out.reserve(text.size() * static_cast<std::size_t>(times));
  for (int i = 0; i < times; ++i) out.append(text);
  return out;
}

}  // namespace

std::string entity_bomb() {
  std::string dtd = "<!ENTITY e0 \"ha\">";
  for (int i = 1; i < 30; ++i) dtd.append(fmt::format("<!ENTITY e{0} \"&e{1};&e{1};&e{1};&e{1};\">", i, i - 1));
  return "<?xml version=\"1.0\"?><!DOCTYPE apiErrors [" + dtd +
         "]><apiErrors><apiError><errorData>&e29;</errorData><errorMessage>&e29;</errorMessage>"
         "<errorType>&e29;</errorType></apiError></apiErrors>";
}

std::string deep_html() { return "<html><body>" + repeated("<table><tr><td>", kDepth) + "</body></html>"; }

std::string many_tags() { return "<html><body>" + repeated("<i a=b>", kTags) + "</body></html>"; }

net::HttpResponse login_page_as_answer() {
  net::HttpResponse response(200,
                             "<html><body><form method=post action=\"j_security_check\"><input name=j_username>"
                             "<input name=j_password type=password></form></body></html>");
  response.headers.add("Content-Type", "text/html;charset=UTF-8");
  return response;
}

std::string spoiled(std::string text) {
  const auto middle = text.size() / 2;
  text.insert(middle, "\xC3\x28\xFF");
  return text;
}

}  // namespace muster::simulators::uccx
