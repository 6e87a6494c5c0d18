#include "providers/simulators/cucm_uds/attacks.h"

#include <fmt/core.h>

namespace muster::simulators::cucm_uds {
namespace {

constexpr int kDepth = 100'000;
constexpr int kElements = 500'000;

std::string repeated(std::string_view text, int times) {
  std::string out;
  out.reserve(text.size() * static_cast<std::size_t>(times));
  for (int i = 0; i < times; ++i) out.append(text);
  return out;
}

// The document with a document type, and an entity in its first text.
std::string with_entity(std::string_view dtd, std::string_view reference, const std::string& body) {
  const auto root = body.find("?>");
  if (root == std::string::npos) return body;
  std::string out = body.substr(0, root + 2);
  out.append("<!DOCTYPE any [").append(dtd).append("]>").append(body.substr(root + 2));
  const auto end = out.find("</");
  return out.insert(end == std::string::npos ? out.size() : end, reference);
}

std::string entity_bomb(const std::string& body) {
  std::string dtd = "<!ENTITY e0 \"ha\">";
  for (int i = 1; i < 30; ++i) dtd.append(fmt::format("<!ENTITY e{0} \"&e{1};&e{1};&e{1};&e{1};\">", i, i - 1));
  return with_entity(dtd, "&e29;", body);
}

// Elements beside those that belong there.
std::string with_more(std::string body, const std::string& more) {
  const auto end = body.rfind("</");
  return body.insert(end == std::string::npos ? body.size() : end, more);
}

std::string spoiled(std::string body) {
  const auto text = body.find("</");
  return body.insert(text == std::string::npos ? body.size() : text, "\xC3\x28\xFF");
}

}  // namespace

std::string attacked(Attack attack, std::string body) {
  switch (attack) {
    case Attack::entity_bomb:
      return entity_bomb(body);
    case Attack::external_entity:
      return with_entity("<!ENTITY file SYSTEM \"file:///etc/hostname\">", "&file;", body);
    case Attack::deep_xml:
      return with_more(std::move(body), repeated("<a>", kDepth) + repeated("</a>", kDepth));
    case Attack::huge_xml:
      return with_more(std::move(body), repeated("<device><id>1</id></device>", kElements));
    case Attack::invalid_utf8:
      return spoiled(std::move(body));
    case Attack::cut_xml:
      return body.substr(0, body.size() / 2);
    case Attack::none:
    case Attack::login_page:
      break;
  }
  return body;
}

net::HttpResponse login_page() {
  net::HttpResponse response(200,
                             "<html><body><form method=post action=\"j_security_check\"><input name=j_username>"
                             "<input name=j_password type=password></form></body></html>");
  response.headers.add("Content-Type", "text/html;charset=UTF-8");
  return response;
}

}  // namespace muster::simulators::cucm_uds
