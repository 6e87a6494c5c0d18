#include "reconciler/manifest/object_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "reconciler/manifest/kind_fields.h"
#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

// The kind that the document's own field chooses.
[[nodiscard]] const core::KindSpec* find_variant(const core::KindSpec& kind, const Node& root,
                                                 const core::Catalog& catalog, FileProblems& problems) {
  const auto variants = variants_of(catalog, kind);
  const auto spec = root.find("spec");
  const auto node = spec && spec->is_map() ? spec->find(kind.variant_field) : std::nullopt;
  if (!node) {
    problems.error(spec.value_or(root), "missing",
                   fmt::format("a {} needs {} in its spec: {}", kind.name, kind.variant_field, listed(variants, "or")));
    return nullptr;
  }
  const auto said = read_text(*node, kind.variant_field, problems);
  if (!said) return nullptr;
  const auto* chosen = catalog.find_kind(kind.name, *said);
  if (chosen == nullptr) {
    problems.error(*node, "value",
                   fmt::format("{} is not a {} of a {}; it is {}{}", shown(*said), kind.variant_field, kind.name,
                               listed(variants, "or"), did_you_mean(*said, variants)));
  }
  return chosen;
}

// The kind on this vendor; otherwise reports how such a thing is done there.
[[nodiscard]] const core::KindSpec* find_kind(std::string_view kind, const Node& root, const core::Catalog& catalog,
                                              FileProblems& problems) {
  const Node node = *root.find("kind");
  if (!catalog.available) {
    problems.error(node, "later", fmt::format("{} of provider {} {}", kind, catalog.provider, kLater));
    return nullptr;
  }
  const auto* known = catalog.find_kind(kind);
  if (known != nullptr) return known->variant_field.empty() ? known : find_variant(*known, root, catalog, problems);
  const auto how = std::ranges::find_if(catalog.unsupported, [&](const core::Unsupported& each) {
    return each.kind == kind && each.field.empty() && each.object.empty();
  });
  if (how != catalog.unsupported.end()) {
    problems.error(node, "unsupported", fmt::format("{} is not possible on {}: {}", kind, catalog.provider, how->how));
  } else {
    problems.error(node, "unsupported",
                   fmt::format("{} has no kind {}; it has {}", catalog.provider, kind, listed(kind_names(catalog))));
  }
  return nullptr;
}

class ObjectReader {
 public:
  ObjectReader(const core::Catalog& catalog, const core::KindSpec& kind, DraftSystem& system, FileProblems& problems)
      : catalog_(catalog), kind_(kind), fields_(catalog, kind), system_(system), problems_(problems) {}

  void read(const Node& root, Metadata metadata, std::string_view folder);

 private:
  void spec(const Node& node, std::string_view folder);
  void defaults();
  void check_members(core::FieldIndex field, const Node& value) const;
  void check_setting(const Node& root) const;
  void check_object(const Node& root, const Metadata& metadata) const;
  void check_absence(const Node& root) const;
  void check_content(const Node& root) const;
  [[nodiscard]] std::vector<std::string> former_names(const Metadata& metadata, const std::string& key) const;
  void store(DraftObject object);
  [[nodiscard]] std::vector<core::ExpiringMember> expiring() const;

  const core::Catalog& catalog_;
  const core::KindSpec& kind_;
  KindFields fields_;
  DraftSystem& system_;
  FileProblems& problems_;
  std::vector<DraftCell> cells_;
  std::vector<core::FieldIndex> stated_;
};

void ObjectReader::spec(const Node& node, std::string_view folder) {
  if (!expect_map(node, "spec", problems_)) return;
  for_each_entry(node, [&](const Node& key, const Node& value) {
    if (!kind_.variant_field.empty() && key.text() == kind_.variant_field) return;
    const auto field = fields_.find(key, problems_);
    if (!field) return;
    stated_.push_back(*field);
    read_field(fields_.rule(*field), *field, value, {catalog_.provider, folder}, cells_, problems_);
    check_members(*field, value);
  });
}

// Without a member there is no such object, and without a name nobody is named.
void ObjectReader::check_members(core::FieldIndex field, const Node& value) const {
  const auto& rule = fields_.rule(field);
  if (rule.path == fields_.entity().exists_while && value.is_sequence() && value.size() == 0) {
    problems_.error(value, "empty-set",
                    fmt::format("a {} without {} does not exist on {}; write ensure: absent", fields_.entity().name,
                                rule.path, catalog_.provider));
  }
  const bool names_nobody = rule.type == core::ValueType::text && rule.reference && !cells_.empty() &&
                            cells_.back().field == field && cells_.back().state == core::CellState::value &&
                            core::trim(cells_.back().value).empty();
  if (!names_nobody) return;
  problems_.error(value, "value",
                  fmt::format("{} is empty; name somebody{}", rule.path,
                              rule.default_value ? ", or write !default for nobody" : ""));
}

// What the System has to allow first.
void ObjectReader::check_setting(const Node& root) const {
  if (kind_.needs_setting.empty() || system_.document.spec.flag(kind_.needs_setting)) return;
  problems_.error(*root.find("kind"), "setting",
                  fmt::format("a {} on {} needs settings.{}: true in the System {}", kind_.name, catalog_.provider,
                              kind_.needs_setting, system_.document.spec.name));
}

