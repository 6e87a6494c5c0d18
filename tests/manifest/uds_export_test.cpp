// Live objects with parts as documents, and back.
#include <gtest/gtest.h>

#include <random>

#include "reconciler/core/record.h"
#include "reconciler/core/wish.h"
#include "reconciler/manifest/export.h"
#include "tests/manifest/uds.h"
#include "tests/support/gadget_catalog.h"
#include "tests/support/golden.h"

namespace muster::manifest {
namespace {

using support::gadget_catalog;
namespace gadgets = support::gadgets;

using core::CellKind;

class Live {
 public:
  explicit Live(const core::Catalog& catalog) : catalog_(catalog) {}

  Live& row(core::EntityIndex entity, const std::string& key, const std::string& name) {
    entity_ = entity;
    rows_.begin_row(entity, key, name, name);
    return *this;
  }
  Live& text(std::string_view path, std::string_view value) {
    rows_.add(field(path), CellKind::text, value);
    return *this;
  }
  Live& flag(std::string_view path, bool value) {
    rows_.add(field(path), CellKind::boolean, value ? "true" : "false");
    return *this;
  }
  Live& list(std::string_view path, const std::vector<std::string>& records) {
    const auto& rule = catalog_.entities[entity_].fields[field(path)];
    rows_.add(field(path), CellKind::set, "");
    for (const auto& each : records) rows_.add_member(field(path), core::member_key(each, rule), each);
    return *this;
  }
  Live& option(std::string_view path, std::string_view value, std::string_view name) {
    rows_.add_member(field(path), value, name, CellKind::text);
    return *this;
  }
  [[nodiscard]] core::Table finish() { return rows_.finish(); }

 private:
  [[nodiscard]] core::FieldIndex field(std::string_view path) const {
    return catalog_.entities[entity_].find(path).value();
  }

