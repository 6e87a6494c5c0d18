// Every way in which one Ameyo server may differ from another, or from its own pages. Little of this interface is
// written down: most of these are readings of what public clients do, and the README says which are our invention.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "reconciler/engine/clock.h"

namespace muster::simulators::ameyo {

// Signing in
enum class LoginForms : std::uint8_t { both, documented, client };  // /session/userLogin, /userLogin/login
enum class LoginReply : std::uint8_t { top_level, nested };         // where /session/userLogin says the session id
enum class ForcedLogin : std::uint8_t { ends_oldest, ends_all };    // of the account's sessions
enum class Expired : std::uint8_t { forbidden, unauthorized, page };

// Errors
enum class FailureForm : std::uint8_t { http, body };  // status 512 of HTTP, or 200 and "status": 512 in the body
enum class KeyPlace : std::uint8_t { message, info, array };
enum class Charset : std::uint8_t { utf8, none, wrong };  // what Content-Type says; the bytes are UTF-8

// Users
enum class UnknownCenter : std::uint8_t { empty, refused };
enum class BadElement : std::uint8_t { none, null, number, no_id, wrong_types };  // one more element in every listing
enum class LoginsForm : std::uint8_t { text, number, either };                    // maxAllowedLogins of a body
enum class UpdateId : std::uint8_t { cc_user_id, user_id, none };
enum class Omitted : std::uint8_t { nulled, kept };  // fields that an update leaves out
enum class WriteReply : std::uint8_t { nulls, as_stored, another_sample, empty };
enum class RoleSpelling : std::uint8_t { documented, spaced, upper_case };
enum class RemovalWithSessions : std::uint8_t { refused, ends_them };
enum class LastManager : std::uint8_t { refused, leaves_group };  // removal of a group's only manager

// Groups
enum class PeopleForm : std::uint8_t { cc_user_ids, user_ids, objects };
enum class PeopleNames : std::uint8_t { as_created, plain };  // ccManagerUserIds and ccUserIds, or managers and users
enum class GroupListing : std::uint8_t { both, first_only, second_only, first_without_people };
enum class IdKind : std::uint8_t { cc_user_id, user_id, either };
enum class Assignments : std::uint8_t { failures, everyone, silent };  // what a reply says of each person
enum class HierarchyLicence : std::uint8_t { there, no_children, no_groups };
enum class GroupRemoval : std::uint8_t { with_members, only_empty };

// What only a server that means harm does.
enum class Attack : std::uint8_t {
  none,
  login_page,          // every answer is a page, 200
  huge,                // listings of many megabytes
  deep_json,           // or nested a hundred thousand deep
  invalid_utf8,        // every answer has bytes that are no UTF-8
  redirect,            // to another host
  control_characters,  // names that colour a terminal and turn text around
  huge_numbers,        // ids beyond every integer
};

struct Quirks {
  // The server
  engine::Duration visibility_lag{0};  // a write is in no answer for that long
  std::size_t starting_answers = 0;    // that many answers are the page of a server that starts
  Charset charset = Charset::utf8;
  KeyPlace key_place = KeyPlace::message;
  FailureForm command_failure = FailureForm::http;

  // Signing in
  LoginForms login_forms = LoginForms::both;
  LoginReply login_reply = LoginReply::top_level;
  FailureForm login_failure = FailureForm::body;
  ForcedLogin forced_login = ForcedLogin::ends_oldest;
  std::size_t service_logins = 0;  // how many sessions muster's account may have; 0: what the account says
  std::size_t login_hiccups = 0;   // that many logins fail as they do right after a user was created
  std::size_t lockout_after = 5;   // wrong passwords in a row; 0: never
  engine::Duration session_timeout{30 * 60 * 1000};
  bool session_slides = true;  // every request keeps a session alive, not /session/keepAliveWithPingPush alone
  Expired expired = Expired::forbidden;
  bool needs_cookie = false;  // __METADATA__ must come back
  bool secure_mode = false;   // Authorization: <jwt> beside the session id
  engine::Duration jwt_lifetime{60 * 60 * 1000};

  // What listings show
  UnknownCenter unknown_center = UnknownCenter::empty;
  std::string broken_skills;  // the userId of somebody whose skill map is null: the whole listing fails
  bool html_500 = true;       // and this is how; else without a body
  BadElement bad_element = BadElement::none;
  std::string case_twin;  // the userId of somebody who has a double whose userId differs in case alone
  bool numbers_as_text = false;
  bool extra_fields = true;  // fields that nobody has described
  bool shuffled_lists = false;

  // What writes of users do
  LoginsForm logins_on_create = LoginsForm::text;
  LoginsForm logins_on_update = LoginsForm::number;
  std::set<std::string> create_ignores{"defaultReady", "loginPolicy", "maxAllowedLogins", "mappingUserId"};
  std::set<std::string> update_ignores;
  UpdateId update_id = UpdateId::cc_user_id;
  bool checks_body_id = true;  // the userId of the body must be that of the path
  Omitted omitted = Omitted::nulled;
  WriteReply write_reply = WriteReply::nulls;
  engine::Duration approval_lag{0};  // a checker lets a created user in so much later
  std::string existing_key = "UserService.add.user.failed.user.already.exists";
  bool ids_fold_case = false;       // "MKos" is taken where "mkos" is
  std::size_t licensed_users = 0;   // 0: any number
  std::size_t password_length = 8;  // at least
  bool echoes_password = false;     // errors of a create repeat it
  RoleSpelling role_spelling = RoleSpelling::documented;
  std::set<std::string> allowed_roles;  // as shown; empty: all of World::privilege_plans
  RemovalWithSessions removal_with_sessions = RemovalWithSessions::refused;
  LastManager last_manager = LastManager::refused;

  // Groups
  PeopleForm people_form = PeopleForm::cc_user_ids;
  PeopleNames people_names = PeopleNames::as_created;
  GroupListing group_listing = GroupListing::both;
  bool groups_wrapped = false;  // {"groups": [..]}
  IdKind created_ids = IdKind::cc_user_id;
  IdKind member_ids = IdKind::user_id;
  IdKind manager_ids = IdKind::either;
  bool session_in_body = false;    // userGroupModifyAPI wants sessionId in its body as well
  bool managers_need_role = true;  // Supervisor or Group Manager
  bool unassigns_first = false;    // a change of the only manager is then refused in part
  bool group_id_in_reply = false;  // of a create
  bool group_failure_512 = false;  // instead of 200 and groupErrorReason
  Assignments assignments = Assignments::failures;
  HierarchyLicence hierarchy_licence = HierarchyLicence::there;
  GroupRemoval group_removal = GroupRemoval::with_members;

  Attack attack = Attack::none;
};

}  // namespace muster::simulators::ameyo