// Objects that the vendor treats unlike all others.
void ObjectReader::check_object(const Node& root, const Metadata& metadata) const {
  const auto compare = fields_.entity().name_compare;
  for (const auto& each : catalog_.unsupported) {
    if (each.kind != kind_.name || each.object.empty() || !core::same(each.object, metadata.name, compare)) continue;
    if (each.field.empty() && metadata.absent) {
      problems_.error(
          metadata.name_node, "unsupported",
          fmt::format("{} {} cannot be removed on {}: {}", kind_.name, each.object, catalog_.provider, each.how));
    }
    const auto field = each.field.empty() ? std::nullopt : fields_.entity().find(each.field);
    if (!field || std::ranges::find(stated_, *field) == stated_.end()) continue;
    problems_.error(root.find("spec")->find(each.field).value_or(root), "unsupported",
                    fmt::format("{} of {} {} cannot be set on {}: {}", each.field, kind_.name, each.object,
                                catalog_.provider, each.how));
  }
}

void ObjectReader::defaults() {
  for (const auto& kind : system_.document.defaults) {
    if (catalog_.kinds[kind.kind].name != kind_.name) continue;
    for (const auto& field : kind.fields) {
      if (std::ranges::find(stated_, field.field) != stated_.end()) continue;
      stated_.push_back(field.field);
      cells_.insert(cells_.end(), field.cells.begin(), field.cells.end());
    }
  }
}

void ObjectReader::check_absence(const Node& root) const {
  const auto ensure = root.find("metadata")->find("ensure").value_or(root);
  if (kind_.name == "UdsSettings") {
    problems_.error(ensure, "unsupported", "ensure: absent is not possible for UdsSettings; take the document away");
  } else if (kind_.creates && !fields_.entity().removable) {
    problems_.error(ensure, "unsupported",
                    fmt::format("ensure: absent is not possible: {} has no call that removes a {}", catalog_.provider,
                                fields_.entity().name));
  } else if (!kind_.creates &&
             std::ranges::any_of(cells_, [](const DraftCell& cell) { return cell.kind == core::CellKind::partial; })) {
    problems_.error(
        ensure, "type",
        fmt::format("a {} with ensure: absent takes away exactly what is listed; write a plain list", kind_.name));
  } else if (std::ranges::any_of(cells_, [](const DraftCell& cell) { return cell.until.has_value(); })) {
    problems_.error(ensure, "type",
                    "validUntil is not possible with ensure: absent; nothing is asked for until a date");
  }
}

// A kind that creates nothing says nothing without a field.
void ObjectReader::check_content(const Node& root) const {
  if (kind_.creates || kind_.fields.empty() || !stated_.empty()) return;
  problems_.error(root.find("spec").value_or(root), "missing",
                  fmt::format("a {} needs {} in its spec", kind_.name, listed(kind_.fields, "or")));
}

std::vector<std::string> ObjectReader::former_names(const Metadata& metadata, const std::string& key) const {
  std::vector<std::string> names;
  for (const auto& former : metadata.previously) {
    auto name = core::comparable(former.name, fields_.entity().name_compare);
    if (name == key || std::ranges::find(names, name) != names.end()) {
      problems_.error(former.node, "previously",
                      fmt::format("{} in metadata.previously is {}", shown(former.name),
                                  name == key ? "the name of the object itself" : "there twice"));
    } else {
      names.push_back(std::move(name));
    }
  }
  return names;
}

std::vector<core::ExpiringMember> ObjectReader::expiring() const {
  std::vector<core::ExpiringMember> members;
  for (const auto& cell : cells_) {
    if (cell.until) members.push_back({cell.field, cell.element, *cell.until});
  }
  std::ranges::sort(members, {}, [](const core::ExpiringMember& each) { return std::tie(each.field, each.member); });
  return members;
}

void ObjectReader::store(DraftObject object) {
  system_.table.begin_row(object.entity, object.key, object.name);
  for (const auto& cell : cells_) {
    if (cell.kind >= core::CellKind::member) {
      system_.table.add_member(cell.field, cell.element, cell.value, cell.kind, cell.line);
    } else {
      system_.table.add(cell.field, cell.kind, cell.value, cell.state, cell.line);
    }
  }
  system_.objects.push_back(std::move(object));
}

void ObjectReader::read(const Node& root, Metadata metadata, std::string_view folder) {
  check_setting(root);
  if (const auto node = root.find("spec")) spec(*node, folder);
  check_object(root, metadata);
  if (!metadata.absent) defaults();
  if (metadata.absent) check_absence(root);
  check_content(root);
  DraftObject draft;
  draft.entity = fields_.entity_index();
  draft.key = core::comparable(metadata.name, fields_.entity().name_compare);
  draft.object.kind = static_cast<std::uint16_t>(&kind_ - catalog_.kinds.data());
  draft.object.absent = metadata.absent;
  draft.object.protect = metadata.protect;
  draft.object.urgent = metadata.urgent;
  draft.object.expiring = expiring();
  draft.object.place = problems_.place(metadata.name_node);
  draft.object.previously = former_names(metadata, draft.key);
  draft.object.labels = std::move(metadata.labels);
  draft.name = std::move(metadata.name);
  store(std::move(draft));
}

}  // namespace

void read_object(std::string_view kind, const Node& root, Metadata metadata, std::string_view folder,
                 DraftSystem& system, FileProblems& problems) {
  const auto* catalog = system.document.catalog;
  if (catalog == nullptr) return;  // the System document has the error
  const auto* spec = find_kind(kind, root, *catalog, problems);
  if (spec == nullptr) return;
  ObjectReader(*catalog, *spec, system, problems).read(root, std::move(metadata), folder);
}

}  // namespace muster::manifest
