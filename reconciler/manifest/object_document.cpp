#include "reconciler/manifest/object_document.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/manifest/document_kind.h"
#include "reconciler/manifest/nested_fields.h"
#include "reconciler/manifest/part_reading.h"
#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

class ObjectReader {
 public:
  ObjectReader(const core::KindSpec& kind, const FieldContext& context, DraftSystem& system)
      : catalog_(*system.document.catalog),
        kind_(kind),
        context_(context),
        fields_(catalog_, kind),
        cells_(fields_, context_),
        parts_(catalog_, context_),
        system_(system),
        problems_(context.problems) {}

  void read(const Node& root, Metadata metadata);

 private:
  void spec(const Node& node, const WholeObject& whole);
  void defaults();
  void check_setting(const Node& root) const;
  void check_object(const Node& root, const Metadata& metadata) const;
  void check_absence(const Node& root) const;
  void check_content(const Node& root) const;
  void check_wide_claims() const;
  void check_wide_claim(const WideClaim& claim) const;
  [[nodiscard]] bool agree(std::string_view path, std::string_view other) const;
  [[nodiscard]] std::vector<std::string> former_names(const Metadata& metadata, const std::string& key) const;
  [[nodiscard]] DraftObject drafted(const Metadata& metadata) const;
  void store(DraftObject object, const std::vector<DraftCell>& cells);
  void store_parts(const DraftObject& whole);

  const core::Catalog& catalog_;
  const core::KindSpec& kind_;
  const FieldContext& context_;
  KindFields fields_;
  ObjectCells cells_;
  PartReader parts_;
  std::vector<WideClaim> own_claims_;
  DraftSystem& system_;
  FileProblems& problems_;
};

void ObjectReader::spec(const Node& node, const WholeObject& whole) {
  if (!expect_map(node, "spec", problems_)) return;
  const auto field = [&](core::FieldIndex index, const Node& key, const Node& value) {
    cells_.read(index, value);
    const auto& rule = fields_.rule(index);
    if (!rule.wide.empty()) own_claims_.push_back({rule.wide, std::string(rule.path), key});
  };
  const auto part = [&](core::EntityIndex entity, const Node&, const Node& list) { parts_.read(whole, entity, list); };
  visit_spec(fields_, node, kind_.variant_field, {field, part}, problems_);
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
    if (!field || !cells_.states(*field)) continue;
    problems_.error(root.find("spec")->find(each.field).value_or(root), "unsupported",
                    fmt::format("{} of {} {} cannot be set on {}: {}", each.field, kind_.name, each.object,
                                catalog_.provider, each.how));
  }
}

void ObjectReader::defaults() {
  for (const auto& kind : system_.document.defaults) {
    if (catalog_.kinds[kind.kind].name != kind_.name) continue;
    for (const auto& field : kind.fields) cells_.add_default(field.field, field.cells);
  }
}

// One manifest says something of all parts or of each part, never both.
void ObjectReader::check_wide_claims() const {
  for (const auto& claim : parts_.wide_claims()) check_wide_claim(claim);
  for (const auto& claim : own_claims_) {
    if (!agree(claim.path, claim.wide)) check_wide_claim(claim);
  }
}

void ObjectReader::check_wide_claim(const WideClaim& claim) const {
  const auto field = fields_.entity().find(claim.wide);
  if (!field || !cells_.states(*field)) return;
  const auto cell = std::ranges::find(cells_.cells(), *field, &DraftCell::field);
  if (cell == cells_.cells().end()) return;  // it has its own mistake
  const auto where = cell->line == 0 ? fmt::format("in the defaults of the System {}", system_.document.spec.name)
                                     : fmt::format("on line {}", cell->line);
  problems_.error(
      claim.key, "claimed-twice",
      fmt::format("{} is set for all at once by {} {}; keep one of the two", claim.path, claim.wide, where));
}

// Two fields of the object itself that are to have the same value.
bool ObjectReader::agree(std::string_view path, std::string_view other) const {
  const auto cell_of = [&](std::string_view wanted) {
    return std::ranges::find(cells_.cells(), fields_.entity().find(wanted), &DraftCell::field);
  };
  const auto one = cell_of(path);
  const auto two = cell_of(other);
  const auto end = cells_.cells().end();
  return one != end && two != end && one->state == two->state && one->value == two->value;
}

