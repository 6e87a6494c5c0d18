// What every provider promises, held against its simulator. A new vendor adds one line to kVendors.
#include "tests/providers/contract.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "providers/registry.h"
#include "tests/support/virtual_clock.h"

namespace muster::tests {
namespace {

using core::ErrorKind;
using core::Fresh;
using core::RemoteId;

const std::array kVendors = {ContractVendor{"genesys-gws", gws_contract_site},
                             ContractVendor{"webex", webex_contract_site}, ContractVendor{"uccx", uccx_contract_site},
                             ContractVendor{"ameyo", ameyo_contract_site},
                             ContractVendor{"cucm-uds", uds_contract_site}};

class Rows final : public engine::PageSink {
 public:
  [[nodiscard]] core::TableBuilder& rows() override { return builder_; }
  void page_read(std::string_view, std::size_t) override {}
  [[nodiscard]] core::Table finish() { return builder_.finish(); }

 private:
  core::TableBuilder builder_;
};

struct Seen {
  core::Result<core::Coverage> coverage;
  core::Table table;
  core::EntityIndex entity;

  [[nodiscard]] auto rows() const { return table.rows(entity); }
  [[nodiscard]] bool complete() const {
    return coverage && coverage->entities.at(entity).complete && coverage->unreadable.empty();
  }
  // What failed as a whole, or for one object where each signs in by itself.
  [[nodiscard]] std::optional<core::Error> failure() const {
    if (!coverage) return coverage.error();
    return coverage->unreadable.empty() ? std::nullopt : std::optional(coverage->unreadable.front());
  }
  [[nodiscard]] std::string why_not() const {
    return failure() ? failure()->what : coverage->entities.at(entity).why_not;
  }
};

// Every row and cell as text.
std::string to_text(const core::Table& table) {
  std::string text;
  for (const auto& row : table.rows()) {
    text += std::string(row.key.view()) + " " + std::string(row.name.view()) + " " + std::string(row.remote_id.view());
    for (const auto& cell : table.cells(row)) {
      text += " | " + std::to_string(cell.field) + " " + std::to_string(static_cast<int>(cell.kind)) + " " +
              std::string(cell.element.view()) + "=" + std::string(cell.value.view());
    }
    text += "\n";
  }
  return text;
}

class Contract : public testing::TestWithParam<ContractVendor> {
 protected:
  void SetUp() override { connect(true); }

  void connect(bool right_credentials) {
    kit::ProviderPorts ports;
    ports.transport = site_->transport();
    ports.clock = &clock_;
    ports.random = &random_;
    ports.secrets = site_->secrets(right_credentials);
    provider_ = providers::make_provider(site_->spec(), site_->credentials(right_credentials), ports).value();
  }
  Seen observe() {
    Rows rows;
    auto scope = std::make_shared<engine::Scope>();
    scope->everything = true;
    scope->names = site_->names();
    auto coverage = clock_.run(provider_->observe(std::move(scope), rows));
    return {std::move(coverage), rows.finish(), site_->entity_index()};
  }
  core::Result<Fresh> read(const core::EntityKey& key, const RemoteId& id) {
    return clock_.run(provider_->read(key, id, nullptr));
  }
  core::Result<core::Receipt> write(core::Write write) {
    std::vector<core::Write> writes;
    writes.push_back(std::move(write));
    auto results = clock_.run(provider_->write(std::move(writes)));
    EXPECT_EQ(results.size(), 1u);
    return std::move(results.at(0));
  }
  // Any object that can be changed, read by itself.
  std::shared_ptr<const Fresh> somebody() {
    const auto seen = observe();
    const auto own = seen.coverage->own_account ? seen.coverage->own_account->key : "";
    for (const auto& row : seen.rows()) {
      if (row.key.view() == own) continue;
      const core::EntityKey key(site_->spec().name, entity(), std::string(row.key.view()));
      auto fresh = read(key, RemoteId(std::string(row.remote_id.view())));
      if (fresh && !site_->shows_change(*fresh)) return std::make_shared<const Fresh>(std::move(*fresh));
    }
    throw std::logic_error("the site has nobody to change");
  }
  [[nodiscard]] std::string entity() const { return std::string(spec().name); }
  [[nodiscard]] const core::EntitySpec& spec() const { return provider_->catalog().entities.at(site_->entity_index()); }
  core::Write removal(const Fresh& fresh) {
    core::Write write;
    write.entity = core::EntityKey(site_->spec().name, entity(), std::string(fresh.row()->key.view()));
    write.name = std::string(fresh.row()->name.view());
    write.id = RemoteId(std::string(fresh.row()->remote_id.view()));
    write.action = core::WriteAction::remove;
    return write;
  }

