#include "reconciler/core/fold.h"

#include <map>
#include <string>

#include "reconciler/core/digest.h"

namespace muster::core {
namespace {

void add_list(Digest& digest, const std::vector<std::string>& list) {
  digest.add(std::to_string(list.size()));
  for (const std::string& each : list) digest.add(each);
}

void add_field(Digest& digest, const FieldDifference& field) {
  digest.add(field.path).add(field.note).add(field.drift ? "drift" : "");
  if (!field.is_set) return;
  add_list(digest, field.added);
  add_list(digest, field.removed);
}

std::string shape_of(const ChangeView& change) {
  Digest digest;
  digest.add(to_text(change.action)).add(to_text(change.intended)).add(change.why.drift ? "drift" : "");
  for (const FieldDifference& field : change.fields) add_field(digest, field);
  for (const LeftOut& left : change.left_out) {
    add_field(digest, left.field);
    digest.add(left.reason.guard);
  }
  for (const BlockReason& reason : change.blocked) digest.add(reason.guard);
  add_list(digest, change.notes);
  return digest.hex(32);
}

}  // namespace

std::vector<ChangeGroup> fold(const std::vector<ChangeView>& changes) {
  std::vector<ChangeGroup> groups;
  std::map<std::string, std::size_t> group_of_shape;
  for (const ChangeView& change : changes) {
    const auto [at, is_new] = group_of_shape.try_emplace(shape_of(change), groups.size());
    if (is_new) groups.emplace_back();
    groups[at->second].push_back(&change);
  }
  return groups;
}

}  // namespace muster::core
