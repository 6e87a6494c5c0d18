#include "providers/cucm_uds/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

#include "providers/cucm_uds/catalog.h"
#include "providers/cucm_uds/lists.h"
#include "reconciler/core/name.h"

namespace muster::cucm_uds {

using core::Compare;
using core::Result;
using engine::Task;

namespace {

constexpr std::size_t kMostShown = 20;
constexpr std::size_t kMostLocales = 128;  // where nothing tells how many there are

std::string_view list_name(core::EntityIndex entity) {
  switch (entity) {
    case kLampPreference:
      return "messageWaitingVisualAlertPreference";
    case kTonePreference:
      return "messageWaitingAudibleAlertPreference";
    case kOnACallPreference:
      return "onACallRingPreference";
    case kIdlePreference:
      return "notOnACallRingPreference";
    default:
      return "installedLocales";
  }
}

// Their values are their places.
Options numbered(std::span<const std::string_view> names) {
  Options options;
  for (const auto name : names) options.push_back({std::to_string(options.size()), std::string(name)});
  return options;
}

// As ids of Unified CM are: 292ab26b-5052-dd46-325f-45b12d4822a7, in braces in some places.
bool is_id(std::string_view text) {
  const auto is_part = [](char c) { return std::string_view("0123456789abcdefABCDEF-{}").contains(c); };
  return text.size() >= 32 && std::ranges::all_of(text, is_part);
}

void collect(const kit::XmlElement& element, Options& options) {
  for (const auto& child : element.children) {
    if (child.name == "option" && child.child("value") != nullptr) {
      options.push_back({child.text_of("value"), child.text_of("name")});
    } else if (child.name == "option" && child.attribute("value")) {
      options.push_back({std::string(core::trim(*child.attribute("value"))), std::string(core::trim(child.text))});
    } else {
      collect(child, options);
    }
  }
}

}  // namespace

Options read_options(const kit::XmlElement& root) {
  Options options;
  collect(root, options);
  std::erase_if(options, [](const Option& option) { return option.value.empty(); });
  return options;
}

Options documented_options(core::EntityIndex entity) {
  constexpr std::string_view kRings[] = {"Use System Default", "Disable", "Flash Only",
                                         "Ring Once",          "Ring",    "Beep Only"};
  constexpr std::string_view kLamps[] = {"Use System Policy", "Light and Prompt", "Prompt Only", "Light Only", "None"};
  constexpr std::string_view kTones[] = {"Off", "On", "Default"};
  switch (entity) {
    case kLampPreference:
      return numbered(kLamps);
    case kTonePreference:
      return numbered(kTones);
    case kOnACallPreference:
    case kIdlePreference:
      return numbered(kRings);
    default:
      return numbered(std::vector<std::string_view>(kMostLocales));
  }
}

Options read_services(const kit::XmlElement& root) {
  Options services;
  for (const auto& child : root.children) {
    if (child.name != "phoneService") continue;
    auto id = child.text_of("id");
    if (id.empty()) id = id_in(child.attribute("uri").value_or(""));
    services.push_back({std::move(id), child.text_of("name")});
  }
  std::erase_if(services, [](const Option& service) { return service.value.empty(); });
  return services;
}

const Option* find_option(const Options& options, std::string_view wanted) {
  const auto has_value = [&](const Option& option) { return core::same(option.value, wanted, Compare::folded); };
  const auto has_name = [&](const Option& option) { return core::same(option.name, wanted, Compare::folded); };
  const auto by_value = std::ranges::find_if(options, has_value);
  if (by_value != options.end()) return &*by_value;
  const auto by_name = std::ranges::find_if(options, has_name);
  return by_name != options.end() && std::ranges::count_if(options, has_name) == 1 ? &*by_name : nullptr;
}

core::Error no_option(std::string_view what, std::string_view wanted, const Options& options) {
  std::vector<std::string> choices;
  for (const auto& option : options) {
    choices.push_back(option.name.empty() ? option.value : fmt::format("{} ({})", option.name, option.value));
  }
  const bool is_cut = choices.size() > kMostShown;
  if (is_cut) choices.resize(kMostShown);
  const std::string shown = choices.empty() ? "none at all" : fmt::format("{}", fmt::join(choices, ", "));
  return core::Error(core::ErrorKind::rejected, core::Delivery::not_sent,
                     fmt::format("there is no {} {}, or more than one: the cluster offers {}{}", what, wanted, shown,
                                 is_cut ? " and more" : ""));
}

void add_rows(core::EntityIndex entity, const Options& options, core::TableBuilder& rows) {
  std::set<std::string> keys;
  const auto add = [&](const std::string& spelling, const Option& option) {
    auto key = core::comparable(spelling, Compare::folded);
    if (key.empty() || !keys.insert(key).second) return;
    rows.begin_row(entity, key, spelling, option.value);
  };
  for (const auto& option : options) add(option.value, option);
  for (const auto& option : options) add(option.name, option);
}

OptionLists::Found OptionLists::read(core::EntityIndex entity) {
  const std::string name(list_name(entity));
  auto answer = co_await api_->get_open("/options/" + name);
  if (!answer && answer.error().kind == core::ErrorKind::not_found && entity == kLocale) {
    answer = co_await api_->get_open("/" + name);  // where the first versions had it
  }
  if (!answer && answer.error().kind == core::ErrorKind::not_found) {
    lists_[entity] = std::make_shared<const Options>(documented_options(entity));
    co_return lists_[entity];
  }
  if (!answer) co_return std::unexpected(answer.error());
  lists_[entity] = std::make_shared<const Options>(read_options(*answer));
  co_return lists_[entity];
}

OptionLists::Found OptionLists::read_services() {
  const auto answer = co_await api_->get_open("/phoneServices");
  if (!answer) co_return std::unexpected(answer.error());
  services_ = std::make_shared<const Options>(cucm_uds::read_services(*answer));
  co_return services_;
}

Task<Result<Option>> OptionLists::resolve(core::EntityIndex entity, std::string wanted) {
  if (lists_[entity] != nullptr) {
    const auto* known = find_option(*lists_[entity], wanted);
    if (known != nullptr) co_return *known;
  }
  const auto options = co_await read(entity);
  if (!options) co_return std::unexpected(options.error());
  const auto* found = find_option(**options, wanted);
  if (found != nullptr) co_return *found;
  co_return std::unexpected(no_option(catalog().entities[entity].name, wanted, **options));
}

Task<Result<Option>> OptionLists::resolve_service(std::string wanted) {
  if (services_ != nullptr) {
    const auto* known = find_option(*services_, wanted);
    if (known != nullptr) co_return *known;
  }
  const auto services = co_await read_services();
  const bool has_no_list = !services && services.error().kind == core::ErrorKind::not_found;
  if (has_no_list && is_id(wanted)) co_return Option{wanted, wanted};
  if (!services) co_return std::unexpected(services.error());
  const auto* found = find_option(**services, wanted);
  if (found != nullptr) co_return *found;
  co_return std::unexpected(no_option("phone service", wanted, **services));
}

}  // namespace muster::cucm_uds
