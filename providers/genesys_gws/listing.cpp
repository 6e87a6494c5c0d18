#include "providers/genesys_gws/listing.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "providers/genesys_gws/convert.h"
#include "reconciler/core/name.h"

namespace muster::genesys_gws {

using core::Compare;
using core::Error;
using core::Status;
using nlohmann::json;

Listing::Listing(Api& api, const Settings& settings, engine::PageSink& sink, std::string only)
    : api_(&api),
      settings_(&settings),
      sink_(&sink),
      only_(std::move(only)),
      proof_(static_cast<std::size_t>(settings.page_size)) {}

void Listing::look_for(std::string key, std::string id) {
  key_looked_for_ = std::move(key);
  id_looked_for_ = std::move(id);
}

engine::Task<Status> Listing::read(bool details, std::string user_name) {
  for (bool first = true; !over_; first = false) {
    const auto page = co_await read_page(details, user_name);
    if (!page && first) co_return page;
    if (!page) stop(page.error().what);
  }
  co_return Status{};
}

engine::Task<Status> Listing::read_page(bool details, std::string user_name) {
  UsersQuery query;
  query.limit = proof_.limit();
  query.offset = proof_.offset();
  query.details = details;
  query.user_name = std::move(user_name);
  kit::OnElement on_user = [this](const json& user, std::size_t index) { take(user, index); };
  const auto answer = co_await api_->users(std::move(query), std::move(on_user));
  if (!answer) co_return std::unexpected(answer.error());
  const auto list = answer->find("users");
  if (list == answer->end() || !list->is_array()) {
    co_return std::unexpected(
        Error(core::ErrorKind::protocol,
              fmt::format("GET /users of {}: the answer has no list of users", settings_->system)));
  }
  proof_.lower_limit(api_->largest_page());
  judge_page();
  sink_->page_read("user", proof_.seen());
  co_return Status{};
}

void Listing::take(const json& user, std::size_t index) {
  const kit::JsonPlace root("");
  const kit::JsonPlace users(root, "users");
  const auto record = read_user(user, kit::JsonPlace(users, index));
  if (!record) return take_broken(user, record.error());
  const auto key = core::comparable(record->user_name, Compare::folded);
  if (key == key_looked_for_ || (!record->id.empty() && same_id(record->id, id_looked_for_))) found_ = true;
  if (!record->odd.empty() && oddity_.empty()) {
    oddity_ = fmt::format("reading user {} of {}: {}; such a field is left unknown", core::trim(record->user_name),
                          settings_->system, record->odd);
  }
  const bool fresh = proof_.add(record->id.empty() ? std::string_view(key) : record->id);
  if (fresh && (only_.empty() || only_ == key)) add_row(*record, sink_->rows());
}

void Listing::take_broken(const json& user, const Error& problem) {
  const auto name = user_name_of(user);
  if (!name) {
    nameless_ = true;
    return;
  }
  const auto key = core::comparable(*name, Compare::folded);
  if (key == key_looked_for_) found_ = true;
  const auto id = user.find("id");
  const bool has_id = id != user.end() && id->is_string() && !id->get_ref<const std::string&>().empty();
  if (!proof_.add(has_id ? std::string_view(id->get_ref<const std::string&>()) : key)) return;
  Error error(core::ErrorKind::protocol, core::Delivery::refused,
              fmt::format("reading user {} of {}: {}", core::trim(*name), settings_->system, problem.what));
  error.where = core::EntityKey(settings_->system, "user", key);
  unreadable_.push_back(std::move(error));
}

void Listing::judge_page() {
  const auto verdict = proof_.end_page();
  if (nameless_) return stop("a user in the listing has no userName");
  if (verdict.kind == kit::PageVerdict::Kind::next) return;
  if (verdict.kind == kit::PageVerdict::Kind::incomplete) return stop(verdict.why_not);
  over_ = true;
  coverage_.complete = true;
}

void Listing::stop(std::string why_not) {
  over_ = true;
  coverage_.complete = false;
  coverage_.why_not = fmt::format("the users of {} could not be read to their end: {}", settings_->system, why_not);
}

}  // namespace muster::genesys_gws
