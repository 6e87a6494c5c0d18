// The port behind which one vendor system stands.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "reconciler/core/change.h"
#include "reconciler/engine/task.h"

namespace muster::engine {

// What is wanted of an observation, so that a provider can choose one listing over many reads and skip what nobody
// manages. An entity that is not wanted may be left out: no rows, and complete.
struct Scope {
  std::vector<core::EntityKey> names;  // sorted; the objects manifests name (listing providers may ignore it)
  // As manifests spell them, by key; only where the vendor has no listing that would tell (Catalog::by_name).
  std::map<std::string, std::string, std::less<>> spelled;
  std::set<core::EntityIndex> entities;                             // of these, and of what they refer to
  std::set<std::pair<core::EntityIndex, core::FieldIndex>> fields;  // readable fields somebody manages
  bool everything = false;                                          // export and unmanaged: all objects, all fields

  Scope() = default;
  // Whether objects of that entity matter, managed or referred to; and whether somebody manages that field of them.
  [[nodiscard]] bool wants(core::EntityIndex entity) const { return everything || entities.contains(entity); }
  [[nodiscard]] bool wants(core::EntityIndex entity, core::FieldIndex field) const {
    return everything || fields.contains({entity, field});
  }
};

// What is wanted of one object: those readable fields; null: all of them. Others may be left out, as unknown, where
// they cost requests of their own.
using WantedFields = std::shared_ptr<const std::set<core::FieldIndex>>;

// Rows arrive page by page. Called on the io thread only.
class PageSink {
 public:
  virtual ~PageSink() = default;
  [[nodiscard]] virtual core::TableBuilder& rows() = 0;
  virtual void page_read(std::string_view entity, std::size_t rows_so_far) = 0;  // progress
};

// observe and read may be repeated freely. write is never repeated by anybody after Delivery::maybe_applied.
// Errors: not_found (read, and remove of something gone is success), conflict (create over an existing object),
// rate_limited with retry_after, auth (credential refused: the provider remembers it, and never sends it again until it
// changes or somebody asks for another try), rejected (the vendor said no for good), unavailable/timeout/protocol with
// the delivery that is known.
class Provider {
 public:
  virtual ~Provider() = default;
  [[nodiscard]] virtual const core::Catalog& catalog() const = 0;
  // Never writes. An Error means that nothing could be observed; an incomplete listing is Coverage.
  [[nodiscard]] virtual Task<core::Result<core::Coverage>> observe(std::shared_ptr<const Scope> scope,
                                                                   PageSink& sink) = 0;
  // One entity by vendor id. not_found only when the vendor says that this very object does not exist.
  [[nodiscard]] virtual Task<core::Result<core::Fresh>> read(core::EntityKey entity, core::RemoteId id,
                                                             WantedFields fields) = 0;
  // One result per write, in the same order.
  [[nodiscard]] virtual Task<std::vector<core::Result<core::Receipt>>> write(std::vector<core::Write> writes) = 0;
};

}  // namespace muster::engine
