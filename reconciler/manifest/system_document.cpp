#include "reconciler/manifest/system_document.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/core/secret_name.h"
#include "reconciler/manifest/kind_fields.h"
#include "reconciler/manifest/metadata.h"
#include "reconciler/manifest/nested_fields.h"
#include "reconciler/manifest/policy_reading.h"
#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/schedule_reading.h"
#include "reconciler/manifest/secret_reading.h"
#include "reconciler/manifest/settings.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/url.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

class SystemReader {
 public:
  SystemReader(const Node& spec, std::string_view folder, SystemDocument& system, FileProblems& problems)
      : node_(spec), folder_(folder), system_(system), spec_(system.spec), problems_(problems) {}

  void read(core::Catalogs catalogs);

 private:
  void provider(core::Catalogs catalogs);
  void url();
  void credentials();
  void credential(const Node& key, const Node& value);
  void each_signs_in(const Node& value, std::string_view what, std::string_view example);
  void tls(const Node& node);
  void proxy(const Node& node);
  void defaults(const Node& node);
  void kind_defaults(const Node& kind, const Node& fields);
  void catalog_parts();
  void policies();

  const Node& node_;
  std::string_view folder_;
  SystemDocument& system_;
  core::SystemSpec& spec_;
  FileProblems& problems_;
};

void SystemReader::provider(core::Catalogs catalogs) {
  std::vector<std::string_view> names;
  for (const auto* catalog : catalogs) names.push_back(catalog->provider);
  const auto node = node_.find("provider");
  if (!node) {
    problems_.error(node_, "missing", fmt::format("provider is missing; it is {}", listed(names, "or")));
    return;
  }
  const auto choice = read_choice(*node, "provider", problems_, names);
  if (!choice) return;
  spec_.provider = names[*choice];
  system_.catalog = catalogs[*choice];
}

void SystemReader::url() {
  if (const auto plaintext = node_.find("allowPlaintext")) {
    spec_.allow_plaintext = read_boolean(*plaintext, "allowPlaintext", problems_).value_or(false);
  }
  const auto node = node_.find("url");
  if (!node) {
    problems_.error(node_, "missing", "url is missing; it is the system's origin, such as https://gws.acme.example");
    return;
  }
  const auto text = read_text(*node, "url", problems_);
  if (!text) return;
  const auto parsed = parse_origin(*text);
  if (!parsed.origin) {
    problems_.error(*node, "url", fmt::format("url is not an origin: {}", parsed.why_not));
  } else if (!parsed.origin->encrypted && !parsed.origin->loopback && !spec_.allow_plaintext) {
    problems_.error(*node, "url",
                    "url: http sends passwords in the clear; use https, or write allowPlaintext: true beside it");
  } else {
    spec_.url = parsed.origin->text;
  }
}

void SystemReader::credential(const Node& key, const Node& value) {
  const auto& rules = system_.catalog->credentials;
  std::vector<std::string_view> names;
  for (const auto& each : rules) names.push_back(each.name);
  const auto rule = std::ranges::find(rules, key.text(), &core::CredentialRule::name);
  if (rule == rules.end()) return report_unknown_key(key, "credentials", names, problems_);
  const auto what = fmt::format("credentials.{}", rule->name);
  if (rule->secret) {
    auto reference = read_secret(value, what, folder_, problems_);
    if (!reference) return;
    if (system_.catalog->by_name && !core::holds_name(*reference)) each_signs_in(value, what, "{file: \"uds/{name}\"}");
    spec_.credentials.emplace(rule->name, *std::move(reference));
  } else if (auto text = read_text(value, what, problems_)) {
    if (system_.catalog->by_name && *text != "{name}") each_signs_in(value, what, "\"{name}\"");
    spec_.credentials.emplace(rule->name, *std::move(text));
  }
}

// Nobody may act for another there, so one account for all objects cannot work.
void SystemReader::each_signs_in(const Node& value, std::string_view what, std::string_view example) {
  problems_.error(value, "value",
                  fmt::format("{} must hold {{name}}, such as {}: on {} each user signs in with their own", what,
                              example, spec_.provider));
}

void SystemReader::credentials() {
  const auto& rules = system_.catalog->credentials;
  const auto node = node_.find("credentials");
  if (node && !expect_map(*node, "credentials", problems_)) return;
  if (node) for_each_entry(*node, [this](const Node& key, const Node& value) { credential(key, value); });
  std::vector<std::string_view> missing;
  for (const auto& rule : rules) {
    if (rule.required && !(node && node->find(rule.name))) missing.push_back(rule.name);
  }
  if (missing.empty()) return;
  problems_.error(node.value_or(node_), "missing",
                  fmt::format("credentials for {} lack {}", spec_.provider, listed(missing)));
}