  const core::Catalog& catalog_;
  core::TableBuilder rows_;
  core::EntityIndex entity_ = 0;
};

core::Table sample() {
  Live live(cucm_uds::catalog());
  live.row(cucm_uds::kUser, "mkos", "mkos")
      .option("user.userLocale", "2", "German, Germany")
      .flag("user.enableDoNotDisturb", false)
      .text("user.callForwardAllDestination.destination", "2907")
      .text("user.displayName", "")
      .option("user.primaryExtension.onACallRingPreference", "4", "Ring")
      .list("speedDials",
            {R"({"index":"1","label":"Boss","number":"+49 30 1234"})", R"({"index":"10","number":"4711"})"})
      .list("subscribedServices", {R"({"name":"Weather","service":"Weather","url":"http://x/y?pin=1"})"});
  live.row(cucm_uds::kDevice, "mkos/sep1", "mkos/SEP1")
      .text("description", "Desk: left")
      .flag("doNotDisturb", false)
      .list("speedDials",
            {R"({"index":"10","number":"4711"})", R"({"index":"1","label":"Boss","number":"+49 30 1234"})"});
  live.row(cucm_uds::kDevice, "mkos/idle", "mkos/IDLE").flag("doNotDisturb", false);
  live.row(cucm_uds::kExtension, "mkos/sep1/2001", "mkos/SEP1/2001")
      .text("label", "Mira")
      .text("callForwardAllDestination.sendToCustomDestination", "2907");
  live.row(cucm_uds::kRemoteDestination, "mkos/49170", "mkos/+49 170")
      .text("name", "Home")
      .flag("ringWhenExtensionDialed", true)
      .list("associatedDevices", {R"({"name":"RDP-mkos","usage":"0"})"});
  live.row(cucm_uds::kUser, "bo", "Bo")
      .flag("user.enableDoNotDisturb", false)
      .list("speedDials", {R"({"device":"SEP2","index":"1","number":"1"})"})
      .list("subscribedServices", {});
  live.row(cucm_uds::kDevice, "bo/sep2", "Bo/SEP2")
      .flag("doNotDisturb", true)
      .list("speedDials", {R"({"index":"1","number":"1"})"});
  live.row(cucm_uds::kDevice, "bo/x\ny", "Bo/X\nY").flag("doNotDisturb", true);
  live.row(cucm_uds::kLocale, "german, germany", "German, Germany");
  return live.finish();
}

std::string exported(const core::Catalog& catalog, const core::Table& live, SetStyle sets) {
  std::string text;
  for (const auto& file : export_manifests(catalog, live, {"cucm", sets, false})) text += file.text;
  return text;
}

// What the manifests ask for that is not there already; empty: nothing.
std::string difference(const core::Catalog& catalog, const core::Table& desired, const core::Table& live) {
  std::string text;
  for (const auto& row : desired.rows()) {
    const auto* there = live.find(row.entity, row.key.view());
    if (there == nullptr) return "there is no " + std::string(row.key.view());
    const auto& fields = catalog.entities[row.entity].fields;
    for (core::FieldIndex field = 0; field < fields.size(); ++field) {
      const auto wish = core::read_wish(field, core::cells_of(desired.cells(row), field));
      if (!wish || core::is_fulfilled(*wish, core::cells_of(live.cells(*there), field), fields[field])) continue;
      text += std::string(row.key.view()) + " " + std::string(fields[field].path) + "\n";
    }
  }
  return text;
}

TEST(UdsExport, WritesOneDocumentForAUserWithAllItsParts) {
  const auto text = exported(cucm_uds::catalog(), sample(), SetStyle::exact);
  EXPECT_TRUE(support::matches_golden(text, "manifest/golden/uds_export.txt"));
}

TEST(UdsExport, IncludesWhereThatIsAskedFor) {
  const auto text = exported(cucm_uds::catalog(), sample(), SetStyle::include);
  EXPECT_TRUE(support::matches_golden(text, "manifest/golden/uds_export_include.txt"));
}

TEST(UdsExport, LoadsBackWithoutADifference) {
  const auto live = sample();
  for (const auto sets : {SetStyle::exact, SetStyle::include}) {
    const auto text = exported(cucm_uds::catalog(), live, sets);
    const auto loaded = load_uds(text);
    ASSERT_EQ(render_problems(loaded.problems, {}), "") << text;
    const auto& desired = loaded.desired->systems.at(0).table;
    EXPECT_EQ(difference(cucm_uds::catalog(), desired, live), "");
    EXPECT_EQ(desired.rows(cucm_uds::kUser).size(), 2U);
    EXPECT_EQ(desired.rows(cucm_uds::kDevice).size(), 2U);
    EXPECT_EQ(desired.rows(cucm_uds::kExtension).size(), 1U);
  }
}

// Any state of the gadgets, with values that YAML might take for something else.
class RandomState {
 public:
  RandomState(const core::Catalog& catalog, unsigned seed) : catalog_(catalog), random_(seed) {}

  core::Table state() {
    for (int i = 0; i < 3; ++i) whole("h" + std::to_string(i));
    return rows_.finish();
  }

 private:
  bool chance() { return random_() % 2 == 0; }
  std::size_t below(std::size_t end) { return random_() % end; }
  std::string text() {
    static constexpr std::string_view kTexts[] = {"",           " ",   "NO", "1",      "a: b", "x\ny",
                                                  "Zo\xC3\xAB", "- a", "~",  "German", "{}",   "2"};
    return std::string(kTexts[below(std::size(kTexts))]);
  }
  std::string number() { return chance() ? std::to_string(below(3)) : "+" + std::to_string(below(3)); }

  std::string record(std::size_t slot) {
    core::Record record;
    record.parts["slot"] = std::to_string(slot);
    if (chance()) record.parts["number"] = number();
    if (chance()) record.parts["label"] = text();
    if (chance()) record.parts["loud"] = chance() ? "true" : "false";
    if (chance()) record.parts["weight"] = chance() ? "7" : "heavy";
    if (below(8) == 0) record.parts["device"] = "x";
    return core::record_text(record);
  }

  void members(core::FieldIndex field, const core::FieldRule& rule) {
    rows_.add(field, CellKind::set, "");
    for (std::size_t i = 0; i < 3; ++i) {
      if (chance()) continue;
      const auto member = rule.type == core::ValueType::records ? record(i) : "m" + text() + std::to_string(i);
      rows_.add_member(field, core::member_key(member, rule), member);
    }
  }

  void cell(core::FieldIndex field, const core::FieldRule& rule) {
    if (chance() || rule.type == core::ValueType::secret) return;
    if (rule.type == core::ValueType::boolean) return rows_.add(field, CellKind::boolean, chance() ? "true" : "false");
    if (rule.type == core::ValueType::integer) return rows_.add(field, CellKind::integer, std::to_string(below(3)));
    if (rule.type != core::ValueType::text) return members(field, rule);
    rows_.add(field, CellKind::text, rule.compare == core::Compare::dialled ? number() : text());
  }

  void row(core::EntityIndex entity, const std::string& key, const std::string& name) {
    rows_.begin_row(entity, key, name, name);
    const auto& fields = catalog_.entities[entity].fields;
    for (core::FieldIndex field = 0; field < fields.size(); ++field) cell(field, fields[field]);
  }

  void whole(const std::string& name) {
    row(gadgets::kHousehold, name, name);
    for (std::size_t i = 0; i < 2; ++i) {
      if (chance()) row(gadgets::kContact, name + "/c" + std::to_string(i), name + "/C" + std::to_string(i));
      const auto gadget = "g" + name + std::to_string(i);
      row(gadgets::kGadget, name + "/" + gadget, name + "/" + gadget);
      if (chance()) row(gadgets::kLine, name + "/" + gadget + "/10", name + "/" + gadget + "/1 0");
    }
  }

  const core::Catalog& catalog_;
  std::mt19937 random_;
  core::TableBuilder rows_;
};

Loaded load_gadgets(const core::Catalog& catalog, const std::string& documents) {
  const core::Catalog* const only[] = {&catalog};
  return load({{"system.yaml",
                "apiVersion: muster/v1\nkind: System\nmetadata: {name: cucm}\nspec: {provider: gadgets, url: "
                "https://g.example}\n"},
               {"users.yaml", documents}},
              only);
}

TEST(UdsExport, OfAnyStateLoadsWithoutADifference) {
  auto by_name = gadget_catalog();
  by_name.by_name = true;
  for (unsigned seed = 0; seed < 300; ++seed) {
    const auto& catalog = seed % 2 == 0 ? by_name : gadget_catalog();
    const auto live = RandomState(catalog, seed).state();
    const auto text = exported(catalog, live, seed % 4 < 2 ? SetStyle::exact : SetStyle::include);
    const auto loaded = load_gadgets(catalog, text);
    ASSERT_EQ(render_problems(loaded.problems, {}), "") << seed << "\n" << text;
    ASSERT_EQ(difference(catalog, loaded.desired->systems.at(0).table, live), "") << seed << "\n" << text;
  }
}

// What no other field claims for it is stated: nothing is lost on the way.
TEST(UdsExport, OfAnyStateSaysWhatIsNotAtItsDefault) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    const auto live = RandomState(gadget_catalog(), seed).state();
    const auto loaded = load_gadgets(gadget_catalog(), exported(gadget_catalog(), live, SetStyle::exact));
    ASSERT_NE(loaded.desired, nullptr);
    const auto& desired = loaded.desired->systems.at(0).table;
    for (const auto& row : live.rows()) {
      const auto& entity = gadget_catalog().entities[row.entity];
      for (const auto* path : {"description", "forward.to", "title", "tags", "groups", "profile.alert.volume"}) {
        const auto field = entity.find(path);
        const auto cells = field ? core::cells_of(live.cells(row), *field) : std::span<const core::Cell>();
        const bool is_default =
            !cells.empty() && cells.front().value.view().empty() && entity.fields[*field].default_value;
        if (cells.empty() || is_default) continue;
        const auto* asked = desired.find(row.entity, row.key.view());
        ASSERT_NE(asked, nullptr) << row.key.view();
        ASSERT_EQ(core::cells_of(desired.cells(*asked), *field).size(), cells.size()) << path;
      }
    }
  }
}

// A few bytes replaced, dropped or doubled; what still loads can also be exported.
TEST(UdsExport, OfADamagedDocumentLoadsWhereItsDocumentDid) {
  static constexpr std::string_view kBytes = "\n -:'\"[]{},!/\\a1~";
  const auto whole = exported(cucm_uds::catalog(), sample(), SetStyle::exact);
  std::mt19937 random(7);
  std::size_t loads = 0;
  for (int i = 0; i < 400; ++i) {
    auto damaged = whole;
    const auto at = random() % damaged.size();
    if (i % 3 == 0) damaged[at] = kBytes[random() % kBytes.size()];
    if (i % 3 == 1) damaged.erase(at, 1 + random() % 4);
    if (i % 3 == 2) damaged.insert(at, 1, kBytes[random() % kBytes.size()]);
    const auto loaded = load_uds(damaged);
    ASSERT_EQ(loaded.desired == nullptr, !loaded.problems.empty()) << damaged;
    if (!loaded.desired) continue;
    const auto& system = loaded.desired->systems.at(0);
    ASSERT_EQ(system.objects.size(), system.table.rows().size());
    const auto again = load_uds(exported(cucm_uds::catalog(), system.table, SetStyle::exact));
    ASSERT_EQ(render_problems(again.problems, {}), "") << damaged;
    ++loads;
  }
  EXPECT_GT(loads, 50U);
}

}  // namespace
}  // namespace muster::manifest
