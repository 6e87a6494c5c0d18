// What the command line asks for, as a value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/make_plan.h"

namespace muster::daemon {

enum class Command {
  validate,
  plan,
  apply,
  export_state,
  unmanaged,
  rebind,
  retry_login,
  explain,
  status,
  audit,
  schema,
  sandbox,
  completion,
};

enum class OutputFormat { text, json, markdown, html };
enum class ColorMode { automatic, never, always };

struct SandboxChoices {
  std::map<std::string, std::uint16_t, std::less<>> ports;  // by provider
  std::vector<std::string> vendors;                         // providers; empty: all
  std::size_t people = 0;
  std::uint64_t seed = 1;
  bool company = false;  // the organisation of examples/full, on every vendor
  std::string write_to;  // folder for System documents that reach the sandbox
};

struct Options {
  Command command = Command::validate;
  std::vector<std::string> sources;  // -f
  core::Selection selection;         // which objects the run is about; nothing set: all
  std::string config;
  std::string state;  // empty: the user's default place
  OutputFormat output = OutputFormat::text;
  ColorMode color = ColorMode::automatic;
  std::string log_level;
  bool quiet = false;

  bool prune = false;
  std::string daemon_url;  // plan, status: a URL, or the path of a socket
  std::string token_file;  // status
  std::string out;         // plan: file; export, schema: folder
  std::string plan_file;   // apply
  bool yes = false;
  std::vector<std::string> set_secrets;
  bool include_sets = false;  // export --sets include
  std::string split;          // export --split
  std::string topic;          // explain, schema, audit
  std::string about;          // audit: an object, or a role
  std::string on_date;        // audit who-had
  bool origin = false;
  std::string provider;  // explain
  std::string shell;     // completion
  SandboxChoices sandbox;
};

}  // namespace muster::daemon
