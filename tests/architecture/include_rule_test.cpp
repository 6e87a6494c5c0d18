#include "tests/architecture/include_rule.h"

#include <gtest/gtest.h>

namespace muster::architecture {
namespace {

struct IncludeCase {
  const char* path;
  const char* line;
  const char* refused;  // part of the sentence; empty: allowed
  const char* why;
};

constexpr IncludeCase kCases[] = {
    {"reconciler/core/a.cpp", "#include \"reconciler/core/error.h\"", "", "a room includes itself"},
    {"reconciler/core/a.cpp", "#include <vector>", "", "the standard library is everybody's"},
    {"reconciler/core/a.cpp", "#include <fmt/format.h>", "", "fmt is everybody's"},
    {"reconciler/core/a.cpp", "#include \"reconciler/engine/clock.h\"", "core may not include engine", "core is pure"},
    {"reconciler/core/a.cpp", "#include <boost/asio/awaitable.hpp>", "core may not include boost/asio", "no I/O"},
    {"reconciler/core/a.cpp", "#include <unistd.h>", "core may not include posix", "no operating system"},
    {"reconciler/manifest/a.cpp", "#include <nlohmann/json.hpp>", "manifest may not include nlohmann", "one room each"},
    {"reconciler/engine/a.cpp", "#include \"providers/net/http.h\"", "engine may not include net", "knows no HTTP"},
    {"providers/net/beast_client.cpp", "#include <boost/beast/http.hpp>", "", "here and nowhere else"},
    {"providers/net/headers.cpp", "#include <boost/beast/http.hpp>", "Beast belongs", "costs minutes of build"},
    {"providers/net/headers.cpp", "#include <boost/beast/http/status.hpp>", "", "names alone cost nothing"},
    {"providers/kit/a.cpp", "#include \"providers/genesys_gws/api.h\"", "kit may not include vendor", "kit is shared"},
    {"providers/genesys_gws/a.cpp", "#include \"providers/kit/paging.h\"", "", "what kit is for"},
    {"providers/genesys_gws/a.cpp", "#include \"providers/webex/api.h\"", "no other vendor", "vendors are strangers"},
    {"providers/genesys_gws/a.cpp", "#include \"providers/simulators/genesys_gws/world.h\"", "may not include",
     "a provider knows no simulator"},
    {"providers/simulators/genesys_gws/a.cpp", "#include \"providers/genesys_gws/convert.h\"", "may not include",
     "a simulator shares no mistake with the provider"},
    {"providers/simulators/webex/a.cpp", "#include \"providers/simulators/genesys_gws/world.h\"", "no other vendor's",
     "vendors are strangers there too"},
    {"providers/simulators/sandbox.cpp", "#include \"providers/simulators/genesys_gws/world.h\"", "",
     "the list of them"},
    {"providers/all.cpp", "#include \"providers/genesys_gws/provider.h\"", "", "the list of vendors"},
    {"providers/kit/a.cpp", "#include \"daemon/options.h\"", "kit may not include daemon", "nobody includes daemon"},
    {"reconciler/engine/a.cpp", "#include \"tests/support/virtual_clock.h\"", "only tests", "tests are for tests"},
    {"tests/engine/a_test.cpp", "#include \"tests/support/virtual_clock.h\"", "", "this is a test"},
    {"tests/daemon/a_test.cpp", "#include \"daemon/cli.h\"", "", "tests see everything"},
    {"reconciler/core/a.cpp", "#include \"error.h\"", "start at the project root", "one way to write it"},
    {"reconciler/core/a.cpp", "#include \"../core/error.h\"", "start at the project root", "one way to write it"},
    {"reconciler/sidecar/a.cpp", "#include \"reconciler/core/error.h\"", "no rule knows", "a new room needs a rule"},
};

TEST(IncludeRule, JudgesEveryLineByTheTable) {
  for (const IncludeCase& each : kCases) {
    SCOPED_TRACE(std::string(each.path) + ": " + each.line + " (" + each.why + ")");
    const auto findings = forbidden_includes({each.path, std::string("// A file.\n") + each.line + "\n"});
    if (*each.refused == '\0') {
      EXPECT_EQ(to_text(findings), "");
    } else {
      ASSERT_EQ(findings.size(), 1U);
      EXPECT_NE(findings[0].sentence.find(each.refused), std::string::npos) << findings[0].sentence;
      EXPECT_EQ(findings[0].line, 2U);
    }
  }
}

TEST(IncludeRule, IsKeptByEverySource) {
  const auto sources = read_sources();
  ASSERT_GT(sources.size(), 200U);
  std::vector<Finding> findings;
  for (const SourceFile& each : sources) {
    const auto more = forbidden_includes(each);
    findings.insert(findings.end(), more.begin(), more.end());
  }
  EXPECT_EQ(to_text(findings), "");
}

}  // namespace
}  // namespace muster::architecture
