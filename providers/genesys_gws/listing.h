// One reading of all users, page by page, with the proof that it was all of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "providers/genesys_gws/api.h"
#include "providers/kit/paging.h"
#include "reconciler/core/observed.h"
#include "reconciler/engine/provider.h"

namespace muster::genesys_gws {

class Listing {
 public:
  // Nothing is owned. `only`, when not empty, is the comparable name of the one user whose row is wanted.
  Listing(Api& api, const Settings& settings, engine::PageSink& sink, std::string only = {});

  // Errors: the first page could not be had. Anything later makes the coverage incomplete. `user_name`, when not
  // empty, lists only that login.
  [[nodiscard]] engine::Task<core::Status> read(bool details, std::string user_name);

  [[nodiscard]] const core::EntityCoverage& coverage() const { return coverage_; }
  [[nodiscard]] std::vector<core::Error> take_unreadable() { return std::move(unreadable_); }
  // The first field of a user that was not understood and is left unknown, as a sentence; empty: there was none.
  [[nodiscard]] const std::string& oddity() const { return oddity_; }
  // Whether somebody with this id or comparable name was listed; asked before reading.
  void look_for(std::string key, std::string id);
  [[nodiscard]] bool found() const { return found_; }

 private:
  [[nodiscard]] engine::Task<core::Status> read_page(bool details, std::string user_name);
  void take(const nlohmann::json& user, std::size_t index);
  void take_broken(const nlohmann::json& user, const core::Error& problem);
  void judge_page();
  void stop(std::string why_not);

  Api* api_;
  const Settings* settings_;
  engine::PageSink* sink_;
  std::string only_;
  kit::PagingProof proof_;
  core::EntityCoverage coverage_;
  std::vector<core::Error> unreadable_;
  std::string oddity_;
  std::string key_looked_for_;
  std::string id_looked_for_;
  bool found_ = false;
  bool over_ = false;
  bool nameless_ = false;
};

}  // namespace muster::genesys_gws
