#include "reconciler/manifest/loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "reconciler/manifest/cross_checks.h"
#include "reconciler/manifest/object_document.h"
#include "reconciler/manifest/override_document.h"
#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

struct SourceFile {
  std::string name;
  std::string text;
  std::string folder;
  std::vector<Chunk> chunks;  // documents still to be read
};

// `---` with nothing behind it, or nothing but comments.
[[nodiscard]] bool is_empty_document(const std::optional<Node>& root, std::string_view text) {
  if (!root) return true;
  if (!root->is_null()) return false;
  const auto written = text.substr(std::min(root->offset(), text.size()));
  return !written.starts_with('~') && !written.starts_with('n') && !written.starts_with('N');
}

}  // namespace

class Loader::Work {
 public:
  explicit Work(core::Catalogs catalogs) : catalogs_(catalogs) {}
  void add(SourceFile file) { files_.push_back(std::move(file)); }
  Loaded finish(std::string commit);

 private:
  void sort_files();
  void check_files();
  void read_systems(std::size_t file);
  bool read_if_system(std::size_t file, const Chunk& chunk);
  void add_system(const Node& root, std::size_t file);
  void read_objects(std::size_t file);
  void read_document(std::size_t file, const Chunk& chunk);
  void read_named(const std::string& kind, const Node& root, std::size_t file);
  void add_override(const Node& root, std::size_t file);
  void report_missing_system(const std::string& name, const Node& node, FileProblems& problems);
  [[nodiscard]] core::DesiredSystem close(DraftSystem& system);
  [[nodiscard]] std::string show(const core::Place& place) const {
    return fmt::format("{}:{}", files_[place.file].name, place.line);
  }
  void collect_origins(const DraftSystem& system);
  void collect_problems();

  core::Catalogs catalogs_;
  std::vector<SourceFile> files_;
  std::vector<FileProblems> problems_;  // by file
  std::map<std::string, DraftSystem, std::less<>> systems_;
  std::map<std::string, core::Override, std::less<>> overrides_;
  bool unreadable_system_ = false;
  Document document_;
  Loaded loaded_;
};

void Loader::Work::sort_files() {
  const auto key = [](const SourceFile& file) { return std::tie(file.name, file.text, file.folder); };
  std::ranges::sort(files_, {}, key);
  const auto repeated = std::ranges::unique(
      files_, [](const SourceFile& a, const SourceFile& b) { return a.name == b.name && a.text == b.text; });
  files_.erase(repeated.begin(), repeated.end());
}

void Loader::Work::check_files() {
  problems_.reserve(files_.size());
  for (std::size_t i = 0; i < files_.size(); ++i) {
    auto& file = files_[i];
    problems_.emplace_back(static_cast<std::uint32_t>(i), file.name, file.text);
    if (const auto finding = check_source(file.text)) {
      problems_[i].error(finding->offset, finding->code, finding->what);
      continue;
    }
    file.chunks = split_documents(file.text);
    if (file.chunks.size() <= kMostDocuments) continue;
    problems_[i].error(0, "too-large", fmt::format("more than {} documents in one file; split it", kMostDocuments));
    file.chunks.clear();
  }
}

// Systems are read first, wherever they are, because only they tell what an object's fields mean.
void Loader::Work::read_systems(std::size_t file) {
  auto& chunks = files_[file].chunks;
  std::erase_if(chunks, [&](const Chunk& chunk) {
    const auto body = std::string_view(files_[file].text).substr(chunk.offset, chunk.size);
    return body.find("System") != std::string_view::npos && read_if_system(file, chunk);
  });
}

bool Loader::Work::read_if_system(std::size_t file, const Chunk& chunk) {
  if (problems_[file].full()) return false;
  if (!document_.parse(files_[file].text, chunk)) {
    unreadable_system_ = true;
    return false;
  }
  const auto root = document_.root();
  const auto kind = root ? root->find("kind") : std::nullopt;
  if (!kind || kind->text() != "System") return false;
  for (const auto& finding : document_.findings()) {
    problems_[file].error(finding.offset, finding.code, finding.what);
  }
  add_system(*root, file);
  return true;
}

void Loader::Work::add_system(const Node& root, std::size_t file) {
  auto& problems = problems_[file];
  (void)read_kind(root, problems);
  auto system = read_system(root, catalogs_, files_[file].folder, problems);
  if (!system) {
    unreadable_system_ = true;
    return;
  }
  const auto [at, fresh] = systems_.try_emplace(system->spec.name);
  if (fresh) {
    at->second.document = *std::move(system);
    return;
  }
  problems.error(
      *root.find("metadata")->find("name"), "claimed-twice",
      fmt::format("the System {} is there already, at {}", system->spec.name, show(at->second.document.spec.place)));
}

void Loader::Work::add_override(const Node& root, std::size_t file) {
  auto& problems = problems_[file];
  auto read = read_override(
      root,
      [&](const std::string& name, const Node& node) -> std::optional<const core::Catalog*> {
        const auto system = systems_.find(name);
        if (system != systems_.end()) return system->second.document.catalog;
        report_missing_system(name, node, problems);
        return std::nullopt;
      },
      problems);
  if (!read) return;
  const auto [at, fresh] = overrides_.try_emplace(read->name, *read);
  if (fresh) return;
  problems.error(*root.find("metadata")->find("name"), "claimed-twice",
                 fmt::format("the Override {} is there already, at {}", shown(read->name), show(at->second.place)));
}

