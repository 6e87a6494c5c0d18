#include "reconciler/manifest/nested_fields.h"

#include <fmt/format.h>

#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/suggestion.h"

namespace muster::manifest {

namespace {

class SpecWalk {
 public:
  SpecWalk(const KindFields& fields, const SpecVisitor& visitor, FileProblems& problems)
      : fields_(fields), visitor_(visitor), problems_(problems) {}

  void entry(const std::string& map, const Node& key, const Node& value) const;

 private:
  void nested(const std::string& path, const Node& value) const;

  const KindFields& fields_;
  const SpecVisitor& visitor_;
  FileProblems& problems_;
};

void SpecWalk::nested(const std::string& path, const Node& value) const {
  if (value.is_default()) {
    problems_.error(value, "default",
                    fmt::format("!default cannot be used for the map {}; write it for what is in it: {}", path,
                                listed(fields_.keys_of(path))));
  } else if (expect_map(value, path, problems_)) {
    for_each_entry(value, [&](const Node& key, const Node& inner) { entry(path, key, inner); });
  }
}

void SpecWalk::entry(const std::string& map, const Node& key, const Node& value) const {
  const auto path = joined(map, key.text());
  if (key.text().empty() || key.text().find('.') != std::string_view::npos) return fields_.report(key, path, problems_);
  if (const auto field = fields_.find(path)) return visitor_.field(*field, key, value);
  if (fields_.is_map(path)) return nested(path, value);
  const auto part = fields_.find_part(path);  // the name of a list has no dot
  if (part) return visitor_.part(*part, key, value);
  fields_.report(key, path, problems_);
}

}  // namespace

void visit_spec(const KindFields& fields, const Node& map, std::string_view own, const SpecVisitor& visitor,
                FileProblems& problems) {
  const SpecWalk walk(fields, visitor, problems);
  for_each_entry(map, [&](const Node& key, const Node& value) {
    if (own.empty() || key.text() != own) walk.entry({}, key, value);
  });
}

}  // namespace muster::manifest
