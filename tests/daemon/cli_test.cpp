#include "daemon/cli.h"

#include <gtest/gtest.h>

#include <set>

#include "daemon/completion.h"
#include "tests/support/golden.h"

namespace muster::daemon {
namespace {

Options options_of(const std::vector<std::string>& arguments) {
  const CommandLine line = parse_command_line(arguments);
  const auto* misuse = std::get_if<Misuse>(&line);
  EXPECT_EQ(misuse, nullptr) << misuse->sentence;
  return std::holds_alternative<Options>(line) ? std::get<Options>(line) : Options{};
}

std::string misuse_of(const std::vector<std::string>& arguments) {
  const CommandLine line = parse_command_line(arguments);
  return std::holds_alternative<Misuse>(line) ? std::get<Misuse>(line).sentence : "no misuse";
}

std::string answer_of(const std::vector<std::string>& arguments) {
  const CommandLine line = parse_command_line(arguments);
  return std::holds_alternative<Answer>(line) ? std::get<Answer>(line).text : "no answer";
}

TEST(Cli, ReadsAPlanWithEverything) {
  const Options options =
      options_of({"plan",   "-f",    "a",          "--file",       "b",    "--system",       "gws-emea",
                  "--kind", "User",  "--selector", "team=billing", "-l",   "site=a=b",       "--state",
                  "s.db",   "--out", "p.plan",     "--output",     "json", "--color=always", "--quiet"});
  EXPECT_EQ(options.command, Command::plan);
  EXPECT_EQ(options.sources, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(options.selection.systems, (std::vector<std::string>{"gws-emea"}));
  EXPECT_EQ(options.selection.kinds, (std::vector<std::string>{"User"}));
  EXPECT_EQ(options.selection.labels.at("team"), "billing");
  EXPECT_EQ(options.selection.labels.at("site"), "a=b");
  EXPECT_EQ(options.state, "s.db");
  EXPECT_EQ(options.out, "p.plan");
  EXPECT_EQ(options.output, OutputFormat::json);
  EXPECT_EQ(options.color, ColorMode::always);
  EXPECT_TRUE(options.quiet);
}

TEST(Cli, TakesThePlanFileOfApplyApartFromManifests) {
  const Options options = options_of({"apply", "-f", "manifests", "billing.plan", "--yes"});
  EXPECT_EQ(options.plan_file, "billing.plan");
  EXPECT_EQ(options.sources, (std::vector<std::string>{"manifests"}));
  EXPECT_TRUE(options.yes);
}

TEST(Cli, ReadsThePortsOfTheSandbox) {
  const Options options =
      options_of({"sandbox", "--port", "genesys-gws=8123", "--people", "500", "--vendor", "webex", "--vendor", "uccx"});
  EXPECT_EQ(options.sandbox.ports.at("genesys-gws"), 8123);
  EXPECT_EQ(options.sandbox.people, 500U);
  EXPECT_EQ(options.sandbox.vendors, (std::vector<std::string>{"webex", "uccx"}));
  EXPECT_FALSE(options.sandbox.company);
  EXPECT_TRUE(options_of({"sandbox", "--company"}).sandbox.company);
}

TEST(Cli, SaysInOneSentenceWhatIsWrongAndWhatWouldBeRight) {
  struct Case {
    std::vector<std::string> arguments;
    std::string expected;
  };
  const Case cases[] = {
      {{"plna"}, "there is no command \"plna\"; did you mean \"plan\"?; `muster --help` lists the commands"},
      {{"frobnicate"}, "there is no command \"frobnicate\"; `muster --help` lists the commands"},
      {{"plan", "--slector", "a=b"},
       "`muster plan` has no option \"--slector\"; did you mean \"--selector\"?; `muster plan --help` shows what it "
       "takes"},
      {{"validate", "manifests"},
       "`muster validate` has no argument \"manifests\"; `muster validate --help` shows what it takes"},
      {{"plan", "--selector", "billing"}, "--selector takes LABEL=VALUE such as team=billing, not \"billing\""},
      {{"plan", "-l", "a=b", "-l", "a=c"},
       "--selector names the label \"a\" twice, and no object has two values of it"},
      {{"sandbox", "--port", "genesys-gws=http"},
       "--port takes PROVIDER=PORT such as genesys-gws=8080, not "
       "\"genesys-gws=http\""},
      {{"sandbox", "--port", "genesys-gws=70000"},
       "--port takes PROVIDER=PORT such as genesys-gws=8080, not "
       "\"genesys-gws=70000\""},
      {{"plan", "-f", "m", "--prune", "--kind", "User"},
       "--prune acts on whatever has no document, so it cannot be combined with --system, --kind or --selector"},
      {{"apply", "x.plan", "--kind", "User"},
       "a saved plan knows what it is about: leave out --system, --kind, --selector and --prune"},
  };
  for (const Case& each : cases) EXPECT_EQ(misuse_of(each.arguments), each.expected);
}

TEST(Cli, RefusesAnUnknownWordOfAChoice) {
  EXPECT_NE(misuse_of({"plan", "--output", "xml"}), "no misuse");
  EXPECT_NE(misuse_of({"plan", "--color", "blue"}), "no misuse");
  EXPECT_NE(misuse_of({"apply", "--output", "html"}), "no misuse");
  EXPECT_NE(misuse_of({"completion"}), "no misuse");
}

TEST(Cli, RemembersThatTheAnswerWasAskedForAsJson) {
  const CommandLine line = parse_command_line({"plan", "--output", "json", "--wrong"});
  ASSERT_TRUE(std::holds_alternative<Misuse>(line));
  EXPECT_TRUE(std::get<Misuse>(line).json);
}

TEST(Cli, ShowsHelpWithAnExampleForEveryCommand) {
  for (const CommandSummary& command : command_summaries()) {
    const std::string help = answer_of({command.name, "--help"});
    EXPECT_NE(help.find("Example:\n  muster " + command.name), std::string::npos) << help;
  }
  EXPECT_TRUE(support::matches_golden(answer_of({"--help"}), "daemon/golden/help.txt"));
  EXPECT_TRUE(support::matches_golden(answer_of({"plan", "--help"}), "daemon/golden/help_plan.txt"));
  EXPECT_EQ(answer_of({}), answer_of({"--help"}));
}

TEST(Cli, PrintsItsVersion) { EXPECT_EQ(answer_of({"--version"}), "muster " MUSTER_VERSION "\n"); }

TEST(Completion, NamesEveryCommandAndOptionInEveryShell) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const std::string script = answer_of({"completion", shell});
    for (const CommandSummary& command : command_summaries()) {
      EXPECT_NE(script.find(command.name), std::string::npos) << shell;
      for (const OptionSummary& option : command.options) {
        EXPECT_NE(script.find(option.name.substr(2)), std::string::npos) << shell << " " << option.name;
      }
    }
  }
}

TEST(Completion, HasNoHelpThatWouldEndAQuotedWord) {
  for (const CommandSummary& command : command_summaries()) {
    EXPECT_EQ(command.help.find('\''), std::string::npos) << command.help;
    for (const OptionSummary& option : command.options) {
      EXPECT_EQ(option.help.find_first_of("'[]:"), std::string::npos) << option.help;
    }
  }
}

}  // namespace
}  // namespace muster::daemon
