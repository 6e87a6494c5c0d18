#include "providers/simulators/webex/paging.h"

#include <algorithm>

#include <fmt/core.h>

namespace muster::simulators::webex {
namespace {

std::string origin(const Call& call) {
  if (call.world.quirks.foreign_links) return "https://webexapis.evil.example";
  if (call.world.quirks.relative_links) return "";
  const auto host = call.request.headers.find("Host");
  return host ? fmt::format("http://{}", *host) : call.world.quirks.link_base;
}

// What is left of the caller's own parameters.
std::string kept_parameters(const Call& call, std::string target) {
  if (!call.world.quirks.next_omits_filters) return target;
  for (const auto& [name, value] : call.target.parameters) {
    if (name != "max" && name != "start") target = with_parameter(target, name, "");
  }
  return target;
}

}  // namespace

Accepted<Window> telephony_window(const Call& call) {
  const auto& quirks = call.world.quirks;
  for (const auto* name : {"max", "start"}) {
    if (call.target.parameter(name) && !call.target.number(name)) {
      return refuse(400, fmt::format("The parameter {} must be a number.", name));
    }
  }
  Window window;
  window.start = quirks.repeats_page ? 0 : call.target.number("start").value_or(0);
  window.count = std::min(call.target.number("max").value_or(quirks.default_max), quirks.page_cap);
  if (window.count == 0) return refuse(400, "The parameter max must be at least 1.");
  return window;
}

void link_next(const Call& call, net::HttpResponse& response, std::string_view name, std::string_view value) {
  const auto target = with_parameter(kept_parameters(call, call.request.target), name, value);
  response.headers.add("Link", fmt::format("<{}{}>; rel=\"next\"", origin(call), target));
}

void link_start(const Call& call, net::HttpResponse& response, Window window, std::size_t total) {
  if (!call.world.quirks.supervisor_links) return;
  const bool more = window.start + window.count < total;
  if (!more && !call.world.quirks.endless_pages) return;
  link_next(call, response, "start", fmt::format("{}", window.start + window.count));
}

}  // namespace muster::simulators::webex
