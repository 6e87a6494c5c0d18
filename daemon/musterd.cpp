#include "daemon/musterd.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "daemon/config.h"
#include "daemon/service.h"

namespace muster::daemon {
namespace {

constexpr int kMisuse = 64;

struct Arguments {
  std::string config;
  bool check = false;
};

void define(CLI::App& app, Arguments& arguments) {
  app.set_version_flag("--version", std::string("musterd ") + MUSTER_VERSION);
  app.add_option("--config", arguments.config, "what to do: a file of kind Daemon")->required()->type_name("FILE");
  app.add_flag("--check", arguments.check, "say what is wrong with the file, and end");
  app.footer("Example: musterd --config /etc/muster/musterd.yaml");
}

std::optional<Config> load(const std::string& path, Console& console) {
  LoadedConfig loaded = load_config(path);
  for (const manifest::Problem& problem : loaded.problems) {
    console.err(fmt::format("{}:{}:{}: error: {}\n", problem.file, problem.line, problem.column, problem.what));
  }
  return std::move(loaded.config);
}

int serve(const Arguments& arguments, Config config, Console& console) {
  auto service = Service::make(arguments.config, std::move(config));
  if (service) return (*service)->run();
  console.err(fmt::format("musterd: {}\n", service.error().what));
  return 1;
}

}  // namespace

int run_musterd(const std::vector<std::string>& arguments, Console& console) {
  CLI::App app("Keeps the users, roles and teams of contact-centre systems equal to the manifests of a folder.",
               "musterd");
  Arguments given;
  define(app, given);
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::Success&) {
    const bool version = std::ranges::find(arguments, "--version") != arguments.end();
    console.out(version ? app.version() + "\n" : app.help());
    return 0;
  } catch (const CLI::ParseError& error) {
    console.err(fmt::format("musterd: {}; see musterd --help\n", error.what()));
    return kMisuse;
  }
  auto config = load(given.config, console);
  if (!config) return 1;
  if (!given.check) return serve(given, std::move(*config), console);
  console.out(fmt::format("{} is valid\n", given.config));
  return 0;
}

}  // namespace muster::daemon
