#include "daemon/config_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "daemon/config_tokens.h"
#include "daemon/config_words.h"
#include "daemon/default_paths.h"
#include "reconciler/manifest/policy_reading.h"
#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/secret_reading.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::daemon {

namespace {

using manifest::Node;

constexpr engine::Duration kShortestInterval{10'000};
constexpr engine::Duration kLongestInterval{24 * 3'600'000};

class ConfigReader {
 public:
  ConfigReader(const Node& spec, const std::string& folder, manifest::FileProblems& problems)
      : node_(spec), folder_(folder), problems_(problems) {}

  [[nodiscard]] Config read();

 private:
  void source();
  void git(const Node& node);
  void interval(const Node& node);
  void listen(const Node& node);
  void address(const Node& node);
  void secrets(const Node& node);
  void limits(const Node& node);
  void log();
  // An absolute path; nothing after a problem.
  [[nodiscard]] std::optional<std::string> path(const Node& node, std::string_view what);
  [[nodiscard]] std::string absolute(const std::string& written) const {
    return (std::filesystem::path(folder_) / written).lexically_normal().string();
  }

  const Node& node_;
  const std::string& folder_;
  manifest::FileProblems& problems_;
  Config config_;
};

std::optional<std::string> ConfigReader::path(const Node& node, std::string_view what) {
  const auto text = manifest::read_text(node, what, problems_);
  if (!text) return std::nullopt;
  if (!text->empty() && text->find('\0') == std::string::npos) return absolute(*text);
  problems_.error(node, "value", fmt::format("{} must be a path", what));
  return std::nullopt;
}

void ConfigReader::git(const Node& node) {
  problems_.error(node, "later",
                  fmt::format("source.git {}; check the repository out into a folder and name it with source.directory",
                              manifest::kLater));
  if (node.is_map()) manifest::check_keys(node, "source.git", kGitKeys, problems_);
}

void ConfigReader::source() {
  const auto node = node_.find("source");
  if (!node) {
    problems_.error(node_, "missing", "source is missing; it names the folder of the manifests: {directory: path}");
    return;
  }
  if (!manifest::expect_map(*node, "source", problems_)) return;
  manifest::check_keys(*node, "source", kSourceKeys, problems_);
  const auto directory = node->find("directory");
  if (const auto repository = node->find("git")) {
    git(*repository);
  } else if (!directory) {
    problems_.error(*node, "missing", "source.directory is missing; it is the folder of the manifests");
  }
  if (directory) config_.directory = path(*directory, "source.directory").value_or("");
}

void ConfigReader::interval(const Node& node) {
  const auto duration = node.is_scalar() && !node.is_default() ? core::parse_duration(node.text()) : std::nullopt;
  if (duration && *duration >= kShortestInterval && *duration <= kLongestInterval) {
    config_.interval = *duration;
  } else if (node.is_null() || !node.is_scalar()) {
    (void)manifest::read_text(node, "interval", problems_);
  } else {
    problems_.error(
        node, "value",
        fmt::format("interval must be a duration from 10s to 24h such as 5m, not {}", manifest::shown(node.text())));
  }
}

void ConfigReader::address(const Node& node) {
  if (!node.is_scalar() || node.is_default()) {
    (void)manifest::read_text(node, "listen.address", problems_);
    return;
  }
  if (node.text() == kNone) {
    config_.listen.address.reset();
    return;
  }
  const auto parsed = parse_listen_address(node.text());
  if (!parsed.address) problems_.error(node, "value", fmt::format("listen.address {}", parsed.why_not));
  config_.listen.address = parsed.address;
}

void ConfigReader::listen(const Node& node) {
  if (!manifest::expect_map(node, "listen", problems_)) return;
  manifest::check_keys(node, "listen", kListenKeys, problems_);
  if (const auto to = node.find("address")) address(*to);
  if (const auto hosts = node.find("hosts")) {
    config_.access.hosts = manifest::read_texts(*hosts, "listen.hosts", problems_).value_or(std::vector<std::string>());
  }
  if (const auto socket = node.find("socket")) {
    const bool none = socket->is_scalar() && socket->text() == kNone;
    config_.listen.socket = none ? "" : path(*socket, "listen.socket").value_or("");
  }
}

void ConfigReader::secrets(const Node& node) {
  if (!manifest::expect_map(node, "secrets", problems_)) return;
  manifest::check_keys(node, "secrets", kSecretAccessKeys, problems_);
  if (const auto exec = node.find("exec")) {
    config_.secrets.exec = manifest::read_boolean(*exec, "secrets.exec", problems_).value_or(false);
  }
  if (const auto folders = node.find("folders")) {
    config_.secrets.folders.emplace();
    const auto texts = manifest::read_texts(*folders, "secrets.folders", problems_);
    for (const auto& each : texts.value_or(std::vector<std::string>())) {
      config_.secrets.folders->push_back(absolute(each));
    }
  }
  if (const auto directory = node.find("directory")) {
    config_.secrets.directory = path(*directory, "secrets.directory").value_or("");
  }
}

void ConfigReader::limits(const Node& node) {
  constexpr core::Limit kNoLimit{100, static_cast<int>(manifest::kMostObjects)};
  core::Guards guards{kNoLimit, kNoLimit, kNoLimit, 1, {}};
  manifest::read_guards(node, guards, problems_, "limits");
  config_.limits = std::move(guards);
}

void ConfigReader::log() {
  if (const auto node = node_.find("logLevel")) {
    const auto choice = manifest::read_choice(*node, "logLevel", problems_, kLogLevels);
    if (choice) config_.log.least = static_cast<Severity>(*choice);
  }
  if (const auto node = node_.find("logFormat")) {
    const auto choice = manifest::read_choice(*node, "logFormat", problems_, kLogFormats);
    if (choice) config_.log.format = static_cast<LogFormat>(*choice);
  }
}

Config ConfigReader::read() {
  manifest::check_keys(node_, "spec of a Daemon", kConfigKeys, problems_);
  config_.listen.socket = default_socket_path();
  config_.state = default_state_path();
  source();
  if (const auto node = node_.find("interval")) interval(*node);
  if (const auto node = node_.find("mode")) {
    const auto choice = manifest::read_choice(*node, "mode", problems_, kModes);
    if (choice) config_.mode = static_cast<engine::Mode>(*choice);
  }
  if (const auto node = node_.find("listen")) listen(*node);
  if (const auto node = node_.find("tokens")) config_.access.tokens = read_tokens(*node, problems_);
  if (const auto node = node_.find("state")) config_.state = path(*node, "state").value_or("");
  if (const auto node = node_.find("stateKey")) {
    config_.state_key = manifest::read_secret(*node, "stateKey", folder_, problems_);
  }
  if (const auto node = node_.find("secrets")) secrets(*node);
  if (const auto node = node_.find("limits")) limits(*node);
  log();
  return std::move(config_);
}

}  // namespace

Config read_config_spec(const Node& spec, const std::string& folder, manifest::FileProblems& problems) {
  return ConfigReader(spec, folder, problems).read();
}

}  // namespace muster::daemon
