// Reading the people of an organisation: who there is, and the roles and licences of those who matter.
#pragma once

#include <memory>
#include <set>
#include <unordered_map>

#include "providers/webex/convert.h"
#include "providers/webex/site.h"
#include "reconciler/core/observed.h"
#include "reconciler/engine/provider.h"

namespace muster::webex {

class People {
 public:
  explicit People(const Site& site) : site_(site) {}

  // GET /people to its end. Errors: the first page could not be had.
  [[nodiscard]] engine::Task<core::Status> list(engine::PageSink& sink);
  // Named people that the list lacks are looked for by their e-mail.
  [[nodiscard]] engine::Task<void> find_named(std::shared_ptr<const engine::Scope> scope);
  // Lists may leave out roles and licences: they are read of each person who is named, and of each administrator (of
  // each holder of any role, when everything is wanted).
  [[nodiscard]] engine::Task<void> complete_details(std::shared_ptr<const engine::Scope> scope);

  // Somebody whom the list should have had: it is not complete.
  void add_missed(PersonRecord person);
  // What is known of somebody who is listed.
  void learn(const PersonRecord& person);
  void add_rows(core::TableBuilder& rows) const;

  [[nodiscard]] const core::EntityCoverage& coverage() const { return coverage_; }
  [[nodiscard]] std::vector<core::Error>& unreadable() { return unreadable_; }
  [[nodiscard]] std::vector<std::string>& notes() { return notes_; }

 private:
  using Wanted = std::set<std::size_t>;  // indexes of records_

  void add(PersonRecord person);
  [[nodiscard]] PersonRecord* find(std::string_view id);
  [[nodiscard]] Wanted named_without_details(const engine::Scope& scope) const;
  [[nodiscard]] engine::Task<void> find_holders(std::shared_ptr<const engine::Scope> scope, Wanted* wanted);
  [[nodiscard]] engine::Task<void> read_details(Wanted wanted);
  [[nodiscard]] engine::Task<void> read_one(std::size_t index);
  [[nodiscard]] core::EntityKey key_of(const PersonRecord& person) const;

  Site site_;
  std::vector<PersonRecord> records_;
  std::unordered_map<std::string, std::size_t> by_id_;  // id_key -> index
  core::EntityCoverage coverage_;
  std::vector<core::Error> unreadable_;
  std::vector<std::string> notes_;
};

}  // namespace muster::webex
