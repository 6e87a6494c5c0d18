#include "providers/simulators/faults.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "providers/simulators/fault_answers.h"

namespace muster::simulators {
namespace {

constexpr std::array<std::string_view, kFaultKinds> kNames{"latency",
                                                           "too_many_requests",
                                                           "server_error_before",
                                                           "server_error_after",
                                                           "reset_before",
                                                           "reset_after",
                                                           "connection_refused",
                                                           "silence_before",
                                                           "silence_after",
                                                           "applied_late",
                                                           "truncated_body",
                                                           "html_page",
                                                           "html_page_after",
                                                           "short_page",
                                                           "repeated_page",
                                                           "ignored_offset",
                                                           "collection_not_found",
                                                           "session_expired",
                                                           "vendor_error_before",
                                                           "vendor_error_after",
                                                           "second_administrator"};

std::size_t index(FaultKind kind) { return static_cast<std::size_t>(kind); }

bool is_vendors_own(FaultKind kind) { return kind >= FaultKind::short_page; }

PlayedAnswer cut(net::ServerAnswer::Transport transport, net::HttpResponse response = {}) {
  PlayedAnswer played(std::move(response));
  played.server.transport = transport;
  return played;
}

PlayedAnswer late(net::HttpResponse response, engine::Duration delay) {
  PlayedAnswer played(std::move(response));
  played.server.delay = delay;
  return played;
}

}  // namespace

std::string_view to_text(FaultKind kind) { return kNames[index(kind)]; }

std::optional<FaultKind> fault_kind(std::string_view text) {
  const auto found = std::find(kNames.begin(), kNames.end(), text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<FaultKind>(found - kNames.begin());
}

std::vector<FaultKind> every_fault() {
  std::vector<FaultKind> kinds;
  for (std::size_t i = 0; i < kFaultKinds; ++i) kinds.push_back(static_cast<FaultKind>(i));
  return kinds;
}

std::vector<FaultKind> common_faults() {
  auto kinds = every_fault();
  std::erase(kinds, FaultKind::applied_late);
  return kinds;
}

void FaultSettings::share(const std::vector<FaultKind>& kinds, double total_rate) {
  for (const auto kind : kinds) set(kind, total_rate / static_cast<double>(kinds.size()));
}

Faults::Faults(Handler handler, VendorFault vendor, FaultSettings settings)
    : handler_(std::move(handler)), vendor_(std::move(vendor)), settings_(std::move(settings)) {}

std::size_t Faults::played() const { return std::accumulate(played_.begin(), played_.end(), std::size_t{0}); }

void Faults::once(FaultKind kind, net::Method method, std::string part) {
  once_.push_back({kind, method, std::move(part)});
}

PlayedAnswer Faults::answer(const net::HttpRequest& request, engine::WallTime now) {
  apply_late(now);
  Draw draw(settings_.seed, requests_++);
  const auto kind = choose(request, now, draw);
  if (kind) {
    auto played = play(*kind, request, now, draw);
    if (played) {
      ++played_[index(*kind)];
      return std::move(*played);
    }
  }
  return PlayedAnswer(handler_(request, now));
}

std::optional<FaultKind> Faults::choose(const net::HttpRequest& request, engine::WallTime now, Draw& draw) {
  if (const auto scripted = take_scripted(request)) return scripted;
  if (settings_.until && now >= *settings_.until) return std::nullopt;
  double roll = draw.unit();
  for (std::size_t i = 0; i < kFaultKinds; ++i) {
    if (roll < settings_.rates[i]) return static_cast<FaultKind>(i);
    roll -= settings_.rates[i];
  }
  return std::nullopt;
}

std::optional<FaultKind> Faults::take_scripted(const net::HttpRequest& request) {
  const auto found = std::find_if(once_.begin(), once_.end(), [&](const Scripted& scripted) {
    return scripted.method == request.method && request.target.find(scripted.part) != std::string::npos;
  });
  if (found == once_.end()) return std::nullopt;
  const auto kind = found->kind;
  once_.erase(found);
  return kind;
}

std::optional<PlayedAnswer> Faults::play(FaultKind kind, const net::HttpRequest& request, engine::WallTime now,
                                         Draw& draw) {
  using Transport = net::ServerAnswer::Transport;
  if (is_vendors_own(kind)) {
    if (!vendor_) return std::nullopt;
    auto response = vendor_(kind, request, now, draw);
    if (!response) return std::nullopt;
    return PlayedAnswer(std::move(*response));
  }
  switch (kind) {
    case FaultKind::too_many_requests:
      return PlayedAnswer(too_many_requests(settings_.retry_after, now, draw));
    case FaultKind::server_error_before:
      return PlayedAnswer(server_error(draw));
    case FaultKind::html_page:
      return PlayedAnswer(html_page(draw));
    case FaultKind::reset_before:
      return cut(Transport::reset_before_answer);
    case FaultKind::silence_before:
      return late({}, settings_.silence);
    case FaultKind::applied_late:
      late_.push_back({now + settings_.late, request});
      return late({}, settings_.silence);
    case FaultKind::connection_refused: {
      auto played = cut(Transport::reset_before_answer);
      played.connection_refused = true;
      return played;
    }
    default:
      return play_after(kind, request, now, draw);
  }
}

PlayedAnswer Faults::play_after(FaultKind kind, const net::HttpRequest& request, engine::WallTime now, Draw& draw) {
  using Transport = net::ServerAnswer::Transport;
  auto response = handler_(request, now);
  switch (kind) {
    case FaultKind::latency: {
      const auto span = static_cast<std::uint64_t>((settings_.latency_max - settings_.latency_min).count()) + 1;
      return late(std::move(response), settings_.latency_min + engine::Duration(draw.below(span)));
    }
    case FaultKind::server_error_after:
      return PlayedAnswer(server_error(draw));
    case FaultKind::html_page_after:
      return PlayedAnswer(html_page(draw));
    case FaultKind::silence_after:
      return late({}, settings_.silence);
    case FaultKind::truncated_body:
      return cut(Transport::truncated_body, std::move(response));
    default:
      return cut(Transport::reset_before_answer);
  }
}

void Faults::apply_late(engine::WallTime now) {
  for (std::size_t i = 0; i < late_.size();) {
    if (late_[i].due > now) {
      ++i;
      continue;
    }
    const auto request = late_[i].request;
    const auto due = late_[i].due;
    late_.erase(late_.begin() + static_cast<std::ptrdiff_t>(i));
    (void)handler_(request, due);
  }
}

}  // namespace muster::simulators
