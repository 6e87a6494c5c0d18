#include "tests/architecture/coroutine_rule.h"

#include <gtest/gtest.h>

namespace muster::architecture {
namespace {

std::string judged(const std::string& body) {
  return to_text(coroutine_hazards({"a.cpp", "Task<void> run(int number) {\n" + body + "\n}\n"}));
}

constexpr const char* kAllowed[] = {
    "co_await clock->sleep(wait);",
    "auto answer = co_await send(std::move(request));",
    "const auto [error, size] = co_await socket.async_read(buffer, as_tuple(use_awaitable));",
    "if (wait.count() > 0) co_await clock_.sleep(wait);",
    "while (running_ > 0) co_await ended_.wait();",
    "if (more) {\n  slot->observed = co_await observe(std::move(constant));\n}",
    "if (auto found = co_await find(key); !found) co_return;",
    "co_return co_await inner->send(std::move(request));",
    "(void)co_await send(std::move(request));",
    "switch (number) {\n  case 1: co_await one(); break;\n  default: co_await two();\n}",
    "auto answer = co_await pool.run([number] { return number + 1; });",
    "auto answer = co_await send(std::move(request), {});",
    "// co_await inside ? : is a comment here",
    "log(\"co_await f(g{})\");",
    "for (int i = 0; i < 3; ++i) co_await step(i);",
    "try {\n  co_await step();\n} catch (const std::exception& failure) {\n  problem = failure.what();\n}",
    "const auto text = condition ? one : two;\nco_await send(text);",
};

TEST(CoroutineRule, AllowsAnAwaitThatStandsAlone) {
  for (const char* each : kAllowed) EXPECT_EQ(judged(each), "") << each;
}

struct Hazard {
  const char* code;
  const char* sentence;
};

constexpr Hazard kHazards[] = {
    {"auto a = ready ? co_await one() : two();", "not alone"},
    {"auto a = co_await one() ? 1 : 2;", "not alone"},
    {"auto a = 1 + co_await one();", "not alone"},
    {"auto a = co_await one(ready ? Texts() : texts, 2);", "?: in what is awaited"},
    {"auto a = co_await one() && co_await two();", "not alone"},
    {"use(co_await one());", "among arguments"},
    {"auto a = (co_await one()).size();", "among arguments"},
    {"EXPECT_TRUE(co_await one());", "among arguments"},
    {"auto a = co_await one(co_await two());", "among arguments"},
    {"if (co_await one()) stop();", "in a condition"},
    {"while (co_await one()) stop();", "in a condition"},
    {"auto a = Pair{co_await one(), 2};", "in braces"},
    {"std::vector<int> all{co_await one()};", "in braces"},
    {"co_await send(Request{\"GET\"});", "a braced temporary"},
    {"auto a = co_await send({\"GET\", 1});", "a braced temporary"},
    {"co_return co_await send(key, Request{});", "a braced temporary"},
    {"try {\n  step();\n} catch (const std::exception&) {\n  co_await undo();\n}", "in a catch block"},
    {"try {\n  step();\n} catch (...) {\n  if (again) {\n    co_await undo();\n  }\n}", "in a catch block"},
    {"auto task = [&]() -> Task<void> { co_await one(); };", "a capturing lambda"},
    {"spawn(executor, [this, number]() -> engine::Task<int> { co_return number; }());", "a capturing lambda"},
    {"spawn(executor, [=](int a) mutable -> Task<int> {\n  if (a > 1) {\n    co_return a;\n  }\n});",
     "a capturing lambda"},
    {"co_spawn(executor, one(), asio::detached);", "a detached task"},
};

TEST(CoroutineRule, FindsEachPlantedHazard) {
  for (const Hazard& each : kHazards) {
    EXPECT_NE(judged(each.code).find(each.sentence), std::string::npos) << each.code << "\n" << judged(each.code);
  }
}

TEST(CoroutineRule, AllowsALambdaThatCapturesNothing) {
  EXPECT_EQ(judged("auto task = [](int number) -> Task<int> { co_return number; };"), "");
}

struct Signature {
  const char* code;
  bool allowed;
};

constexpr Signature kSignatures[] = {
    {"Task<void> send(net::HttpRequest request);", true},
    {"Task<core::Result<int>> read(std::shared_ptr<const Scope> scope, PageSink& sink);", true},
    {"engine::Task<void> send(Execution* execution, const char* name);", true},
    {"void spawn(Task<void> task);", true},
    {"Task<void> send(std::string_view text);", false},
    {"Task<void> send(std::span<const int> numbers);", false},
    {"Task<void> send(net::HttpRequest&& request);", false},
};

TEST(CoroutineRule, WantsNoViewsAsParameters) {
  for (const Signature& each : kSignatures) {
    EXPECT_EQ(coroutine_hazards({"a.h", each.code}).empty(), each.allowed) << each.code;
  }
}

TEST(CoroutineRule, IsKeptByEverySource) {
  std::vector<Finding> findings;
  std::size_t coroutines = 0;
  for (const SourceFile& each : read_sources()) {
    if (code_only(each.text).find("co_await") != std::string::npos) ++coroutines;
    const auto more = coroutine_hazards(each);
    findings.insert(findings.end(), more.begin(), more.end());
  }
  EXPECT_GT(coroutines, 20U) << "files with coroutines: the rule would have nothing to read";
  EXPECT_EQ(to_text(findings), "");
}

}  // namespace
}  // namespace muster::architecture