void ObjectReader::check_absence(const Node& root) const {
  const auto ensure = root.find("metadata")->find("ensure").value_or(root);
  if (kind_.name == "UdsSettings") {
    problems_.error(ensure, "unsupported", "ensure: absent is not possible for UdsSettings; take the document away");
  } else if (kind_.creates && !fields_.entity().removable) {
    problems_.error(ensure, "unsupported",
                    fmt::format("ensure: absent is not possible: {} has no call that removes a {}", catalog_.provider,
                                fields_.entity().name));
  } else if (!kind_.creates && std::ranges::any_of(cells_.cells(), [](const DraftCell& cell) {
               return cell.kind == core::CellKind::partial;
             })) {
    problems_.error(
        ensure, "type",
        fmt::format("a {} with ensure: absent takes away exactly what is listed; write a plain list", kind_.name));
  } else if (std::ranges::any_of(cells_.cells(), [](const DraftCell& cell) { return cell.until.has_value(); })) {
    problems_.error(ensure, "type",
                    "validUntil is not possible with ensure: absent; nothing is asked for until a date");
  }
}

// A kind that creates nothing says nothing without a field.
void ObjectReader::check_content(const Node& root) const {
  if (kind_.creates || kind_.fields.empty() || !cells_.states_nothing()) return;
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

void ObjectReader::store(DraftObject object, const std::vector<DraftCell>& cells) {
  system_.table.begin_row(object.entity, object.key, object.name);
  for (const auto& cell : cells) {
    if (cell.kind >= core::CellKind::member) {
      system_.table.add_member(cell.field, cell.element, cell.value, cell.kind, cell.line);
    } else {
      system_.table.add(cell.field, cell.kind, cell.value, cell.state, cell.line);
    }
  }
  system_.objects.push_back(std::move(object));
}

// A part has the labels and the protection of its document.
void ObjectReader::store_parts(const DraftObject& whole) {
  for (auto& part : parts_.take()) {
    DraftObject draft;
    draft.entity = part.entity;
    draft.whole = std::move(part.whole);
    draft.key = std::move(part.key);
    draft.name = std::move(part.name);
    draft.object.kind = static_cast<std::uint16_t>(&part_kind(catalog_, part.entity) - catalog_.kinds.data());
    draft.object.protect = whole.object.protect;
    draft.object.labels = whole.object.labels;
    draft.object.place = part.place;
    draft.object.expiring = std::move(part.expiring);
    store(std::move(draft), part.cells);
  }
}

DraftObject ObjectReader::drafted(const Metadata& metadata) const {
  DraftObject draft;
  draft.entity = fields_.entity_index();
  draft.key = core::comparable(metadata.name, fields_.entity().name_compare);
  draft.name = metadata.name;
  draft.object.kind = static_cast<std::uint16_t>(&kind_ - catalog_.kinds.data());
  draft.object.absent = metadata.absent;
  draft.object.protect = metadata.protect;
  draft.object.urgent = metadata.urgent;
  draft.object.place = problems_.place(metadata.name_node);
  draft.object.previously = former_names(metadata, draft.key);
  draft.object.labels = metadata.labels;
  return draft;
}

void ObjectReader::read(const Node& root, Metadata metadata) {
  check_setting(root);
  (void)is_supported_name(catalog_, fields_.entity(), metadata.name, metadata.name_node, problems_);
  DraftObject draft = drafted(metadata);
  if (const auto node = root.find("spec")) spec(*node, {draft.key, draft.name, {}});
  check_object(root, metadata);
  if (!metadata.absent) defaults();
  if (metadata.absent) check_absence(root);
  check_content(root);
  check_wide_claims();
  draft.object.expiring = cells_.expiring();
  if (!metadata.absent) store_parts(draft);
  store(std::move(draft), cells_.cells());
}

}  // namespace

void read_object(std::string_view kind, const Node& root, Metadata metadata, std::string_view folder,
                 DraftSystem& system, FileProblems& problems) {
  const auto* catalog = system.document.catalog;
  if (catalog == nullptr) return;  // the System document has the error
  const auto* spec = find_document_kind(kind, root, *catalog, problems);
  if (spec == nullptr) return;
  const auto context = field_context(*catalog, folder, problems);
  ObjectReader(*spec, context, system).read(root, std::move(metadata));
}

}  // namespace muster::manifest
