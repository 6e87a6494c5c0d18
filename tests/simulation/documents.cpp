#include "tests/simulation/documents.h"

#include <fmt/format.h>

#include <vector>

namespace muster::simulation {

namespace {

class DocumentText {
 public:
  DocumentText(const std::string& system, const SystemManifests& manifests) : system_(system), manifests_(manifests) {}

  [[nodiscard]] std::string operator()(const Document& document) const {
    std::string text = fmt::format(
        "apiVersion: muster/v1\nkind: {}\nmetadata: {{system: {}, name: {}{}{}}}\n", document.kind, system_,
        spelled(document.name), document.absent ? ", ensure: absent" : "", document.protect ? ", protect: true" : "");
    const std::string fields = spec(document);
    return fields.empty() ? text : text + "spec:\n" + fields;
  }

 private:
  [[nodiscard]] std::string spelled(const std::string& member) const {
    const auto at = manifests_.spellings.find(member);
    return fmt::format("\"{}\"", at == manifests_.spellings.end() ? member : at->second);
  }

  [[nodiscard]] std::string written(const std::string& field, const std::string& value) const {
    return manifests_.plain.contains(field) ? value : spelled(value);
  }

  [[nodiscard]] std::string list(const std::set<std::string>& members) const {
    std::string text;
    for (const std::string& member : members) text += (text.empty() ? "" : ", ") + spelled(member);
    return "[" + text + "]";
  }

  [[nodiscard]] std::string named(const SetAsked& set) const {
    const std::string include = set.members.empty() ? "" : "include: " + list(set.members);
    const std::string exclude = set.excluded.empty() ? "" : "exclude: " + list(set.excluded);
    return "{" + include + (include.empty() || exclude.empty() ? "" : ", ") + exclude + "}";
  }

  [[nodiscard]] std::string spec(const Document& document) const {
    std::string text = document.tier.empty() ? "" : fmt::format("  tier: {}\n", document.tier);
    if (document.absent) return text;
    if (!document.spec.empty()) return document.spec;
    for (const auto& [field, set] : document.sets) {
      text += fmt::format("  {}: {}\n", field, set.exact ? list(set.members) : named(set));
    }
    for (const auto& [field, value] : document.texts) {
      text += fmt::format("  {}: {}\n", field, value.empty() ? "!default" : written(field, value));
    }
    for (const auto& [field, variable] : document.secrets) text += fmt::format("  {}: {{env: {}}}\n", field, variable);
    return text;
  }

  const std::string& system_;
  const SystemManifests& manifests_;
};

}  // namespace

std::string key_of(const std::string& entity, const std::string& name) { return entity + " " + name; }

std::map<std::string, std::string> SystemManifests::documents(const std::string& system) const {
  std::map<std::string, std::string> texts;
  texts[""] = fmt::format(
      "apiVersion: muster/v1\nkind: System\nmetadata: {{name: {}}}\nspec:\n  provider: {}\n  url: {}\n"
      "  credentials: {}\n{}  settings: {{{}{}visibilityDelay: {}s}}\n",
      system, provider, url, credentials, spec_text(policy), settings, settings.empty() ? "" : ", ",
      policy.visibility_delay_s);
  const DocumentText text(system, *this);
  for (const auto& [key, document] : objects) texts[key] = text(document);
  return texts;
}

}  // namespace muster::simulation
