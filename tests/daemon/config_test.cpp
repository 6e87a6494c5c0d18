#include "daemon/config.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "daemon/config_schema.h"
#include "daemon/config_words.h"
#include "tests/support/golden.h"
#include "tests/support/temp_folder.h"

namespace muster::daemon {
namespace {

constexpr std::string_view kHead = "apiVersion: muster/v1\nkind: Daemon\nspec:\n";
constexpr std::string_view kSource = "  source: {directory: manifests}\n";

LoadedConfig read(std::string_view text) { return read_config("musterd.yaml", std::string(text), "/etc/muster"); }

// A whole configuration with these lines in its spec.
LoadedConfig read_spec(const std::string& lines) { return read(std::string(kHead) + std::string(kSource) + lines); }

std::string problems_of(const LoadedConfig& loaded) {
  EXPECT_EQ(loaded.config.has_value(), loaded.problems.empty());
  return manifest::render_problems(loaded.problems, {});
}

TEST(Config, NeedsNothingButASource) {
  const auto loaded = read_spec("");
  ASSERT_TRUE(loaded.config) << problems_of(loaded);
  EXPECT_EQ(loaded.config->directory, "/etc/muster/manifests");
  EXPECT_EQ(loaded.config->interval, std::chrono::minutes(5));
  EXPECT_EQ(loaded.config->mode, engine::Mode::observe);
  EXPECT_EQ(loaded.config->listen.address->host, "127.0.0.1");
  EXPECT_TRUE(loaded.config->access.tokens.empty());
  EXPECT_FALSE(loaded.config->secrets.exec);
  EXPECT_FALSE(loaded.config->secrets.folders);
  EXPECT_FALSE(loaded.config->limits);
  EXPECT_FALSE(loaded.config->state_key);
}

TEST(Config, ReadsEveryKey) {
  const auto loaded = read_spec(
      "  interval: 90s\n  mode: enforce\n"
      "  listen: {socket: run/m.sock, address: \"[::1]:0\", hosts: [muster.acme.example]}\n"
      "  tokens: [{name: ci, role: plan, sha256: " +
      std::string(64, 'A') +
      "}]\n"
      "  state: /var/lib/m/state.db\n  stateKey: {credential: key}\n"
      "  secrets: {folders: [pw, /srv/secrets], exec: true, directory: own}\n"
      "  limits: {maxRemovals: 5%, maxUpdates: 7, minAdmins: 3, requiredAdmins: [root]}\n"
      "  logLevel: warning\n  logFormat: json\n");
  ASSERT_TRUE(loaded.config) << problems_of(loaded);
  const Config& config = *loaded.config;
  EXPECT_EQ(config.interval, std::chrono::seconds(90));
  EXPECT_EQ(config.mode, engine::Mode::enforce);
  EXPECT_EQ(config.listen.socket, "/etc/muster/run/m.sock");
  EXPECT_EQ(config.listen.address->host, "::1");
  EXPECT_EQ(config.listen.address->port, 0);
  EXPECT_EQ(config.access.hosts, std::vector<std::string>{"muster.acme.example"});
  ASSERT_EQ(config.access.tokens.size(), 1U);
  EXPECT_EQ(config.access.tokens[0].role, Role::plan);
  EXPECT_EQ(config.access.tokens[0].sha256, std::string(64, 'a')) << "as digests are compared";
  EXPECT_EQ(config.state, "/var/lib/m/state.db");
  EXPECT_EQ(core::to_text(*config.state_key), "credential:key");
  EXPECT_TRUE(config.secrets.exec);
  EXPECT_EQ(config.secrets.directory, "/etc/muster/own");
  EXPECT_EQ(secret_access(config.secrets, {}).folders,
            (std::vector<std::string>{"/etc/muster/pw", "/srv/secrets", "/etc/muster/own"}));
  EXPECT_EQ(config.log.least, Severity::warning);
  EXPECT_EQ(config.log.format, LogFormat::json);
}

TEST(Config, LimitsAreAsLooseAsCanBeWhereTheySayNothing) {
  const auto limits = *read_spec("  limits: {maxRemovals: 5%, minAdmins: 3}\n").config->limits;
  EXPECT_EQ(limits.max_removals.percent, 5);
  EXPECT_EQ(limits.max_removals.number, 1'000'000);
  EXPECT_EQ(limits.max_updates.percent, 100);
  EXPECT_EQ(limits.max_member_removals.number, 1'000'000);
  EXPECT_EQ(limits.min_admins, 3);
  EXPECT_EQ(read_spec("  limits: {}\n").config->limits->min_admins, 1);
}

TEST(Config, TurnsDoorsOff) {
  const auto loaded = read_spec("  listen: {socket: none, address: none}\n");
  EXPECT_EQ(loaded.config->listen.socket, "");
  EXPECT_FALSE(loaded.config->listen.address);
}

TEST(Config, WordsAreInTheOrderOfTheirValues) {
  for (const auto word : kTokenRoles) {
    const auto loaded =
        read_spec("  tokens: [{name: a, role: " + std::string(word) + ", sha256: " + std::string(64, '0') + "}]\n");
    EXPECT_EQ(to_text(loaded.config->access.tokens.at(0).role), word);
  }
  for (const auto word : kLogLevels) {
    EXPECT_EQ(to_text(read_spec("  logLevel: " + std::string(word) + "\n").config->log.least), word);
  }
  for (const auto word : kModes) {
    EXPECT_EQ(engine::to_text(read_spec("  mode: " + std::string(word) + "\n").config->mode), word);
  }
}

TEST(Config, HoldsTheStateWhereSystemdSays) {
  ::setenv("STATE_DIRECTORY", "/var/lib/muster:/var/lib/other", 1);
  ::setenv("RUNTIME_DIRECTORY", "/run/muster", 1);
  const auto loaded = read_spec("");
  ::unsetenv("STATE_DIRECTORY");
  ::unsetenv("RUNTIME_DIRECTORY");
  EXPECT_EQ(loaded.config->state, "/var/lib/muster/state.db");
  EXPECT_EQ(loaded.config->listen.socket, "/run/muster/musterd.sock");
}

struct Case {
  std::string name;
  std::string text;
};

Case of_spec(const std::string& name, const std::string& lines) {
  return {name, std::string(kHead) + std::string(kSource) + lines};
}

std::vector<Case> document_cases() {
  return {
      {"an empty file", ""},
      {"a list", "[a]\n"},
      {"broken YAML", "a: b: c\n"},
      {"another kind and version", "apiVersion: v1\nkind: System\nspec: {source: {directory: a}}\n"},
      {"no spec", "apiVersion: muster/v1\nkind: Daemon\n"},
      {"unknown words, all at once", "apiVersion: muster/v1\nkind: Daemon\nmetadata: {}\nspec: {sorce: {}, Mode: x}\n"},
      {"two documents", std::string(kHead) + std::string(kSource) + "---\nkind: Daemon\n"},
      {"a duplicate key", std::string(kHead) + std::string(kSource) + "  mode: observe\n  mode: enforce\n"},
      {"no source", std::string(kHead) + "  mode: observe\n"},
      {"a source of nothing", std::string(kHead) + "  source: {}\n"},
      {"a source in git", std::string(kHead) + "  source: {git: {url: https://git.acme.example/a, branch: main}}\n"},
      {"nulls", std::string(kHead) + "  source: {directory: ~}\n  interval:\n  mode: ~\n  listen: ~\n  tokens:\n"
                                     "  state: ~\n  secrets: {folders: ~, exec:}\n  limits: ~\n"},
  };
}

std::vector<Case> spec_cases() {
  return {
      of_spec("intervals", "  interval: 300\n"),
      of_spec("an interval that is too short", "  interval: 1s\n"),
      of_spec("an interval of a list", "  interval: [5m]\n"),
      of_spec("words", "  mode: enforced\n  logLevel: trace\n  logFormat: text\n"),
      of_spec("an address of another machine", "  listen: {address: 0.0.0.0:9646}\n"),
      of_spec("an address without a port", "  listen: {address: 127.0.0.1, port: 1}\n"),
      of_spec("a name as an address", "  listen: {address: muster.acme.example:80, socket: \"\"}\n"),
      of_spec("a port that is none", "  listen: {address: 127.0.0.1:99999}\n"),
      of_spec("a token instead of its hash", "  tokens: [{name: ci, role: plan, sha256: hunter2}]\n"),
      of_spec("tokens that lack everything", "  tokens: [{}, ci, {name: ci, role: admin, token: hunter2}]\n"),
      of_spec("one name, one token, twice", "  tokens:\n    - {name: ci, role: read, sha256: " + std::string(64, 'a') +
                                                "}\n    - {name: ci, role: plan, sha256: " + std::string(64, 'A') +
                                                "}\n"),
      of_spec("a literal state key", "  stateKey: hunter2\n"),
      of_spec("secrets", "  secrets: {folder: a, exec: yes, folders: [a, a], directory: \"\"}\n"),
      of_spec("limits", "  limits: {maxRemoval: 1, maxUpdates: lots, minAdmins: 0}\n"),
  };
}

std::string rendered(const std::vector<Case>& cases) {
  std::string text;
  for (const auto& each : cases) text += "# " + each.name + "\n" + problems_of(read(each.text)) + "\n";
  return text;
}

TEST(Config, SaysWhatIsWrongWithDocuments) {
  EXPECT_TRUE(support::matches_golden(rendered(document_cases()), "daemon/golden/config_document_errors.txt"));
}

TEST(Config, SaysWhatIsWrongWithKeys) {
  const auto text = rendered(spec_cases());
  EXPECT_EQ(text.find("hunter2"), std::string::npos);
  EXPECT_TRUE(support::matches_golden(text, "daemon/golden/config_errors.txt"));
}

TEST(Config, IsReadFromAFileWhosePathsCountFromItsFolder) {
  const support::TempFolder folder;
  const auto path = folder.write("etc/musterd.yaml", std::string(kHead) + std::string(kSource));
  EXPECT_EQ(load_config(path).config->directory, folder / "etc/manifests");
  const auto missing = load_config(folder / "missing.yaml");
  ASSERT_EQ(missing.problems.size(), 1U);
  EXPECT_EQ(missing.problems[0].what, "the file cannot be opened: No such file or directory");
}

TEST(Config, TheExampleIsValid) {
  const auto loaded = load_config(std::string(MUSTER_SOURCE_DIR) + "/examples/musterd/musterd.yaml");
  EXPECT_EQ(problems_of(loaded), "");
}

TEST(ConfigSchema, IsWhatTheWordsSay) {
  const auto schema = config_schema();
  EXPECT_TRUE(support::matches_golden(schema.text, "../schemas/" + schema.file));
}

TEST(ConfigSchema, EveryKeyIsExplained) {
  for (const auto key : kConfigKeys) {
    const auto topic = "Daemon." + std::string(key);
    EXPECT_TRUE(explain_config(topic).found) << topic;
    EXPECT_NE(config_schema().text.find("\"" + std::string(key) + "\""), std::string::npos) << key;
  }
  EXPECT_NE(explain_config("Daemon").text.find("Daemon.tokens.sha256"), std::string::npos);
  EXPECT_EQ(explain_config("Daemon.listen.adress").text,
            "nothing is known about \"Daemon.listen.adress\"; did you mean \"listen.address\"? ask for Daemon or one "
            "of its keys");
}

}  // namespace
}  // namespace muster::daemon