  VirtualClock clock_;
  SeededRandom random_{1};
  std::unique_ptr<ContractSite> site_ = GetParam().make(clock_);
  std::unique_ptr<engine::Provider> provider_;
};

TEST(ContractSuite, CoversEveryProviderOfThisVersion) {
  for (const auto* catalog : providers::all_catalogs()) {
    const bool covered = std::ranges::find(kVendors, catalog->provider, &ContractVendor::provider) != kVendors.end();
    EXPECT_TRUE(covered) << catalog->provider;
  }
}

TEST_P(Contract, ObservingSeesEverythingAndChangesNothing) {
  const auto seen = observe();
  ASSERT_TRUE(seen.complete()) << seen.why_not();
  EXPECT_EQ(seen.rows().size(), site_->objects());
  EXPECT_EQ(site_->changes_accepted(), 0u);
  EXPECT_TRUE(site_->disturbed().empty());
}

TEST_P(Contract, ObservingTwiceIsEqual) {
  const auto first = to_text(observe().table);
  EXPECT_EQ(first, to_text(observe().table));
  EXPECT_FALSE(first.empty());
}

TEST_P(Contract, EveryObservedFieldHasARuleThatSaysItCanBeRead) {
  const auto seen = observe();
  for (const auto& row : seen.table.rows()) {
    const auto& fields = provider_->catalog().entities.at(row.entity).fields;
    for (const auto& cell : seen.table.cells(row)) {
      ASSERT_LT(cell.field, fields.size());
      EXPECT_NE(fields[cell.field].readable, core::Readable::never) << fields[cell.field].path;
    }
  }
}

TEST_P(Contract, ReadingOneObjectShowsWhatTheListingShows) {
  const auto seen = observe();
  for (const auto& row : seen.rows()) {
    const core::EntityKey key(site_->spec().name, entity(), std::string(row.key.view()));
    const auto fresh = read(key, RemoteId(std::string(row.remote_id.view())));
    ASSERT_TRUE(fresh) << fresh.error().what;
    EXPECT_NE(to_text(seen.table).find(to_text(*fresh->table)), std::string::npos) << to_text(*fresh->table);
  }
}

TEST_P(Contract, WhatWasCreatedIsSeen) {
  auto create = site_->creation();
  const auto key = create.entity;
  const auto receipt = write(std::move(create));
  ASSERT_TRUE(receipt) << receipt.error().what;
  const auto seen = observe();
  EXPECT_TRUE(seen.complete());
  const auto* row = seen.table.find(site_->entity_index(), key.name);
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->remote_id.view(), receipt->id.text);
  EXPECT_EQ(site_->disturbed().size(), 1u);
}

TEST_P(Contract, CreatingOverAnExistingObjectIsAConflictThatChangesNothing) {
  ASSERT_TRUE(write(site_->creation()));
  const auto accepted = site_->changes_accepted();
  const auto again = write(site_->creation());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::conflict);
  EXPECT_EQ(again.error().delivery, core::Delivery::refused);
  EXPECT_EQ(site_->changes_accepted(), accepted);
}

TEST_P(Contract, AChangeIsSeenAndDisturbsNobodyElse) {
  const auto fresh = somebody();
  const core::EntityKey key(site_->spec().name, entity(), std::string(fresh->row()->key.view()));
  const RemoteId id(std::string(fresh->row()->remote_id.view()));
  const auto receipt = write(site_->change_of(fresh));
  ASSERT_TRUE(receipt) << receipt.error().what;
  const auto after = read(key, id);
  ASSERT_TRUE(after);
  EXPECT_TRUE(site_->shows_change(*after));
  EXPECT_EQ(site_->disturbed(), std::vector<std::string>{std::string(fresh->row()->name.view())});
}

TEST_P(Contract, RemovingTwiceSucceedsAndTheObjectIsGone) {
  if (!spec().removable) GTEST_SKIP() << "this vendor removes no objects of that kind";
  const auto fresh = somebody();
  const auto before = site_->objects();
  EXPECT_TRUE(write(removal(*fresh)));
  EXPECT_TRUE(write(removal(*fresh)));
  EXPECT_EQ(site_->objects(), before - 1);
  const auto gone = removal(*fresh);
  EXPECT_EQ(read(gone.entity, gone.id).error().kind, ErrorKind::not_found);
}

TEST_P(Contract, TooManyRequestsIsRateLimitedWithTheTimeToWait) {
  site_->play(ContractFault::too_many_requests);
  const auto seen = observe();
  ASSERT_TRUE(seen.failure());
  EXPECT_EQ(seen.failure()->kind, ErrorKind::rate_limited);
  EXPECT_TRUE(seen.failure()->retry_after);
}

TEST_P(Contract, ARefusedLoginIsAuthAndSendsNothingMore) {
  connect(false);
  const auto first = observe().failure();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->kind, ErrorKind::auth);
  const auto again = observe().failure();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->kind, ErrorKind::auth);
  EXPECT_EQ(again->delivery, core::Delivery::not_sent);
}

TEST_P(Contract, NoFaultOfAPageMakesACutListingLookComplete) {
  for (const auto fault : {ContractFault::cut_page, ContractFault::repeated_page, ContractFault::ignored_offset,
                           ContractFault::collection_gone, ContractFault::failing_page}) {
    site_->play(fault);
    const auto seen = observe();
    if (seen.complete()) {
      EXPECT_EQ(seen.rows().size(), site_->objects()) << static_cast<int>(fault);
      EXPECT_TRUE(fault != ContractFault::collection_gone && fault != ContractFault::failing_page);
    } else if (seen.coverage) {
      EXPECT_FALSE(seen.why_not().empty());
    }
  }
  EXPECT_TRUE(observe().complete()) << "and when the faults are over, all is well again";
}

INSTANTIATE_TEST_SUITE_P(Providers, Contract, testing::ValuesIn(kVendors), [](const auto& vendor) {
  std::string name = vendor.param.provider;
  std::ranges::replace(name, '-', '_');
  return name;
});

}  // namespace
}  // namespace muster::tests
