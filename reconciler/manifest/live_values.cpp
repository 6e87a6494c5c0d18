#include "reconciler/manifest/live_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "reconciler/core/record.h"
#include "reconciler/manifest/yaml_text.h"

namespace muster::manifest {

namespace {

using core::Cell;
using core::CellKind;
using core::FieldRule;
using core::RecordPart;
using core::ValueType;

constexpr std::string_view kUnwritable = "the live value cannot be written as a manifest";

[[nodiscard]] LiveValue left_out(std::string_view why) { return {std::nullopt, std::string(why), {}}; }

[[nodiscard]] LiveValue scalar(std::string text) { return {scalar_entry({}, text), {}, {}}; }

[[nodiscard]] bool is_empty(std::string_view value, core::Compare compare) {
  return core::trim(value).empty() || core::comparable(value, compare).empty();
}

[[nodiscard]] LiveValue live_scalar(const FieldRule& rule, const Cell& cell, LiveStyle style) {
  const auto value = cell.value.view();
  const bool is_default = rule.default_value && core::same(value, *rule.default_value, rule.compare);
  if (is_default || cell.state == core::CellState::at_default) return {};
  const bool is_text = cell.kind == CellKind::text;
  if (is_text && style.empty_is_default && is_empty(value, rule.compare)) return {};
  if (!can_be_written(value)) return left_out(kUnwritable);
  return scalar(is_text ? yaml_text(value) : std::string(value));
}

[[nodiscard]] std::vector<std::string_view> members_of(std::span<const Cell> cells) {
  std::vector<std::string_view> members;
  for (const auto& cell : cells) {
    if (cell.kind == CellKind::member) members.push_back(cell.value.view());
  }
  return members;
}

// As the exact list, or in the map of what is included.
[[nodiscard]] LiveValue in_style(YamlEntry list, SetStyle sets, bool is_empty_list) {
  if (sets == SetStyle::exact) return is_empty_list ? scalar("[]") : LiveValue{std::move(list), {}, {}};
  if (is_empty_list) return {};
  list.key = "include";
  YamlEntry map;
  map.map.push_back(std::move(list));
  return {std::move(map), {}, {}};
}

[[nodiscard]] LiveValue live_set(const FieldRule& rule, std::span<const Cell> cells, LiveStyle style) {
  const auto members = members_of(cells);
  if (members.empty() && rule.default_value && rule.default_value->empty()) return {};
  if (!std::ranges::all_of(members, can_be_written)) return left_out(kUnwritable);
  if (rule.one_member && members.size() != 1) return left_out("a manifest names exactly one");
  YamlEntry list;
  for (const auto member : members) list.texts.push_back(yaml_text(member));
  return in_style(std::move(list), rule.one_member ? SetStyle::exact : style.sets, members.empty());
}

[[nodiscard]] bool is_integer(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failure == std::errc{} && end == text.data() + text.size() && std::to_string(number) == text;
}

// A part of a record as it is written; nothing when a manifest cannot say it.
[[nodiscard]] std::optional<std::string> part_text(const RecordPart& part, std::string_view value) {
  if (part.type == ValueType::boolean) {
    return value == "true" || value == "false" ? std::optional(std::string(value)) : std::nullopt;
  }
  if (part.type == ValueType::integer) return is_integer(value) ? std::optional(std::string(value)) : std::nullopt;
  if (is_empty(value, part.compare) || !can_be_written(value)) return std::nullopt;
  return yaml_text(value);
}

// What follows '?' in a masked part may be a secret, and what a record does not state stays as it is.
[[nodiscard]] bool may_be_secret(const RecordPart& part, std::string_view value) {
  return part.masked && value.find('?') != std::string_view::npos;
}

class RecordWriter {
 public:
  explicit RecordWriter(const FieldRule& rule) : rule_(rule) {}

  // False: no manifest can name this record.
  [[nodiscard]] bool add(const core::Record& record);
  [[nodiscard]] YamlEntry take() { return std::move(list_); }
  [[nodiscard]] std::string note() const;

 private:
  const FieldRule& rule_;
  YamlEntry list_;
  std::vector<std::string_view> secret_;
};

bool RecordWriter::add(const core::Record& record) {
  YamlMap item;
  for (const auto& part : rule_.parts) {
    const auto at = record.parts.find(part.name);
    const bool is_key = &part == &rule_.parts.front();
    const auto text = at != record.parts.end() && at->second ? part_text(part, *at->second) : std::nullopt;
    if (!text && is_key) return false;
    if (!text) continue;
    if (!is_key && may_be_secret(part, *at->second)) {
      if (std::ranges::find(secret_, part.name) == secret_.end()) secret_.push_back(part.name);
      continue;
    }
    item.push_back(scalar_entry(part.name, *text));
  }
  list_.items.push_back(std::move(item));
  return true;
}

std::string RecordWriter::note() const {
  if (secret_.empty()) return {};
  return fmt::format("{} with parameters left out of {}: they may hold a secret", fmt::join(secret_, ", "), rule_.path);
}

[[nodiscard]] bool has_only_known_parts(const core::Record& record, const FieldRule& rule) {
  return std::ranges::all_of(record.parts, [&](const auto& part) {
    return std::ranges::find(rule.parts, part.first, &RecordPart::name) != rule.parts.end();
  });
}

[[nodiscard]] LiveValue live_records(const FieldRule& rule, std::span<const Cell> cells, LiveStyle style) {
  RecordWriter writer(rule);
  const auto members = members_of(cells);
  for (const auto member : members) {
    const auto record = core::parse_record(member);
    if (!record) return left_out(kUnwritable);
    if (!has_only_known_parts(*record, rule)) return left_out("devices differ");
    if (!writer.add(*record)) return left_out(kUnwritable);
  }
  auto note = writer.note();
  auto value = in_style(writer.take(), style.sets, members.empty());
  value.note = std::move(note);
  return value;
}

}  // namespace

bool is_exported(const FieldRule& rule) {
  return rule.owner == core::Owner::manifest && rule.type != ValueType::secret &&
         rule.readable != core::Readable::never;
}

LiveValue live_value(const FieldRule& rule, std::span<const Cell> cells, LiveStyle style) {
  if (cells.empty()) return {};
  if (rule.type == ValueType::records) return live_records(rule, cells, style);
  return rule.type == ValueType::text_set ? live_set(rule, cells, style) : live_scalar(rule, cells.front(), style);
}

bool differ(const FieldRule& rule, std::span<const Cell> a, std::span<const Cell> b) {
  if (a.empty() || b.empty()) return false;
  if (rule.type == ValueType::records || rule.type == ValueType::text_set) {
    auto ours = members_of(a);
    auto theirs = members_of(b);
    std::ranges::sort(ours);
    std::ranges::sort(theirs);
    return ours != theirs;
  }
  return a.front().state != b.front().state ||
         !core::same(a.front().value.view(), b.front().value.view(), rule.compare);
}

}  // namespace muster::manifest
