#include "reconciler/manifest/override_document.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/manifest/kind_fields.h"
#include "reconciler/manifest/metadata.h"
#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/time_reading.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

class OverrideReader {
 public:
  OverrideReader(const Node& spec, FileProblems& problems) : node_(spec), problems_(problems) {}

  std::optional<core::Override> read(const CatalogOf& catalog_of);

 private:
  void check_needed();
  void guard();
  void system(const CatalogOf& catalog_of);
  void kind(const Node& node);
  void objects(const Node& node);
  void object(const Node& item, core::Compare compare);
  void limits();
  void fail(const Node& node, std::string_view code, std::string what) {
    problems_.error(node, code, std::move(what));
    good_ = false;
  }

  const Node& node_;
  FileProblems& problems_;
  core::Override override_;
  const core::Catalog* catalog_ = nullptr;
  const core::KindSpec* kind_ = nullptr;
  bool good_ = true;
};

void OverrideReader::check_needed() {
  std::vector<std::string_view> missing;
  for (const auto key : kNeededOverrideKeys) {
    if (!node_.find(key)) missing.push_back(key);
  }
  if (!missing.empty()) fail(node_, "missing", fmt::format("an Override needs {} in its spec", listed(missing)));
}

void OverrideReader::guard() {
  const auto node = node_.find("guard");
  if (!node) return;
  const auto choice = read_choice(*node, "guard", problems_, core::kOverridableGuards);
  choice ? void(override_.guard = core::kOverridableGuards[*choice]) : void(good_ = false);
}

void OverrideReader::system(const CatalogOf& catalog_of) {
  const auto node = node_.find("system");
  if (!node) return;
  auto name = read_text(*node, "system", problems_);
  const auto found = name ? catalog_of(*name, *node) : std::nullopt;
  if (!found) return void(good_ = false);
  override_.system = *std::move(name);
  catalog_ = *found;
}

void OverrideReader::kind(const Node& node) {
  if (catalog_ == nullptr) return;
  const auto names = kind_names(*catalog_);
  const auto choice = read_choice(node, "kind", problems_, names);
  if (!choice) return void(good_ = false);
  kind_ = &catalog_->kinds[*choice];
  override_.kind = kind_->name;
}

void OverrideReader::object(const Node& item, core::Compare compare) {
  const auto text = read_line(item, "each item of objects", problems_);
  if (!text) return void(good_ = false);
  auto name = core::comparable(*text, compare);
  if (name.empty()) return fail(item, "value", "an item of objects is empty");
  if (std::ranges::find(override_.names, name) != override_.names.end()) {
    return fail(item, "duplicate", fmt::format("{} is in objects twice", shown(*text)));
  }
  override_.names.push_back(std::move(name));
}

void OverrideReader::objects(const Node& node) {
  if (!node_.find("kind")) {
    return fail(node, "missing", "objects needs kind beside it; leave both out for every object of the system");
  }
  if (!expect_sequence(node, "objects", problems_)) return void(good_ = false);
  if (node.size() == 0) return fail(node, "value", "objects is empty; leave it out for every object of the kind");
  if (kind_ == nullptr) return;
  const auto compare = catalog_->entities[catalog_->find_entity(kind_->entity).value_or(0)].name_compare;
  for_each_item(node, [&](const Node& item) { object(item, compare); });
  std::ranges::sort(override_.names);
}

void OverrideReader::limits() {
  if (const auto node = node_.find("expires")) {
    const auto expires = read_deadline(*node, "expires", problems_);
    expires ? void(override_.expires = *expires) : void(good_ = false);
  }
  if (const auto node = node_.find("reason")) {
    auto reason = read_line(*node, "reason", problems_);
    reason ? void(override_.reason = *std::move(reason)) : void(good_ = false);
  }
}

std::optional<core::Override> OverrideReader::read(const CatalogOf& catalog_of) {
  check_keys(node_, "spec of an Override", kOverrideKeys, problems_);
  check_needed();
  guard();
  system(catalog_of);
  if (const auto node = node_.find("kind")) kind(*node);
  if (const auto node = node_.find("objects")) objects(*node);
  limits();
  if (!good_) return std::nullopt;
  return std::move(override_);
}

}  // namespace

std::optional<core::Override> read_override(const Node& root, const CatalogOf& catalog_of, FileProblems& problems) {
  auto metadata = read_metadata(root, MetadataOf::permission, problems);
  const auto spec = root.find("spec");
  if (!spec) {
    problems.error(root, "missing", fmt::format("spec is missing; it holds {}", listed(kNeededOverrideKeys)));
    return std::nullopt;
  }
  if (!expect_map(*spec, "spec", problems)) return std::nullopt;
  auto read = OverrideReader(*spec, problems).read(catalog_of);
  if (!metadata || !read) return std::nullopt;
  read->name = std::move(metadata->name);
  read->place = problems.place(metadata->name_node);
  return read;
}

}  // namespace muster::manifest
