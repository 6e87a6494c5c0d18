#include "providers/genesys_gws/writing.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/genesys_gws/catalog.h"
#include "providers/genesys_gws/convert.h"
#include "providers/genesys_gws/reading.h"

namespace muster::genesys_gws {

using core::Delivery;
using core::ElementResult;
using core::Error;
using core::ErrorKind;
using core::Receipt;
using core::RemoteId;
using core::Result;
using core::Write;
using core::WriteAction;
using engine::Task;

namespace {

constexpr std::string_view kDevices = "devices";

// Phone numbers that the user is to get. A new user has none yet.
std::vector<std::string> numbers_to_assign(const Write& write) {
  const auto found = std::ranges::find(write.fields, field::devices, &core::FieldWrite::field);
  if (found == write.fields.end()) return {};
  return write.action == WriteAction::create ? found->members : found->added;
}

// No call is known that takes a device away from a user.
std::vector<ElementResult> refused_removals(const Write& write) {
  std::vector<ElementResult> results;
  const auto found = std::ranges::find(write.fields, field::devices, &core::FieldWrite::field);
  if (found == write.fields.end() || write.action == WriteAction::create) return results;
  for (const auto& number : found->removed) {
    Error error(ErrorKind::rejected, Delivery::not_sent,
                fmt::format("device {} cannot be unassigned by this interface: assign it to somebody else", number));
    results.push_back({std::string(kDevices), number, std::move(error)});
  }
  return results;
}

Error about(const Write& write, Error error) {
  error.what = without_secrets(std::move(error.what), write);
  error.where = write.entity;
  return error;
}

// There is no user yet that could be "not found": it is the call that is switched off.
Error refused_create(Error error) {
  if (error.kind == ErrorKind::not_found) error.kind = ErrorKind::rejected;
  return error;
}

RemoteId id_in(const nlohmann::json& answer) {
  const auto id = answer.find("id");
  return id != answer.end() && id->is_string() ? RemoteId(id->get<std::string>()) : RemoteId();
}

}  // namespace

Task<Result<Receipt>> Writing::write(std::shared_ptr<const Write> write) {
  if (known_->lacks(kWriteFeature)) {
    co_return std::unexpected(
        about(*write, Error(ErrorKind::rejected, Delivery::not_sent,
                            fmt::format("{} was not asked: its contact centre lacks the feature {}", settings_->system,
                                        kWriteFeature))));
  }
  if (write->action != WriteAction::create && write->id.empty()) {
    co_return std::unexpected(
        about(*write, Error(ErrorKind::invalid, Delivery::not_sent,
                            fmt::format("{} has told no id of {}", settings_->system, write->name))));
  }
  auto result = co_await dispatch(write);
  if (!result) co_return std::unexpected(about(*write, result.error()));
  for (auto& element : result->elements) {
    if (element.error) element.error = about(*write, std::move(*element.error));
  }
  co_return result;
}

Writing::Outcome Writing::dispatch(std::shared_ptr<const Write> write) {
  switch (write->action) {
    case WriteAction::create:
      return create(std::move(write));
    case WriteAction::remove:
      return remove(std::move(write));
    case WriteAction::update:
      break;
  }
  return update(std::move(write));
}

Writing::Outcome Writing::create(std::shared_ptr<const Write> write) {
  const auto answer = co_await api_->create_user(create_body(*write), write);
  if (!answer) co_return std::unexpected(refused_create(answer.error()));
  Receipt receipt(id_in(*answer));
  if (numbers_to_assign(*write).empty()) co_return receipt;
  if (receipt.id.empty()) {
    auto id = co_await find_id(write);
    receipt.id = std::move(id);
  }
  auto devices = co_await assign_devices(write, receipt.id);
  receipt.elements = std::move(devices);
  co_return receipt;
}

// Roles before devices: only an agent can have one.
Writing::Outcome Writing::update(std::shared_ptr<const Write> write) {
  Receipt receipt(write->id);
  std::string body = update_body(*write);
  if (body != "{}") {
    const auto done = co_await api_->update_user(std::move(body), write);
    if (!done) co_return std::unexpected(done.error());
  }
  auto devices = co_await assign_devices(write, write->id);
  receipt.elements = std::move(devices);
  co_return receipt;
}

Writing::Outcome Writing::remove(std::shared_ptr<const Write> write) {
  const auto done = co_await api_->remove_user(write);
  if (done) co_return Receipt(write->id);
  if (done.error().kind != ErrorKind::not_found) co_return std::unexpected(done.error());
  Reading reading(*api_, *settings_, *known_);
  const auto proof = co_await reading.prove_users_answer();
  if (!proof) co_return std::unexpected(proof.error());
  co_return Receipt(write->id);  // gone already
}

Task<std::vector<ElementResult>> Writing::assign_devices(std::shared_ptr<const Write> write, RemoteId id) {
  auto results = refused_removals(*write);
  for (const auto& number : numbers_to_assign(*write)) {
    ElementResult result{std::string(kDevices), number, std::nullopt};
    if (id.empty()) {
      result.error =
          Error(ErrorKind::unavailable, Delivery::not_sent,
                fmt::format("device {} was not assigned: {} told no id of the new user", number, settings_->system));
    } else {
      const auto done = co_await api_->assign_device(id.text, device_body(number), write);
      if (!done) result.error = done.error();
    }
    results.push_back(std::move(result));
  }
  co_return results;
}

Task<RemoteId> Writing::find_id(std::shared_ptr<const Write> write) {
  Reading reading(*api_, *settings_, *known_);
  const auto fresh = co_await reading.read(write->entity, RemoteId());
  if (!fresh || fresh->row() == nullptr) co_return RemoteId();
  co_return RemoteId(std::string(fresh->row()->remote_id.view()));
}

}  // namespace muster::genesys_gws
