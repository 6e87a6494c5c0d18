// A folder of manifests as the source of the daemon.
#pragma once

#include <memory>
#include <string>

#include "daemon/folder_listing.h"
#include "daemon/folder_watch.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/ports.h"

namespace muster::daemon {

inline constexpr engine::Duration kQuiet{1'000};          // without a change, before a folder is read
inline constexpr engine::Duration kLook{100};             // between two looks at the watch
inline constexpr engine::Duration kPollUnwatched{3'000};  // where changes cannot be watched
inline constexpr engine::Duration kPollWatched{60'000};   // where they can: network file systems tell nothing
inline constexpr engine::Duration kUnsettled{60'000};     // longer without a quiet moment is a problem

struct SourceState;  // one reading, made by the worker

// Read when quiet, and accepted only if nothing changed while it was read. A folder that is missing, or holds no
// System, is broken: never "no documents".
class DirectorySource final : public engine::Source {
 public:
  // Clock and worker are not owned and outlive this; one io thread uses it.
  DirectorySource(std::string folder, engine::Clock& clock, engine::Worker& worker);
  ~DirectorySource() override;

  [[nodiscard]] engine::Task<engine::SourceUpdate> next() override;
  void read_again() override { asked_ = true; }

 private:
  [[nodiscard]] engine::Task<void> wait_for_change();
  [[nodiscard]] engine::Task<bool> has_moved();
  [[nodiscard]] engine::Task<void> wait_until_quiet();
  [[nodiscard]] engine::Task<std::shared_ptr<SourceState>> read();
  [[nodiscard]] engine::Task<engine::SourceUpdate> settle();
  [[nodiscard]] bool is_fresh(const FolderListing& listing) const;

  std::string folder_;
  engine::Clock* clock_;
  engine::Worker* worker_;
  std::unique_ptr<FolderWatch> watch_;
  std::string stamp_;  // of the listing that was read last
  engine::SourceUpdate last_;
  bool asked_ = true;  // the first state is given in any case
  bool started_ = false;
};

}  // namespace muster::daemon