void SystemReader::tls(const Node& node) {
  if (!expect_map(node, "tls", problems_)) return;
  check_keys(node, "tls", kTlsKeys, problems_);
  const auto file = node.find("caFile");
  if (!file) return;
  auto path = read_text(*file, "tls.caFile", problems_);
  if (!path || path->empty()) return;
  const bool relative = !path->starts_with('/') && !folder_.empty();
  spec_.ca_file = relative ? fmt::format("{}/{}", folder_, *path) : *path;
}

void SystemReader::proxy(const Node& node) {
  const auto text = read_text(node, "proxy", problems_);
  if (!text) return;
  const auto parsed = parse_origin(*text);
  if (parsed.origin && !parsed.origin->encrypted) {
    spec_.proxy = parsed.origin->text;
  } else {
    problems_.error(node, "url", "proxy must be http://host:port");
  }
}

void SystemReader::kind_defaults(const Node& kind_node, const Node& fields) {
  const auto& catalog = *system_.catalog;
  const auto* kind = catalog.find_kind(kind_node.text());
  if (kind == nullptr) {
    return report_unknown_key(kind_node, fmt::format("defaults of {}", catalog.provider), kind_names(catalog),
                              problems_);
  }
  if (!expect_map(fields, fmt::format("defaults.{}", kind->name), problems_)) return;
  KindDefaults defaults;
  defaults.kind = static_cast<std::uint16_t>(kind - catalog.kinds.data());
  const KindFields rules(catalog, *kind);
  const auto context = field_context(catalog, folder_, problems_);
  const auto field = [&](core::FieldIndex index, const Node& key, const Node& value) {
    DefaultField entry{index, {}, problems_.place(key)};
    read_field(rules.rule(index), index, value, context, entry.cells);
    for (auto& cell : entry.cells) cell.line = 0;
    if (!entry.cells.empty()) defaults.fields.push_back(std::move(entry));
  };
  const auto part = [&](core::EntityIndex, const Node& key, const Node&) {
    problems_.error(key, "unsupported",
                    fmt::format("{} cannot be in defaults, since its items belong to one {} each; write them in its "
                                "document",
                                key.text(), rules.entity().name));
  };
  visit_spec(rules, fields, {}, {field, part}, problems_);
  system_.defaults.push_back(std::move(defaults));
}

void SystemReader::defaults(const Node& node) {
  if (!expect_map(node, "defaults", problems_)) return;
  for_each_entry(node, [this](const Node& kind, const Node& fields) { kind_defaults(kind, fields); });
}

void SystemReader::catalog_parts() {
  credentials();
  read_settings(node_.find("settings"), *system_.catalog, spec_, problems_);
  if (const auto node = node_.find("defaults")) defaults(*node);
}

void SystemReader::policies() {
  if (const auto node = node_.find("budget")) read_budget(*node, spec_.budget, problems_);
  if (const auto node = node_.find("guards")) read_guards(*node, spec_.guards, problems_);
  if (const auto node = node_.find("unmanaged")) read_unmanaged(*node, spec_, problems_);
  if (const auto node = node_.find("windows")) read_windows(*node, spec_, problems_);
  if (const auto node = node_.find("pause")) read_pause(*node, spec_, problems_);
  if (const auto node = node_.find("deleteAfter")) read_delete_after(*node, spec_, problems_);
  if (const auto node = node_.find("onDrift")) {
    const auto choice = read_choice(*node, "onDrift", problems_, kOnDrift);
    if (choice) spec_.on_drift = static_cast<core::OnDrift>(*choice);
  }
}

void SystemReader::read(core::Catalogs catalogs) {
  check_keys(node_, "spec of a System", kSystemKeys, problems_);
  provider(catalogs);
  url();
  if (const auto node = node_.find("tls")) tls(*node);
  if (const auto node = node_.find("proxy")) proxy(*node);
  policies();
  if (system_.catalog != nullptr) catalog_parts();
}

}  // namespace

std::optional<SystemDocument> read_system(const Node& root, core::Catalogs catalogs, std::string_view folder,
                                          FileProblems& problems) {
  auto metadata = read_metadata(root, MetadataOf::system, problems);
  if (!metadata) return std::nullopt;
  SystemDocument system;
  system.spec.name = std::move(metadata->name);
  system.spec.labels = std::move(metadata->labels);
  system.spec.place = problems.place(metadata->name_node);
  const auto spec = root.find("spec");
  if (!spec) {
    problems.error(root, "missing", "spec is missing; it holds provider, url and credentials");
  } else if (expect_map(*spec, "spec", problems)) {
    SystemReader(*spec, folder, system, problems).read(catalogs);
  }
  return system;
}

}  // namespace muster::manifest
