#include "reconciler/core/edit.h"

#include <gtest/gtest.h>

#include "tests/support/toy_catalog.h"

namespace muster::core {
namespace {

namespace toy = support::toy;

class EditTest : public ::testing::Test {
 protected:
  struct User {
    std::string title = "T";
    std::string device{};  // empty: not stated
    std::uint32_t line = 1;
    DesiredObject object;
  };

  DesiredSystem system() const {
    DesiredSystem made;
    made.spec = spec_;
    TableBuilder rows;
    for (const auto& [name, user] : users_) {
      rows.begin_row(toy::kUser, name, name);
      rows.add(toy::kDisplayName, CellKind::text, user.title, CellState::value, user.line);
      if (!user.device.empty()) rows.add(toy::kDevices, CellKind::partial, "");
      if (!user.device.empty()) rows.add_member(toy::kDevices, user.device, user.device);
      made.objects.push_back(user.object);
    }
    made.table = rows.finish();
    return made;
  }

  // What was changed since `before`.
  Edit since(const DesiredSystem& before) const { return compare_desired(before, system(), support::toy_catalog()); }

  static std::vector<std::string> names(const Edit& edit) {
    std::vector<std::string> names;
    for (const EntityKey& key : edit.touched) names.push_back(key.name);
    return names;
  }

  SystemSpec spec_;
  std::map<std::string, User> users_{{"ada", {}}, {"bo", {}}, {"cy", {}}};
};

TEST_F(EditTest, TheSameManifestsAreNoEditWhereverTheirLinesAre) {
  const DesiredSystem before = system();
  EXPECT_TRUE(since(before).empty());
  users_["bo"].line = 99;
  users_["bo"].object.place.line = 99;
  spec_.place.line = 7;
  EXPECT_TRUE(since(before).empty());
}

TEST_F(EditTest, NamesDocumentsThatSaySomethingElseAndNewOnes) {
  const DesiredSystem before = system();
  users_["bo"].title = "U";
  users_["aa"] = {};
  users_["zz"] = {};
  const Edit edit = since(before);
  EXPECT_EQ(names(edit), (std::vector<std::string>{"aa", "bo", "zz"}));
  EXPECT_FALSE(edit.removes_documents);
  EXPECT_FALSE(edit.changes_policy);
}

// Who has a device is known only where everybody's were looked at.
TEST_F(EditTest, SaysWhenItAsksForWhatNoSnapshotShows) {
  const DesiredSystem before = system();
  users_["bo"].title = "U";
  EXPECT_FALSE(since(before).widens);
  users_["bo"].device = "3001";
  EXPECT_TRUE(since(before).widens);
  const DesiredSystem with_devices = system();
  users_["cy"].device = "3002";
  EXPECT_FALSE(since(with_devices).widens);
  users_["bo"].device.clear();
  EXPECT_FALSE(since(with_devices).widens);
}

TEST_F(EditTest, SeesMetadataThatChanged) {
  const DesiredSystem before = system();
  users_["ada"].object.absent = true;
  users_["bo"].object.protect = true;
  users_["cy"].object.expiring = {{toy::kDisplayName, "x", WallMillis(std::chrono::hours(1))}};
  EXPECT_EQ(names(since(before)), (std::vector<std::string>{"ada", "bo", "cy"}));
}

TEST_F(EditTest, TellsDocumentsThatAreGone) {
  const DesiredSystem before = system();
  users_.erase("ada");
  users_.erase("cy");
  const Edit edit = since(before);
  EXPECT_TRUE(edit.removes_documents);
  EXPECT_TRUE(edit.touched.empty());
}

TEST_F(EditTest, TellsWhatNeedsAConnectionFromWhatNeedsANewLook) {
  const DesiredSystem before = system();
  spec_.guards.min_admins = 3;
  EXPECT_TRUE(since(before).changes_policy);
  EXPECT_FALSE(since(before).changes_connection);
  spec_.url = "https://elsewhere.example";
  EXPECT_TRUE(since(before).changes_connection);
}

}  // namespace
}  // namespace muster::core
