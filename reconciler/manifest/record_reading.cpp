#include "reconciler/manifest/record_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reconciler/core/record.h"
#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/set_modes.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

using core::CellKind;
using core::RecordPart;
using core::ValueType;

class RecordReader {
 public:
  RecordReader(const core::FieldRule& rule, core::FieldIndex field, const FieldContext& context)
      : rule_(rule), field_(field), context_(context), problems_(context.problems) {
    for (const auto& part : rule.parts) names_.push_back(part.name);
  }

  void header(const Node& value) { cells_.push_back({field_, mode_of(value), {}, value.line(), {}, {}}); }
  void record(const Node& item, CellKind kind);
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] std::vector<DraftCell> take() { return std::move(cells_); }

 private:
  [[nodiscard]] const RecordPart& key() const { return rule_.parts.front(); }
  [[nodiscard]] std::string what(std::string_view name) const { return fmt::format("{} in {}", name, rule_.path); }
  [[nodiscard]] bool has_its_shape(const Node& item);
  void part(const Node& name, const Node& value, CellKind kind, core::Record& record);
  void stated(const RecordPart& part, const Node& value, core::Record& record);
  void at_default(const RecordPart& part, const Node& value, core::Record& record);
  [[nodiscard]] std::optional<std::string> read(const RecordPart& part, const Node& value) const;
  void unknown(const Node& name);
  void store(const Node& item, CellKind kind, const core::Record& record);
  void fail(const Node& node, std::string_view code, std::string what) {
    problems_.error(node, code, std::move(what));
    good_ = false;
  }

  const core::FieldRule& rule_;
  core::FieldIndex field_;
  const FieldContext& context_;
  FileProblems& problems_;
  std::vector<std::string_view> names_;
  std::vector<DraftCell> cells_;
  std::map<std::string, std::pair<std::uint32_t, CellKind>, std::less<>> seen_;
  bool good_ = true;
};

bool RecordReader::has_its_shape(const Node& item) {
  if (!item.is_map()) {
    fail(item, item.is_null() ? "null" : "type",
         fmt::format("each item of {} must be a map that begins with {}", rule_.path, key().name));
    return false;
  }
  if (item.find(key().name)) return true;
  fail(item, "missing", fmt::format("each item of {} needs {}: {}", rule_.path, key().name, key().help));
  return false;
}

std::optional<std::string> RecordReader::read(const RecordPart& part, const Node& value) const {
  const auto name = what(part.name);
  if (part.type == ValueType::boolean) {
    const auto flag = read_boolean(value, name, problems_);
    return flag ? std::optional<std::string>(*flag ? "true" : "false") : std::nullopt;
  }
  if (part.type == ValueType::integer) {
    const auto number = read_integer(value, name, problems_);
    return number ? std::optional(std::to_string(*number)) : std::nullopt;
  }
  auto text = read_text(value, name, problems_);
  if (!text || !is_a_value({name, *text, part.compare, part.has_default}, value, context_)) return std::nullopt;
  if (part.compare != core::Compare::exact) text = std::string(core::trim(*text));
  return text;
}

void RecordReader::at_default(const RecordPart& part, const Node& value, core::Record& record) {
  if (!part.has_default) {
    const auto hint = &part == &key() ? "it is what tells one item from another" : "write a value, or leave it out";
    return fail(value, "default", fmt::format("{} has no default on {}; {}", what(part.name), context_.provider, hint));
  }
  if (!value.text().empty())
    return fail(value, "default", fmt::format("{}: nothing may follow !default", what(part.name)));
  record.parts[std::string(part.name)] = std::nullopt;
}

void RecordReader::stated(const RecordPart& part, const Node& value, core::Record& record) {
  if (value.is_default()) return at_default(part, value, record);
  auto text = read(part, value);
  good_ = good_ && text.has_value();
  if (text) record.parts[std::string(part.name)] = std::move(text);
}

void RecordReader::unknown(const Node& name) {
  if (name.text() == "validUntil") {
    return fail(name, "unsupported",
                fmt::format("validUntil is not possible in {}: its items are settings, not members", rule_.path));
  }
  report_unknown_key(name, fmt::format("an item of {}", rule_.path), names_, problems_);
  good_ = false;
}

void RecordReader::part(const Node& name, const Node& value, CellKind kind, core::Record& record) {
  const auto at = std::ranges::find(rule_.parts, name.text(), &RecordPart::name);
  if (at == rule_.parts.end()) return unknown(name);
  if (kind == CellKind::excluded && &*at != &key()) {
    return fail(name, "unsupported",
                fmt::format("{} says nothing in exclude of {}; an item there has only its {}", name.text(), rule_.path,
                            key().name));
  }
  stated(*at, value, record);
}

void RecordReader::store(const Node& item, CellKind kind, const core::Record& record) {
  const auto& spelled = *record.parts.at(std::string(key().name));
  auto element = core::comparable(spelled, key().compare);
  if (element.empty()) return fail(item, "value", fmt::format("{} is empty", what(key().name)));
  const auto [before, fresh] = seen_.try_emplace(element, item.line(), kind);
  if (!fresh) {
    const bool both = before->second.second != kind;
    return fail(item, both ? "include-and-exclude" : "duplicate",
                fmt::format("{} {} is in {} of {}; line {} names it already", key().name, shown(spelled),
                            both ? "both include and exclude" : "the list", rule_.path, before->second.first));
  }
  cells_.push_back({field_, kind, {}, item.line(), std::move(element), core::record_text(record), {}});
}

void RecordReader::record(const Node& item, CellKind kind) {
  if (!has_its_shape(item)) return;
  core::Record record;
  for_each_entry(item, [&](const Node& name, const Node& value) { part(name, value, kind, record); });
  if (record.parts.contains(key().name)) store(item, kind, record);
}

}  // namespace

void read_records(const core::FieldRule& rule, core::FieldIndex field, const Node& value, const FieldContext& context,
                  std::vector<DraftCell>& cells) {
  RecordReader reader(rule, field, context);
  reader.header(value);
  const auto read = [&](const Node& list, CellKind kind) {
    for_each_item(list, [&](const Node& item) { reader.record(item, kind); });
  };
  if (!read_modes(rule, value, read, context.problems) || !reader.good()) return;
  for (auto& cell : reader.take()) cells.push_back(std::move(cell));
}

}  // namespace muster::manifest