void Loader::Work::report_missing_system(const std::string& name, const Node& node, FileProblems& problems) {
  if (unreadable_system_) return;  // it may be the one that could not be read
  std::vector<std::string_view> names;
  for (const auto& [known, system] : systems_) names.push_back(known);
  problems.error(
      node, "no-system",
      fmt::format("there is no System {}{}", shown(name),
                  names.empty() ? std::string("; no System document was given") : did_you_mean(name, names)));
}

void Loader::Work::read_named(const std::string& kind, const Node& root, std::size_t file) {
  auto& problems = problems_[file];
  if (kind == "Override") return add_override(root, file);
  auto metadata = read_metadata(root, MetadataOf::object, problems);
  if (!metadata) return;
  const auto system = systems_.find(metadata->system);
  if (system == systems_.end()) return report_missing_system(metadata->system, *metadata->system_node, problems);
  read_object(kind, root, *std::move(metadata), files_[file].folder, system->second, problems);
}

void Loader::Work::read_document(std::size_t file, const Chunk& chunk) {
  auto& problems = problems_[file];
  if (problems.full()) return;
  const bool readable = document_.parse(files_[file].text, chunk);
  for (const auto& finding : document_.findings()) problems.error(finding.offset, finding.code, finding.what);
  if (!readable || is_empty_document(document_.root(), files_[file].text)) return;
  const Node root = *document_.root();
  if (const auto kind = read_kind(root, problems)) read_named(*kind, root, file);
}

void Loader::Work::read_objects(std::size_t file) {
  for (const auto& chunk : files_[file].chunks) read_document(file, chunk);
}

core::DesiredSystem Loader::Work::close(DraftSystem& system) {
  core::DesiredSystem desired;
  desired.table = system.table.finish();
  std::ranges::sort(system.objects, [](const DraftObject& a, const DraftObject& b) {
    const auto key = [](const DraftObject& each) {
      return std::tie(each.entity, each.key, each.name, each.object.place.file, each.object.place.line);
    };
    return key(a) < key(b);
  });
  if (const auto* catalog = system.document.catalog) {
    const CrossReport report{
        [this](const core::Place& place, std::string_view word, std::string_view code, std::string what) {
          const auto& file = files_[place.file];
          const auto column = place.column != 0 ? place.column : column_of_word(file.text, place.line, word);
          loaded_.problems.push_back({file.name, place.line, column, std::move(what), std::string(code)});
        },
        [this](const core::Place& place) { return show(place); }};
    check_across(*catalog, desired.table, system.objects, report);
  }
  collect_origins(system);
  desired.spec = std::move(system.document.spec);
  desired.objects.reserve(system.objects.size());
  for (auto& draft : system.objects) desired.objects.push_back(std::move(draft.object));
  system.objects.clear();
  return desired;
}

void Loader::Work::collect_origins(const DraftSystem& system) {
  const auto* catalog = system.document.catalog;
  for (const auto& defaults : system.document.defaults) {
    const auto& kind = catalog->kinds[defaults.kind];
    const auto& entity = catalog->entities[catalog->find_entity(kind.entity).value_or(0)];
    for (const auto& field : defaults.fields) {
      loaded_.origins.push_back({system.document.spec.name, std::string(kind.name),
                                 std::string(entity.fields[field.field].path), field.place});
    }
  }
}

void Loader::Work::collect_problems() {
  for (const auto& each : problems_) {
    loaded_.problems.insert(loaded_.problems.end(), each.errors().begin(), each.errors().end());
    loaded_.warnings.insert(loaded_.warnings.end(), each.warnings().begin(), each.warnings().end());
  }
  sort_problems(loaded_.problems);
  sort_problems(loaded_.warnings);
  std::ranges::sort(loaded_.origins, {},
                    [](const DefaultOrigin& origin) { return std::tie(origin.system, origin.kind, origin.field); });
}

Loaded Loader::Work::finish(std::string commit) {
  sort_files();
  check_files();
  for (std::size_t i = 0; i < files_.size(); ++i) read_systems(i);
  for (std::size_t i = 0; i < files_.size(); ++i) read_objects(i);
  auto desired = std::make_shared<core::Desired>();
  desired->commit = std::move(commit);
  for (auto& [name, system] : systems_) desired->systems.push_back(close(system));
  for (auto& [name, each] : overrides_) desired->overrides.push_back(std::move(each));
  collect_problems();
  for (auto& file : files_) desired->files.push_back(std::move(file.name));
  if (loaded_.problems.empty()) loaded_.desired = std::move(desired);
  return std::move(loaded_);
}

Loader::Loader(core::Catalogs catalogs) : work_(std::make_unique<Work>(catalogs)) {}

Loader::~Loader() = default;

void Loader::add(std::string file_name, std::string text, std::string folder) {
  work_->add({std::move(file_name), std::move(text), std::move(folder), {}});
}

Loaded Loader::finish(std::string commit) { return work_->finish(std::move(commit)); }

}  // namespace muster::manifest
