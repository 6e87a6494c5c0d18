// Holds every happening in a vendor's log against the documents: asked for, nothing disturbed, and within the guards,
// at that very step.
#pragma once

#include "tests/simulation/object_shadow.h"
#include "tests/simulation/wire.h"

namespace muster::simulation {

class ObjectJudge final : public SiteJudge {
 public:
  ObjectJudge(const ObjectSite& site, const History& history, Findings& findings)
      : site_(site), history_(history), findings_(findings), shadow_(site) {}

  void judge_new(const Wire& wire) override;
  void judge_end(const Reported& reported, const std::map<std::string, std::string>& secrets) override;

 private:
  using Documents = std::vector<const Document*>;

  // One happening that muster brought about, and what was asked at the time.
  struct Deed {
    const simulators::Happening& happening;
    std::string key;
    Documents asked;
    const ShadowObject* before = nullptr;
    engine::WallTime at{};  // by muster's clock
  };
  struct Sent {
    engine::WallTime at;
    std::string kind;
    std::size_t weight = 1;
  };
  struct Updated {
    engine::WallTime at;
    std::string entity;
    std::string key;
  };

  void take(const Wire& wire, const simulators::Happening& happening);
  void judge(const simulators::Happening& happening, const Exchange* cause);
  void judge_created(const Deed& deed);
  void judge_removed(const Deed& deed);
  void judge_field(const Deed& deed, const simulators::FieldEffect& field);
  void judge_members(const Deed& deed, const simulators::FieldEffect& field);
  void judge_text(const Deed& deed, const simulators::FieldEffect& field);
  void count_part(const Deed& deed, const simulators::FieldEffect& field);
  [[nodiscard]] bool asks_for_text(const Document& document, const Deed& deed,
                                   const simulators::FieldEffect& field) const;
  [[nodiscard]] bool asks_for_element(const Document& document, const Deed& deed,
                                      const simulators::FieldEffect& field) const;
  [[nodiscard]] bool is_of_another_place(const Document& document, const Deed& deed,
                                         const simulators::FieldEffect& field) const;
  void judge_administrators(const Deed& deed);
  void judge_limits(const Deed& deed);
  void judge_updates(const Deed& deed);
  void count_sent(std::vector<Sent>& all, Sent sent, const GuardNumbers& limit, std::string_view what);
  void judge_other(const simulators::Happening& happening);
  // What the vendor does by itself has to follow from the happening before.
  void judge_consequence(const simulators::Happening& happening);
  void remember_moved(const simulators::Happening& happening);
  // Somebody else changed that very field a moment ago, where the vendor has no guard against that.
  [[nodiscard]] bool is_lost_update(const Deed& deed, const std::string& field) const;
  [[nodiscard]] std::string unmet(const std::string& key, const Document& document) const;
  [[nodiscard]] std::string unmet_sets(const ShadowObject& object, const Document& document) const;
  [[nodiscard]] std::string unmet_texts(const ShadowObject& object, const Document& document) const;
  [[nodiscard]] std::string unmet_lists(const ShadowObject& object, const Document& document) const;
  [[nodiscard]] std::string unmet_secrets(const std::string& key, const ShadowObject& object,
                                          const Document& document) const;
  // What somebody else changed and the manifests say only to report.
  [[nodiscard]] bool is_out_of_reach(const std::string& key, const core::EntityKey& object,
                                     const Reported& reported) const;
  [[nodiscard]] bool is_excused(const ShadowObject& object, const std::string& field) const;
  [[nodiscard]] const Policy& policy() const { return history_.newest().manifests.policy(site_.system()); }

  const ObjectSite& site_;
  const History& history_;
  Findings& findings_;
  ObjectShadow shadow_;
  std::size_t judged_ = 0;
  bool last_by_muster_ = false;  // what the vendor does by itself is on the account of who acted before
  std::set<std::string> moved_;  // members that came or went with it
  const Exchange* last_cause_ = nullptr;
  std::vector<Sent> removals_;
  std::vector<Sent> member_removals_;
  std::vector<Updated> updates_;
  const Wire* wire_ = nullptr;
  const std::map<std::string, std::string>* secrets_ = nullptr;  // while the end is judged
};

// What a happening says, in one line.
[[nodiscard]] std::string text_of(const simulators::Happening& happening);

}  // namespace muster::simulation
