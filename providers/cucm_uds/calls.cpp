#include "providers/cucm_uds/calls.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/cucm_uds/wanted.h"
#include "providers/kit/percent.h"

namespace muster::cucm_uds {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::FieldWrite;
using core::Status;
using engine::Task;

namespace {

constexpr std::string_view kUserResource = "user";
constexpr std::string_view kConferencing = "conferencing";
constexpr std::string_view kCredentials = "credentials";

Error refused(std::string what) { return Error(ErrorKind::rejected, Delivery::not_sent, std::move(what)); }

bool asks(const std::vector<Asked>& fields, core::EntityIndex entity, std::string_view path) {
  return std::ranges::any_of(
      fields, [&](const Asked& field) { return catalog().entities[entity].fields[field.field].path == path; });
}

bool is_scalar(const core::FieldRule& rule) { return rule.type != core::ValueType::records; }

}  // namespace

std::string resource_of(core::EntityIndex entity, std::string_view path) {
  if (entity == kUser) return std::string(path.substr(0, path.find('.')));
  const bool is_list = path == name_of(List::speed_dials) || path == name_of(List::services);
  return std::string(is_list ? path : catalog().entities[entity].name);
}

PlannedCall& Calls::add(std::string_view resource, std::string path, std::string body) {
  PlannedCall call;
  call.resource = resource;
  call.path = std::move(path);
  call.body = std::move(body);
  calls_.push_back(std::move(call));
  return calls_.back();
}

void Calls::refuse(std::string_view resource, Error error) { add(resource, {}, {}).refusal = std::move(error); }

const FieldWrite* Calls::find(std::string_view path) const {
  const auto field = catalog().entities[entity_].find(path);
  const auto found = std::ranges::find_if(write_->fields, [&](const FieldWrite& one) { return one.field == field; });
  return found == write_->fields.end() ? nullptr : &*found;
}

const KnownUser* Calls::user() const {
  const auto found = known_->users.find(whole_of(write_->entity.name));
  return found == known_->users.end() ? nullptr : &found->second;
}

std::string Calls::id_part(std::size_t part) const {
  std::string_view id = write_->id.text;
  for (; part > 0; --part) id = id.substr(std::min(id.find('/'), id.size() - 1) + 1);
  return kit::percent_encode(id.substr(0, id.find('/')));
}

Task<std::vector<PlannedCall>> Calls::make() {
  entity_ = catalog().find_entity(write_->entity.entity).value();
  co_await add_scalars();
  if (entity_ == kUser || entity_ == kDevice) {
    co_await add_list(List::speed_dials);
    co_await add_list(List::services);
  }
  const auto is_last = [](const PlannedCall& call) { return call.resource == kCredentials; };
  std::ranges::stable_partition(calls_, [&](const PlannedCall& call) { return !is_last(call); });
  co_return std::move(calls_);
}

// What is wrong with one field is wrong with its whole resource: half of a request would be another one.
Task<void> Calls::add_scalars() {
  std::vector<Asked> fields;
  std::set<std::string> refused_resources;
  for (const FieldWrite& write : write_->fields) {
    const core::FieldRule& rule = catalog().entities[entity_].fields[write.field];
    if (!is_scalar(rule)) continue;
    auto field = asked(entity_, write);
    Status usable;
    if (field) usable = co_await resolve(&*field);
    if (!field) usable = std::unexpected(field.error());
    if (usable) {
      fields.push_back(std::move(*field));
      continue;
    }
    auto resource = resource_of(entity_, rule.path);
    if (refused_resources.insert(resource).second) refuse(resource, usable.error());
  }
  std::erase_if(fields, [&](const Asked& field) {
    return refused_resources.contains(resource_of(entity_, catalog().entities[entity_].fields[field.field].path));
  });
  std::ranges::sort(fields, {}, &Asked::field);  // in documented order
  if (entity_ == kUser) add_user_calls(fields);
  if (entity_ == kDevice && !fields.empty()) add_device_call(fields);
  if (entity_ == kExtension && !fields.empty()) add_extension_call(fields);
  const bool is_remote = entity_ == kRemoteDestination && refused_resources.empty();
  if (is_remote) add_remote_destination_call(fields);
}

// An option goes on the wire by its value.
Task<Status> Calls::resolve(Asked* field) {
  const auto& reference = catalog().entities[entity_].fields[field->field].reference;
  if (!reference || field->at_default) co_return Status{};
  const auto options = catalog().find_entity(reference->entity).value();
  const auto option = co_await options_->resolve(options, field->text);
  if (!option) co_return std::unexpected(option.error());
  field->text = option->value;
  co_return Status{};
}

void Calls::add_user_calls(const std::vector<Asked>& fields) {
  const auto has = [&](std::string_view resource) {
    return std::ranges::any_of(fields, [&](const Asked& field) {
      return resource_of(kUser, catalog().entities[kUser].fields[field.field].path) == resource;
    });
  };
  const std::string version = user() == nullptr ? std::string() : user()->facts.version;
  if (has(kUserResource)) {
    PlannedCall& call = add(kUserResource, {}, user_body(fields));
    if (asks(fields, kUser, "user.displayName") && is_older(version, 11, 5)) {
      call.refusal = refused(fmt::format("displayName was not sent: Unified CM {} is older than 11.5", version));
    }
  }
  if (has(kConferencing)) {
    PlannedCall& call = add(kConferencing, "/conferencing", conferencing_body(fields));
    if (is_older(version, 11, 0)) {
      call.refusal = refused(fmt::format("conferencing was not sent: Unified CM {} is older than 11.0", version));
    }
  }
  if (has(kCredentials)) add_credentials(fields);
}

void Calls::add_credentials(const std::vector<Asked>& fields) {
  PlannedCall& call = add(kCredentials, "/credentials", credentials_body(fields));
  call.changes_password = asks(fields, kUser, "credentials.password");
  if (call.changes_password && user() != nullptr && user()->facts.is_ldap) {
    call.refusal = refused("the password was not sent: this user signs in by LDAP, so change it there");
  }
}

void Calls::add_device_call(const std::vector<Asked>& fields) {
  PlannedCall& call = add("device", "/device/" + id_part(1), device_body(fields));
  if (asks(fields, kDevice, "description") && known_->fixed_descriptions.contains(id_part(1))) {
    call.refusal = refused("the description was not sent: this device does not let its user change it");
  }
}

void Calls::add_extension_call(const std::vector<Asked>& fields) {
  add("extension", fmt::format("/device/{}/extension/{}", id_part(1), id_part(2)), extension_body(fields));
}

// The number is sent as it was read: it is how the vendor's own example names the destination.
void Calls::add_remote_destination_call(const std::vector<Asked>& fields) {
  const FieldWrite* devices = find("associatedDevices");
  const auto body = [&](std::string_view name) {
    const DestinationNumber number{std::string(name), item_of(write_->name)};
    return remote_destination_body(number, fields, devices == nullptr ? nullptr : &devices->members);
  };
  PlannedCall& call = add("remote destination", "/remoteDestination/" + id_part(1), body(settings_->put_number));
  call.other_body = body(settings_->put_number == "destination" ? "destinationNumber" : "destination");
}

}  // namespace muster::cucm_uds
