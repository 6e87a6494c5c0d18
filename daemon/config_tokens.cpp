#include "daemon/config_tokens.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "daemon/config_words.h"
#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::daemon {

namespace {

using manifest::FileProblems;
using manifest::Node;

constexpr std::string_view kHashForm =
    "must be the SHA-256 of a token as 64 hex digits, never the token itself; make both with: "
    "token=$(openssl rand -hex 32); echo \"$token\"; printf %s \"$token\" | sha256sum";

[[nodiscard]] bool is_sha256(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, [](unsigned char c) { return std::isxdigit(c) != 0; });
}

[[nodiscard]] std::string lower(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return small;
}

void read_hash(const Node& node, ApiToken& token, FileProblems& problems) {
  if (node.is_scalar() && is_sha256(node.text())) {
    token.sha256 = lower(node.text());
  } else {
    problems.error(node, "value", fmt::format("sha256 of a token {}", kHashForm));
  }
}

[[nodiscard]] ApiToken read_token(const Node& node, FileProblems& problems) {
  ApiToken token;
  manifest::check_keys(node, "a token", kTokenKeys, problems);
  for (const auto key : kTokenKeys) {
    if (!node.find(key)) problems.error(node, "missing", fmt::format("{} of a token is missing", key));
  }
  if (const auto name = node.find("name")) {
    token.name = manifest::read_text(*name, "name of a token", problems).value_or("");
  }
  if (const auto role = node.find("role")) {
    const auto choice = manifest::read_choice(*role, "role of a token", problems, kTokenRoles);
    if (choice) token.role = static_cast<Role>(*choice);
  }
  if (const auto hash = node.find("sha256")) read_hash(*hash, token, problems);
  return token;
}

// Two names of one token would make the log lie about who asked.
void check_unique(const Node& node, const ApiToken& token, const std::vector<ApiToken>& before,
                  FileProblems& problems) {
  for (const ApiToken& other : before) {
    if (!token.name.empty() && token.name == other.name) {
      problems.error(*node.find("name"), "duplicate",
                     fmt::format("there is a token {} already", manifest::shown(token.name)));
    }
    if (!token.sha256.empty() && token.sha256 == other.sha256) {
      problems.error(*node.find("sha256"), "duplicate",
                     fmt::format("this is the token of {} too; give each its own", manifest::shown(other.name)));
    }
  }
}

}  // namespace

std::vector<ApiToken> read_tokens(const Node& node, FileProblems& problems) {
  std::vector<ApiToken> tokens;
  if (!manifest::expect_sequence(node, "tokens", problems)) return tokens;
  manifest::for_each_item(node, [&](const Node& item) {
    if (!manifest::expect_map(item, "each item of tokens", problems)) return;
    auto token = read_token(item, problems);
    check_unique(item, token, tokens, problems);
    tokens.push_back(std::move(token));
  });
  return tokens;
}

}  // namespace muster::daemon
