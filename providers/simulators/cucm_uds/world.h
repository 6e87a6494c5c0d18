// A CUCM cluster's users with their devices as a value: copy it, compare it (compare.h), hand it to handle().
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "providers/simulators/cucm_uds/quirks.h"
#include "providers/simulators/effects.h"

namespace muster::simulators::cucm_uds {

struct Forwarding {
  bool to_voice_mail = false;
  std::string destination;

  friend bool operator==(const Forwarding&, const Forwarding&) = default;
};

// Values of options; "" is the default.
struct Preferences {
  std::string visual_alert;
  std::string audible_alert;
  std::string on_call_ring;
  std::string off_call_ring;

  friend bool operator==(const Preferences&, const Preferences&) = default;
};

// A directory number on one device. Forwarding belongs to the number, the rest to this appearance of it.
struct Line {
  std::string id;
  std::string number_id;
  std::string number;
  bool primary = false;
  std::string voice_mail_pilot;
  Forwarding forward_all;
  Preferences preferences;
  std::string label;
  bool log_missed = true;
};

struct SpeedDial {
  std::string id;
  std::string number;
  std::string label;
};

struct Subscription {
  std::string id;
  std::string name;
  std::string service_id;
  std::string url;
  std::string secure_url;
};

struct Device {
  std::string id;
  std::string name;  // "SEP00D0C0000001"
  std::string model;
  std::string default_description;         // the administrator's
  std::optional<std::string> description;  // the user's
  bool editable = true;                    // the description
  bool do_not_disturb = false;
  std::string locale;  // value; "" is the default
  std::vector<Line> lines;
  std::map<int, SpeedDial> speed_dials;
  std::vector<Subscription> services;
};

// A remote destination profile or a CTI remote device.
struct RemoteProfile {
  std::string name;
  std::string model;
};

struct DaySchedule {
  int day = 0;  // 0: Sunday
  std::string start;
  std::string end;
};

struct RemoteDestination {
  std::string id;
  std::string name;
  std::string destination;
  bool ring = true;
  bool transfer = true;
  bool control = false;
  std::map<std::string, std::string> usages;  // profile -> 0, 1 or 2
  std::vector<DaySchedule> schedule;
};

struct User {
  std::string user_id;
  std::string id;
  std::string first_name;
  std::string last_name;
  std::string email;
  std::string phone_number;
  std::string display_name;  // empty: first and last name
  std::string locale;
  bool calendar_presence = false;
  bool do_not_disturb = false;  // of somebody without a device
  bool home_cluster = true;
  bool ldap_password = false;
  bool end_user = true;  // in the access control group
  std::size_t destination_limit = 4;
  bool conference_now = false;
  std::string access_code;
  std::vector<Device> devices;
  std::vector<RemoteProfile> profiles;
  std::vector<RemoteDestination> destinations;

  std::string password;
  std::string pin;
  std::vector<std::string> old_passwords;
  std::size_t login_failures = 0;     // in a row
  std::vector<std::string> sessions;  // JSESSIONIDs, some of them ended
  std::size_t cookieless = 0;         // calls without the session's cookie
  engine::WallTime last_login = engine::WallTime::min();
};

struct Session {
  std::string user_id;
  std::string node;  // the Host it was begun at
  engine::WallTime last_used{};
};

struct ServiceParameter {
  std::string id;
  std::string name;
  std::string default_value;
  bool required = false;
  bool credential = false;
};

struct PhoneService {
  std::string id;
  std::string name;
  std::string url;
  std::string secure_url;
  std::vector<ServiceParameter> parameters;
};

struct World {
  std::map<std::string, User, std::less<>> users;  // by folded user ID
  std::vector<PhoneService> phone_services;
  std::vector<std::string> servers;
  std::map<std::string, Session, std::less<>> sessions;  // by JSESSIONID
  Quirks quirks;

  std::vector<Happening> log;                                    // accepted changes, oldest first
  std::map<std::string, std::size_t, std::less<>> requests;      // "PUT /user/{id}/devices" -> how many
  std::map<std::string, std::size_t, std::less<>> wrong_logins;  // by folded user ID; never forgotten
  std::map<std::string, std::size_t, std::less<>> logins;        // sessions that began, likewise
  std::uint64_t seed = 1;                                        // of ids, cookies and orders
  std::uint64_t serial = 0;                                      // how many numbers were drawn
  std::size_t answers = 0;

  [[nodiscard]] std::uint64_t draw();
  [[nodiscard]] std::string new_id();
  [[nodiscard]] User* find_user(std::string_view user_id);  // whatever its case
  [[nodiscard]] const User* find_user(std::string_view user_id) const;
  [[nodiscard]] const PhoneService* find_service(std::string_view id) const;
  [[nodiscard]] bool is_locked(const User& user) const;
  [[nodiscard]] std::size_t wrong_logins_of(std::string_view user_id) const;
  [[nodiscard]] std::size_t request_count(std::string_view method_and_path) const;
  [[nodiscard]] std::size_t request_count() const;
};

[[nodiscard]] std::string folded(std::string_view user_id);

// Puts a user into a world that is being made; nothing is logged.
User& add_user(World& world, User user);

// Accepted changes by that actor; an empty actor counts everybody but the second administrator.
[[nodiscard]] std::vector<Happening> changes_by(const World& world, std::string_view actor = {});

[[nodiscard]] Device* find_device(User& user, std::string_view id_or_name);
[[nodiscard]] const Device* find_device(const User& user, std::string_view id_or_name);
[[nodiscard]] Line* find_line(Device& device, std::string_view id_or_number);
[[nodiscard]] const Line* primary_line(const User& user);

}  // namespace muster::simulators::cucm_uds
