#include "reconciler/core/applied.h"

#include <algorithm>

#include "reconciler/core/record.h"
#include "reconciler/core/wish.h"

namespace muster::core {

namespace {

// `key`: as member_key() gives it.
bool includes(const SetWish& wish, std::string_view key, const FieldRule& rule) {
  return std::ranges::any_of(wish.include, [&](const std::string& name) { return member_key(name, rule) == key; });
}

// A record that only changes is both taken out and put in.
bool was_there(const FieldWrite& write, std::string_view key, const FieldRule& rule) {
  return std::ranges::any_of(write.removed, [&](const std::string& name) { return member_key(name, rule) == key; });
}

std::vector<std::string> own_members(const FieldWish& wish, const FieldRule& rule,
                                     const std::optional<AppliedField>& before, std::span<const FieldWrite> written) {
  std::vector<std::string> own;
  if (wish.kind != WishKind::set || wish.set.exact) return own;
  if (before) own = before->added;
  for (const FieldWrite& write : written) {
    if (write.field != wish.field) continue;
    for (const std::string& member : write.added) {
      std::string key = member_key(member, rule);
      if (!was_there(write, key, rule)) own.push_back(std::move(key));
    }
  }
  std::erase_if(own, [&](const std::string& member) { return !includes(wish.set, member, rule); });
  std::ranges::sort(own);
  own.erase(std::unique(own.begin(), own.end()), own.end());
  return own;
}

std::string secret_version(const FieldWish& wish, const std::optional<AppliedField>& before,
                           const AppliedInputs& inputs) {
  if (wish.kind != WishKind::secret) return {};
  const auto version = inputs.secret_versions.find(wish.value);
  if (version != inputs.secret_versions.end()) return version->second;
  return before ? before->secret_version : std::string();
}

// Where nothing is seen now, what was seen after the same wish before stays remembered.
std::string remembered(const FieldWish& wish, const std::optional<AppliedField>& before, std::span<const Cell> live,
                       const FieldRule& rule) {
  std::string text = seen_text(wish, live, rule);
  const bool is_blind = wish.kind == WishKind::at_default && rule.blind_default && live.empty();
  if (is_blind && before && before->wish.starts_with(text + kSeenAfter)) return before->wish;
  return text;
}

// A secret that is stated no more: where it is stated again, a version that changed meanwhile has to be written.
void keep_versions(const AppliedInputs& inputs, std::vector<AppliedField>& fields) {
  if (inputs.before == nullptr) return;
  for (const FieldRule& rule : inputs.entity.fields) {
    if (rule.type != ValueType::secret) continue;
    if (std::ranges::find(fields, rule.path, &AppliedField::path) != fields.end()) continue;
    auto before = inputs.before->applied.find(rule.path);
    if (before && !before->secret_version.empty()) fields.push_back(std::move(*before));
  }
}

}  // namespace

std::vector<AppliedField> applied_fields(const AppliedInputs& inputs, std::span<const FieldWrite> written) {
  std::vector<AppliedField> fields;
  for (std::size_t at = 0; at < inputs.desired.size();) {
    const FieldIndex field = inputs.desired[at].field;
    const auto cells = cells_of(inputs.desired.subspan(at), field);
    at += std::max<std::size_t>(cells.size(), 1);
    const auto wish = read_wish(field, cells, inputs.expiry);
    if (!wish) continue;
    const FieldRule& rule = inputs.entity.fields[field];
    const auto before = inputs.before == nullptr ? std::nullopt : inputs.before->applied.find(rule.path);
    std::string text = remembered(*wish, before, cells_of(inputs.live, field), rule);
    const bool contended = before && before->contended && before->wish == text;
    fields.push_back({std::string(rule.path), std::move(text), own_members(*wish, rule, before, written),
                      secret_version(*wish, before, inputs), contended});
  }
  keep_versions(inputs, fields);
  std::ranges::sort(fields, {}, &AppliedField::path);
  return fields;
}

bool is_recorded(const AppliedInputs& inputs) {
  return inputs.before != nullptr && inputs.before->applied == AppliedFields(applied_fields(inputs));
}

}  // namespace muster::core
