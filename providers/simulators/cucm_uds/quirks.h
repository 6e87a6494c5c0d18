// Every way in which one cluster's UDS may differ from another, or from its own documentation: versions, the two
// readings of each thing that is not documented, and what a server that means harm does.
#pragma once

#include <cstdint>
#include <string>

#include "reconciler/engine/clock.h"

namespace muster::simulators::cucm_uds {

enum class Version : std::uint8_t { v10_0, v10_5, v11_0, v11_5, v12_0, v12_5, v14_0 };

enum class UriPort : std::uint8_t { mixed, always, never };  // mixed: with one on the root alone
enum class EmptyElement : std::uint8_t { mixed, long_form, short_form };
enum class NumberForm : std::uint8_t { as_written, without_plus, spaced };  // of numbers that are read
enum class Charset : std::uint8_t { utf8, none, wrong };                    // what Content-Type says
enum class ErrorBody : std::uint8_t { mixed, empty, html, xml };            // the XML is this simulator's invention
enum class TimeOfDay : std::uint8_t { no_office_hours_first, midnight_first };

enum class OtherSession : std::uint8_t { answers_as_other, refused, basic_wins };  // a cookie that is another user's
enum class PostPath : std::uint8_t { either, without_id, with_id };                // of a new remote destination
enum class PutNumber : std::uint8_t { either, destination_number, destination };   // the other name is ignored
enum class NoDestinations : std::uint8_t { not_found, empty_list };
enum class ListPut : std::uint8_t { replaces, upserts };
enum class Unwritable : std::uint8_t { ignored, refused };

// What only a server that means harm does. All but login_page are answers to GET.
enum class Attack : std::uint8_t {
  none,
  entity_bomb,      // entities that multiply
  external_entity,  // an entity that is a file of the reader
  deep_xml,         // elements nested a hundred thousand deep
  huge_xml,         // millions of elements
  invalid_utf8,     // bytes that are no UTF-8
  cut_xml,          // well-formed up to the middle
  login_page,       // every answer is a login page, 200
};

struct Quirks {
  // The cluster
  Version version = Version::v12_5;
  std::string self_url = "https://cucm-pub.acme.example";  // how it calls itself in uri attributes
  UriPort uri_port = UriPort::mixed;
  bool users_need_sign_in = false;  // the directory search; /version says so from 11.5 on

  // Signing in
  std::size_t lockout_after = 3;        // wrong passwords in a row; 0: never
  std::size_t cookieless_refusals = 2;  // of a user with a session, each n-th call without its cookie is 503; 0: none
  OtherSession other_session = OtherSession::answers_as_other;
  bool cookie_suffices = true;  // with a session's cookie nobody looks at the password
  bool session_outlives_password = false;
  engine::Duration session_timeout{30 * 60 * 1000};
  std::size_t overloaded_answers = 0;  // that many answers are 503
  std::string retry_after = "2";       // what they say; empty: nothing

  // What it shows
  bool shuffled = true;          // elements in any order
  bool unknown_elements = true;  // and attributes
  EmptyElement empty_element = EmptyElement::mixed;
  NumberForm number_form = NumberForm::as_written;
  Charset charset = Charset::utf8;
  ErrorBody error_body = ErrorBody::mixed;
  bool primary_extension = false;   // in GET user
  bool same_extension_ids = false;  // of user and device scope
  bool usage_as_options = false;    // in one remote destination
  std::string schedule_element;     // of the weekly schedule in one remote destination; empty: not shown
  bool usage_options = false;       // /options/remoteDestinationUsage is there
  NoDestinations no_destinations = NoDestinations::not_found;
  TimeOfDay time_of_day = TimeOfDay::no_office_hours_first;

  // What its writes do
  PostPath post_path = PostPath::either;
  PutNumber put_number = PutNumber::either;
  ListPut speed_dial_put = ListPut::replaces;  // at user level
  bool created_body = false;                   // 201 shows what was made
  bool user_extension_put = false;             // an extension may be changed at user scope
  Unwritable fixed_description = Unwritable::ignored;
  Unwritable old_display_name = Unwritable::ignored;  // before 11.5
  int foreign_cluster_status = 403;                   // 200: answered well and not carried out
  int ldap_password_status = 403;                     // 204: the same
  int not_allowed_status = 405;
  std::size_t remembered_passwords = 0;  // that may not be used again
  std::size_t ignored_writes = 0;        // that many are answered well and not carried out

  Attack attack = Attack::none;
};

}  // namespace muster::simulators::cucm_uds
