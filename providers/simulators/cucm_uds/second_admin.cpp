#include "providers/simulators/cucm_uds/second_admin.h"

#include <algorithm>

#include <fmt/core.h>

#include "providers/simulators/cucm_uds/changes.h"
#include "providers/simulators/cucm_uds/option_lists.h"
#include "providers/simulators/cucm_uds/shared_settings.h"
#include "providers/simulators/cucm_uds/sign_in.h"

namespace muster::simulators::cucm_uds {
namespace {

User* pick_user(World& world, Draw& draw, const EditSettings& settings) {
  User* user = nullptr;
  if (!settings.users.empty()) {
    user = world.find_user(settings.users[draw.below(settings.users.size())]);
  } else if (!world.users.empty()) {
    user = &std::next(world.users.begin(), static_cast<std::ptrdiff_t>(draw.below(world.users.size())))->second;
  }
  const bool spared = user != nullptr && std::ranges::count(settings.spared, user->user_id) != 0;
  return spared ? nullptr : user;
}

void apply(const UserEdit& edit, User& wanted) {
  if (edit.display_name) wanted.display_name = *edit.display_name;
  if (edit.locale) wanted.locale = *edit.locale;
  if (edit.do_not_disturb) wanted.do_not_disturb = *edit.do_not_disturb;
  if (edit.access_code) wanted.access_code = *edit.access_code;
  if (edit.password) wanted.password = *edit.password;
  if (edit.home_cluster) wanted.home_cluster = *edit.home_cluster;
  if (edit.end_user) wanted.end_user = *edit.end_user;
  if (edit.unlock) wanted.login_failures = 0;
  for (auto& device : wanted.devices) {
    if (edit.locale) device.locale = *edit.locale;
    if (edit.do_not_disturb) device.do_not_disturb = *edit.do_not_disturb;
  }
  for (Line* line : lines_of(wanted)) {
    if (edit.forward_all) line->forward_all = {false, *edit.forward_all};
  }
}

void apply_dial(World& world, const DeviceEdit& edit, Device& device) {
  if (edit.number && edit.number->empty()) {
    device.speed_dials.erase(*edit.speed_dial);
    return;
  }
  SpeedDial& dial = device.speed_dials[*edit.speed_dial];
  if (dial.id.empty()) dial.id = world.new_id();
  if (edit.number) dial.number = *edit.number;
  dial.label = edit.label;
}

bool apply(World& world, const DeviceEdit& edit, Device& device) {
  if (edit.description) device.description = *edit.description;
  if (edit.do_not_disturb) device.do_not_disturb = *edit.do_not_disturb;
  if (edit.speed_dial) apply_dial(world, edit, device);
  if (edit.line.empty()) return true;
  Line* line = find_line(device, edit.line);
  if (line != nullptr) line->label = edit.label;
  return line != nullptr;
}

bool edit_user(World& world, engine::WallTime now, const User& user, Edit edit, Draw& draw) {
  UserEdit change;
  if (edit == Edit::change_locale) {
    const auto locales = options(kLocales, world.quirks);
    change.locale = locales[draw.below(locales.size())].value;
  }
  if (edit == Edit::toggle_do_not_disturb) change.do_not_disturb = !shared_do_not_disturb(user).value_or(true);
  if (edit == Edit::change_forwarding) change.forward_all = fmt::format("{}", 4000 + draw.below(1000));
  if (edit == Edit::change_password) change.password = fmt::format("changed-{:06}", draw.below(1'000'000));
  return other_edits_user(world, now, user.user_id, change);
}

bool edit_device(World& world, engine::WallTime now, const User& user, Edit edit, Draw& draw) {
  if (user.devices.empty()) return false;
  const Device& device = user.devices[draw.below(user.devices.size())];
  DeviceEdit change;
  if (edit == Edit::change_description) change.description = fmt::format("Desk {}", draw.below(1000));
  if (edit == Edit::change_label && !device.lines.empty()) change.line = device.lines.front().number;
  change.label = fmt::format("Label {}", draw.below(1000));
  if (edit == Edit::change_speed_dial) {
    change.speed_dial = 1 + static_cast<int>(draw.below(4));
    change.number = fmt::format("{}", 4000 + draw.below(1000));
  }
  return other_edits_device(world, now, user.user_id, device.name, change);
}

}  // namespace

bool other_edits_user(World& world, engine::WallTime now, std::string_view user, const UserEdit& edit) {
  User* found = world.find_user(user);
  if (found == nullptr) return false;
  const auto locales = options(kLocales, world.quirks);
  const bool known =
      !edit.locale || edit.locale->empty() || std::ranges::count(locales, *edit.locale, &Option::value) != 0;
  if (!known) return false;
  User wanted = *found;
  apply(edit, wanted);
  change_user(world, {std::string(kOtherAdministrator), now}, *found, std::move(wanted));
  if (edit.password) end_sessions(world, *found);
  return true;
}

bool other_edits_device(World& world, engine::WallTime now, std::string_view user, std::string_view device,
                        const DeviceEdit& edit) {
  User* found = world.find_user(user);
  if (found == nullptr) return false;
  User wanted = *found;
  std::size_t edited = 0;
  for (auto& one : wanted.devices) {
    if (!device.empty() && one.name != device) continue;
    if (!apply(world, edit, one)) return false;
    ++edited;
  }
  if (edited == 0) return false;
  change_user(world, {std::string(kOtherAdministrator), now}, *found, std::move(wanted));
  return true;
}

bool edit_at_random(World& world, engine::WallTime now, Draw& draw, const EditSettings& settings) {
  if (settings.edits.empty()) return false;
  const auto edit = settings.edits[draw.below(settings.edits.size())];
  const User* user = pick_user(world, draw, settings);
  if (user == nullptr) return false;
  const bool of_device =
      edit == Edit::change_speed_dial || edit == Edit::change_label || edit == Edit::change_description;
  return of_device ? edit_device(world, now, *user, edit, draw) : edit_user(world, now, *user, edit, draw);
}

}  // namespace muster::simulators::cucm_uds
