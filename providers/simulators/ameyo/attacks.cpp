#include "providers/simulators/ameyo/attacks.h"

#include <fmt/format.h>

#include "providers/simulators/ameyo/answer.h"

namespace muster::simulators::ameyo {
namespace {

constexpr std::size_t kDepth = 100'000;
constexpr int kManyUsers = 200'000;

std::string huge_listing() {
  std::string text = "[";
  for (int i = 1; i <= kManyUsers; ++i) {
    fmt::format_to(std::back_inserter(text),
                   R"({}{{"ccUserId":{},"userId":"ghost{:09}","userName":"Ghost","userType":"Executive"}})",
                   i == 1 ? "" : ",", 1'000'000 + i, i);
  }
  return text + "]";
}

std::string deep_listing() { return std::string(kDepth, '[') + std::string(kDepth, ']'); }

}  // namespace

std::optional<net::HttpResponse> attack_on_everything(Attack attack) {
  if (attack == Attack::login_page) return login_page();
  if (attack != Attack::redirect) return std::nullopt;
  net::HttpResponse response(302, "");
  response.headers.add("Location", "https://elsewhere.example/ameyorestapi/session/userLogin");
  return response;
}

std::optional<std::string> attack_on_listing(Attack attack) {
  if (attack == Attack::huge) return huge_listing();
  if (attack == Attack::deep_json) return deep_listing();
  return std::nullopt;
}

std::string shown_name(Attack attack, const std::string& name) {
  return attack == Attack::control_characters ? "\x1b[31m" + name + "\xE2\x80\xAE\r\n" : name;
}

std::string spoiled(std::string text) {
  const auto middle = text.size() / 2;
  text.insert(middle, "\xC3\x28\xFF");
  return text;
}

}  // namespace muster::simulators::ameyo
