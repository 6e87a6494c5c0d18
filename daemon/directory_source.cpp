#include "daemon/directory_source.h"

#include <fmt/format.h>

#include "daemon/manifests.h"

namespace muster::daemon {

struct SourceState {
  FolderListing before;
  FolderListing after;
  std::unique_ptr<FolderWatch> watch;
  engine::SourceUpdate update;

  [[nodiscard]] bool settled() const { return before.stamp == after.stamp && !(watch && watch->drain()); }
};

namespace {

using engine::SourceUpdate;
using engine::Task;

std::vector<std::string> lines_of(const std::vector<manifest::Problem>& problems) {
  std::vector<std::string> lines;
  for (const manifest::Problem& each : problems) {
    lines.push_back(each.line == 0 ? fmt::format("{}: {}", each.file, each.what)
                                   : fmt::format("{}:{}:{}: {}", each.file, each.line, each.column, each.what));
  }
  return lines;
}

SourceUpdate broken(std::string commit, std::string problem) {
  SourceUpdate update;
  update.commit = std::move(commit);
  update.problems.push_back(std::move(problem));
  return update;
}

SourceUpdate judged(const std::string& folder) {
  JudgedManifests manifests = judge_manifests({folder});
  const bool empty = manifests.valid() && manifests.loaded.desired->systems.empty();
  if (empty) {
    return broken(manifests.commit, fmt::format("{}: there is no System document in the folder; check that it is the "
                                                "right one, and complete",
                                                folder));
  }
  SourceUpdate update;
  update.commit = manifests.commit;
  update.problems = lines_of(manifests.loaded.problems);
  update.warnings = lines_of(manifests.loaded.warnings);
  if (manifests.valid()) update.desired = manifests.loaded.desired;
  return update;
}

// Everything that touches the disk. The watch is there before anything is read, so that no change is missed.
void read_folder(const std::string& folder, SourceState& state) {
  state.before = list_folder(folder);
  state.watch = std::make_unique<FolderWatch>(state.before.folders);
  if (state.before.found) {
    state.update = judged(folder);
  } else {
    state.update =
        broken("", fmt::format("{}: there is no such folder, or it cannot be reached; create it, or name another in "
                               "source.directory",
                               folder));
  }
  state.after = list_folder(folder);
}

bool differs(const SourceUpdate& now, const SourceUpdate& before) {
  return now.commit != before.commit || now.problems != before.problems;
}

Task<FolderListing> list_in(engine::Worker* worker, std::string folder) {
  auto listing = std::make_shared<FolderListing>();
  std::function<void()> work = [listing, folder] { *listing = list_folder(folder); };
  co_await worker->run(std::move(work));
  co_return std::move(*listing);
}

}  // namespace

DirectorySource::DirectorySource(std::string folder, engine::Clock& clock, engine::Worker& worker)
    : folder_(std::move(folder)), clock_(&clock), worker_(&worker) {}

DirectorySource::~DirectorySource() = default;

Task<std::shared_ptr<SourceState>> DirectorySource::read() {
  // The worker may still be at it when this task is gone.
  auto state = std::make_shared<SourceState>();
  std::function<void()> work = [state, folder = folder_] { read_folder(folder, *state); };
  co_await worker_->run(std::move(work));
  co_return state;
}

Task<bool> DirectorySource::has_moved() {
  const auto listing = co_await list_in(worker_, folder_);
  co_return listing.stamp != stamp_;
}

// Looks at the watch often, and at the folder itself now and then.
Task<void> DirectorySource::wait_for_change() {
  auto listed = clock_->now();
  while (!asked_) {
    co_await clock_->sleep(kLook);
    if (watch_ && watch_->drain()) co_return;
    if (clock_->now() - listed < (watch_ && watch_->complete() ? kPollWatched : kPollUnwatched)) continue;
    const bool moved = co_await has_moved();
    if (moved) co_return;
    listed = clock_->now();
  }
}

Task<void> DirectorySource::wait_until_quiet() {
  const auto started = clock_->now();
  auto seen = co_await list_in(worker_, folder_);
  while (clock_->now() - started < kUnsettled) {
    (void)(watch_ && watch_->drain());
    co_await clock_->sleep(kQuiet);
    auto now = co_await list_in(worker_, folder_);
    const bool stirred = watch_ && watch_->drain();
    if (!stirred && now.stamp == seen.stamp) co_return;
    seen = std::move(now);
  }
}

// Something is being written at this moment. A clock that is behind the file system's does not matter.
bool DirectorySource::is_fresh(const FolderListing& listing) const {
  const auto age = clock_->wall_now() - listing.newest;
  return age >= std::chrono::nanoseconds(0) && age < kQuiet;
}

Task<SourceUpdate> DirectorySource::settle() {
  const auto started = clock_->now();
  for (;;) {
    auto state = co_await read();
    const bool settled = state->settled() && !(last_.commit.empty() && is_fresh(state->after));
    watch_ = std::move(state->watch);
    stamp_ = state->after.stamp;
    if (settled) co_return std::move(state->update);
    if (clock_->now() - started >= kUnsettled) {
      co_return broken("", fmt::format("{}: the files keep changing, so that they cannot be read; let one program "
                                       "write the folder, and rest",
                                       folder_));
    }
    co_await wait_until_quiet();
  }
}

Task<SourceUpdate> DirectorySource::next() {
  for (;;) {
    co_await wait_for_change();
    if (started_) co_await wait_until_quiet();
    const bool in_any_case = std::exchange(asked_, false);
    started_ = true;
    SourceUpdate update = co_await settle();
    if (!in_any_case && !differs(update, last_)) continue;
    last_ = update;
    co_return update;
  }
}

}  // namespace muster::daemon
