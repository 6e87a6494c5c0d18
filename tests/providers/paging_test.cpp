#include "providers/kit/paging.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>

namespace muster::kit {
namespace {

using Ids = std::vector<std::string>;
using Kind = PageVerdict::Kind;

Ids people(std::size_t count) {
  Ids ids;
  for (std::size_t i = 0; i < count; ++i) ids.push_back("id" + std::to_string(i));
  return ids;
}

// A server: gives the page at (offset, limit), `request` counting from 0.
using Server = std::function<Ids(std::size_t offset, std::size_t limit, int request)>;

struct Reading {
  Kind kind = Kind::next;
  std::string why_not;
  Ids collected;
  int requests = 0;
};

Reading read_all(std::size_t limit, const Server& server) {
  PagingProof proof(limit);
  Reading reading;
  while (reading.kind == Kind::next && reading.requests < 1000) {
    for (const auto& id : server(proof.offset(), proof.limit(), reading.requests)) {
      if (proof.add(id)) reading.collected.push_back(id);
    }
    const auto verdict = proof.end_page();
    reading.kind = verdict.kind;
    reading.why_not = verdict.why_not;
    ++reading.requests;
  }
  return reading;
}

Ids slice(const Ids& all, std::size_t offset, std::size_t limit) {
  if (offset >= all.size()) return {};
  const auto end = std::min(all.size(), offset + limit);
  return Ids(all.begin() + static_cast<std::ptrdiff_t>(offset), all.begin() + static_cast<std::ptrdiff_t>(end));
}

Server honest(Ids all) {
  return [all = std::move(all)](std::size_t offset, std::size_t limit, int) { return slice(all, offset, limit); };
}

Server capped(Ids all, std::size_t cap) {
  return [all = std::move(all), cap](std::size_t offset, std::size_t limit, int) {
    return slice(all, offset, std::min(limit, cap));
  };
}

TEST(PagingProof, ReadsListsOfEveryLengthToTheirProvenEnd) {
  for (std::size_t limit = 1; limit <= 9; ++limit) {
    for (std::size_t count = 0; count <= 40; ++count) {
      const auto reading = read_all(limit, honest(people(count)));
      EXPECT_EQ(reading.kind, Kind::complete) << count << " by " << limit << ": " << reading.why_not;
      EXPECT_EQ(reading.collected, people(count));
    }
  }
}

TEST(PagingProof, AnEmptyListIsCompleteAfterOneRequest) { EXPECT_EQ(read_all(10, honest({})).requests, 1); }

TEST(PagingProof, AShortFirstPageCostsTwoMoreRequests) { EXPECT_EQ(read_all(10, honest(people(7))).requests, 3); }

TEST(PagingProof, AFullPageThatIsAllCostsTwoMoreRequests) { EXPECT_EQ(read_all(10, honest(people(10))).requests, 3); }

TEST(PagingProof, AnOffsetThatIsTakenForAFilterIsNotTheEnd) {
  const auto all = people(250);
  const auto reading =
      read_all(500, [&](std::size_t offset, std::size_t, int) { return offset == 0 ? slice(all, 0, 100) : Ids(); });
  EXPECT_EQ(reading.kind, Kind::incomplete);
  EXPECT_EQ(reading.collected.size(), 100u);
}

TEST(PagingProof, AnIgnoredOffsetBehindAFullPageOfALoweredLimitIsNotComplete) {
  PagingProof proof(500);
  for (const auto& id : people(100)) proof.add(id);
  proof.lower_limit(100);
  EXPECT_EQ(proof.end_page().kind, Kind::next);
  for (const auto& id : people(100)) proof.add(id);
  EXPECT_EQ(proof.end_page().kind, Kind::incomplete);
}

TEST(PagingProof, IsNotFooledByAHiddenSmallerPageSize) {
  for (std::size_t cap = 1; cap <= 12; ++cap) {
    for (std::size_t count = 0; count <= 40; ++count) {
      const auto reading = read_all(100, capped(people(count), cap));
      EXPECT_EQ(reading.kind, Kind::complete) << count << " capped at " << cap << ": " << reading.why_not;
      EXPECT_EQ(reading.collected, people(count));
    }
  }
}

TEST(PagingProof, TakesOneAnswerShorterThanItsLimitWherePagingIsIgnored) {
  const auto reading = read_all(100, [](auto, auto, int) { return people(60); });
  EXPECT_EQ(reading.kind, Kind::complete);
  EXPECT_EQ(reading.collected, people(60));
  EXPECT_EQ(reading.requests, 3);
}

TEST(PagingProof, TakesTheSameAnswerInAnotherOrderAsTheSameAnswer) {
  const auto reading = read_all(100, [](auto, auto, int request) {
    Ids all = people(60);
    if (request == 1) std::reverse(all.begin(), all.end());
    return all;
  });
  EXPECT_EQ(reading.kind, Kind::complete);
}

TEST(PagingProof, AnIgnoredOffsetBehindAFullPageIsNotComplete) {
  const auto reading = read_all(10, [](auto, std::size_t limit, int) { return slice(people(25), 0, limit); });
  EXPECT_EQ(reading.kind, Kind::incomplete);
  EXPECT_EQ(reading.collected.size(), 10u);
}

TEST(PagingProof, AnAnswerLongerThanItsLimitIsNotProof) {
  EXPECT_EQ(read_all(10, [](auto, auto, int) { return people(25); }).kind, Kind::incomplete);
}

TEST(PagingProof, AShortPageFollowedByAnIgnoredOffsetIsNotComplete) {
  const auto reading = read_all(100, [](auto, auto, int request) { return people(request == 0 ? 20 : 60); });
  EXPECT_EQ(reading.kind, Kind::incomplete);
}

TEST(PagingProof, OneIgnoredOffsetBehindAPageOfAHiddenSizeIsReadOver) {
  const auto all = people(25);
  const auto reading = read_all(
      100, [&](std::size_t offset, std::size_t, int request) { return slice(all, request == 1 ? 0 : offset, 10); });
  EXPECT_EQ(reading.kind, Kind::complete) << reading.why_not;
  EXPECT_EQ(reading.collected, all);
}

TEST(PagingProof, AnIdTwiceInOnePageIsNotComplete) {
  EXPECT_EQ(read_all(10, [](auto, auto, int) { return Ids{"a", "b", "a"}; }).kind, Kind::incomplete);
}

TEST(PagingProof, APageGivenAgainIsNotComplete) {
  const auto all = people(30);
  const auto reading = read_all(10, [&](std::size_t offset, std::size_t limit, int request) {
    return slice(all, request == 2 ? 9 : offset, limit);
  });
  EXPECT_EQ(reading.kind, Kind::incomplete);
}

TEST(PagingProof, NoticesSomebodyRemovedWhileReading) {
  Ids all = people(30);
  const auto reading = read_all(10, [&](std::size_t offset, std::size_t limit, int request) {
    if (request == 1) all.erase(all.begin());  // everybody moves up: one would be passed over unseen
    return slice(all, offset, limit);
  });
  EXPECT_EQ(reading.kind, Kind::incomplete);
}

TEST(PagingProof, NoticesSomebodyAddedInFrontWhileReading) {
  Ids all = people(30);
  const auto reading = read_all(10, [&](std::size_t offset, std::size_t limit, int request) {
    if (request == 1) all.insert(all.begin(), "new");
    return slice(all, offset, limit);
  });
  EXPECT_EQ(reading.kind, Kind::incomplete);
}

TEST(PagingProof, DoesNotMindTheOrderWithinAPage) {
  std::mt19937_64 random(5);
  for (std::size_t count = 0; count <= 40; ++count) {
    const auto reading = read_all(7, [&](std::size_t offset, std::size_t limit, int) {
      auto page = slice(people(count), offset, limit);
      std::shuffle(page.begin(), page.end(), random);
      return page;
    });
    EXPECT_EQ(reading.kind, Kind::complete) << count << ": " << reading.why_not;
    EXPECT_EQ(reading.collected.size(), count);
  }
}

TEST(PagingProof, AListInAnotherOrderForEachPageIsNotComplete) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 200; ++round) {
    const auto reading = read_all(10, [&](std::size_t offset, std::size_t limit, int) {
      auto all = people(35);
      std::shuffle(all.begin(), all.end(), random);
      return slice(all, offset, limit);
    });
    if (reading.kind == Kind::complete) {
      ASSERT_EQ(reading.collected.size(), 35u);
    }
  }
}

TEST(PagingProof, NoticesAnOffsetThatCountsPages) {
  const auto all = people(30);
  const auto reading =
      read_all(10, [&](std::size_t offset, std::size_t limit, int) { return slice(all, offset * limit, limit); });
  EXPECT_EQ(reading.kind, Kind::incomplete);
}

// Whatever happens to single pages, `complete` is said only of the whole list.
TEST(PagingProof, NeverCallsACutListCompleteUnderRandomShortPages) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 20'000; ++round) {
    const auto all = people(random() % 60);
    const std::size_t limit = 1 + random() % 20;
    const auto reading = read_all(limit, [&](std::size_t offset, std::size_t asked, int) {
      auto page = slice(all, offset, asked);
      if (page.size() > 1 && random() % 4 == 0) page.resize(1 + random() % (page.size() - 1));
      return page;
    });
    if (reading.kind == Kind::complete) {
      ASSERT_EQ(reading.collected, all) << "limit " << limit;
    }
  }
}

}  // namespace
}  // namespace muster::kit
