#include "daemon/counted_http.h"

#include <gtest/gtest.h>

#include "tests/support/scripted_http.h"
#include "tests/support/virtual_clock.h"

namespace muster::daemon {
namespace {

struct Heard final : HttpObserver {
  std::vector<std::string> lines;

  void request_ended(const std::string& system, net::Method method, std::string_view code,
                     engine::Duration duration) override {
    lines.push_back(system + " " + std::string(net::to_text(method)) + " " + std::string(code) + " " +
                    std::to_string(duration.count()));
  }
  void request_repeated(const std::string&, std::string_view) override {}
};

TEST(CountedHttp, TellsStatusOrKindOfErrorAndHowLongItTook) {
  tests::VirtualClock clock;
  const auto inner = std::make_shared<tests::ScriptedHttp>(
      clock, [](const net::HttpRequest&, std::size_t count) -> core::Result<net::HttpResponse> {
        if (count == 0) return net::HttpResponse(201, "made");
        return std::unexpected(core::Error(core::ErrorKind::timeout, core::Delivery::maybe_applied, "late"));
      });
  inner->set_latency(engine::Duration(250));
  Heard heard;
  const auto counted = count_http(inner, "gws-emea", clock, heard);
  const auto made = clock.run(counted->send(net::HttpRequest(net::Method::post, "/users")));
  const auto late = clock.run(counted->send(net::HttpRequest(net::Method::get, "/users")));
  EXPECT_EQ(made->body, "made");
  EXPECT_EQ(late.error().delivery, core::Delivery::maybe_applied);
  EXPECT_EQ(heard.lines, (std::vector<std::string>{"gws-emea POST 201 250", "gws-emea GET timeout 250"}));
}

}  // namespace
}  // namespace muster::daemon
