#include "providers/genesys_gws/reading.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "providers/genesys_gws/convert.h"
#include "providers/genesys_gws/listing.h"

namespace muster::genesys_gws {

using core::EntityKey;
using core::Error;
using core::ErrorKind;
using core::Fresh;
using core::Result;
using core::Status;
using engine::Task;
using nlohmann::json;

namespace {

class OwnRows final : public engine::PageSink {
 public:
  [[nodiscard]] core::TableBuilder& rows() override { return builder_; }
  void page_read(std::string_view, std::size_t) override {}

 private:
  core::TableBuilder builder_;
};

Result<Fresh> fresh_of(const json& answer, const std::string& id) {
  const auto user = read_only_user(answer);
  if (!user) return std::unexpected(user.error());
  if (!user->id.empty() && !same_id(user->id, id)) {
    return std::unexpected(Error(ErrorKind::protocol, "the answer is about another user"));
  }
  core::TableBuilder rows;
  auto complete = *user;
  complete.id = id;  // as the server spelt it in the listing: so it goes on the wire
  add_row(complete, rows);
  return Fresh(std::make_shared<const core::Table>(rows.finish()), answer.at("user").dump());
}

Error at(const EntityKey& entity, Error error) {
  if (!error.where) error.where = entity;
  return error;
}

}  // namespace

Task<Result<Fresh>> Reading::read(EntityKey entity, core::RemoteId id) {
  EntityKey asked = entity;
  if (id.empty()) {
    auto fresh = co_await read_by_name(std::move(asked));
    if (!fresh) co_return std::unexpected(at(entity, fresh.error()));
    co_return fresh;
  }
  auto fresh = co_await read_by_id(std::move(asked), id.text);
  if (!fresh) co_return std::unexpected(at(entity, fresh.error()));
  co_return fresh;
}

Task<Result<Fresh>> Reading::read_by_id(EntityKey entity, std::string id) {
  const auto answer = co_await api_->user(id);
  if (!answer && answer.error().kind == ErrorKind::not_found) {
    const auto proof = co_await prove_users_answer();
    if (!proof) co_return std::unexpected(proof.error());
  }
  if (!answer) co_return std::unexpected(answer.error());
  known_->users_answered = true;
  auto fresh = fresh_of(*answer, id);
  if (!fresh) {
    co_return std::unexpected(Error(ErrorKind::protocol, core::Delivery::refused,
                                    fmt::format("reading {}: {}", core::to_text(entity), fresh.error().what)));
  }
  co_return fresh;
}

Task<Status> Reading::prove_users_answer() {
  if (known_->users_answered) co_return Status{};
  UsersQuery query;
  query.limit = 1;
  kit::OnElement ignore = [](const json&, std::size_t) {};
  const auto answer = co_await api_->users(std::move(query), std::move(ignore));
  if (!answer) {
    Error error = answer.error();
    if (error.kind == ErrorKind::not_found) error.kind = ErrorKind::rejected;
    co_return std::unexpected(std::move(error));
  }
  known_->users_answered = true;
  co_return Status{};
}

// A filter is quick, but a server may compare exactly where muster folds: only a listing proves that nobody is there.
Task<Result<Fresh>> Reading::read_by_name(EntityKey entity) {
  EntityKey asked = entity;
  auto filtered = co_await list(std::move(asked), entity.name);
  if (filtered && filtered->row() != nullptr) co_return filtered;
  auto all = co_await list(std::move(entity), {});
  if (all && all->row() == nullptr) {
    co_return std::unexpected(
        Error(ErrorKind::not_found, core::Delivery::refused, fmt::format("{} has no such user", settings_->system)));
  }
  co_return all;
}

Task<Result<Fresh>> Reading::list(EntityKey entity, std::string user_name) {
  OwnRows rows;
  Listing listing(*api_, *settings_, rows, entity.name);
  const auto read = co_await listing.read(true, std::move(user_name));
  if (!read) co_return std::unexpected(read.error());
  known_->users_answered = true;
  auto table = std::make_shared<const core::Table>(rows.rows().finish());
  if (table->rows().empty() && !listing.coverage().complete) {
    co_return std::unexpected(Error(ErrorKind::unavailable, core::Delivery::refused, listing.coverage().why_not));
  }
  co_return Fresh(std::move(table), {});
}

}  // namespace muster::genesys_gws
