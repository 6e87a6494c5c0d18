// Every way in which one UCCX may differ from another, or from its own documentation. What is known is
// short: most of these are readings of what nobody has written down.
#pragma once

#include <cstdint>
#include <string>

#include "reconciler/engine/clock.h"

namespace muster::simulators::uccx {

enum class Version : std::uint8_t { v12_0, v12_5, v12_5_su1 };  // tokens from 12.5; busy flags of teams from 12.5 SU1

// /adminapi
enum class EmptyList : std::uint8_t { absent, empty_object };
enum class ReferenceName : std::uint8_t { full_name, user_id };
enum class TeamForm : std::uint8_t { reference, name };              // `team` of a resource
enum class OmittedPart : std::uint8_t { cleared, kept };             // of a PUT of a team
enum class ClearForm : std::uint8_t { either, omit, empty, never };  // what takes the supervisors away
enum class TeamRemoval : std::uint8_t { refused, moves_members };    // of a team with members
enum class Charset : std::uint8_t { utf8, none, wrong };             // what Content-Type says; the bytes are UTF-8

// /appadmin
enum class TokenPlace : std::uint8_t { either, header, form, both };
enum class TokenLife : std::uint8_t { session, until_login, per_request };
enum class TokenRefusal : std::uint8_t { forbidden, redirect, page };
enum class NoServlet : std::uint8_t { not_found, page };          // before 12.5
enum class LoginPage : std::uint8_t { redirect, page };           // 302 to the login page, or the page with 200
enum class RolesForm : std::uint8_t { hidden, lists };            // `users` filled, or two lists beside an empty one
enum class RoleRemoval : std::uint8_t { refused, leaves_teams };  // Supervisor, from who supervises a team
enum class AgentRole : std::uint8_t { from_cucm, as_posted };
enum class UpdateAnswer : std::uint8_t { message, list, redirect };

// What only a server that means harm does.
enum class Attack : std::uint8_t {
  none,
  deep_html,      // a list of users nested a hundred thousand deep
  many_tags,      // or of millions of tags
  endless_pages,  // each page of it leads to another
  entity_bomb,    // errors of /adminapi are XML whose entities multiply
  invalid_utf8,   // every text answer has bytes that are no UTF-8
  foreign_host,   // redirects and links lead to another host
  login_page,     // /adminapi answers with the login page, 200
};

struct Quirks {
  // The site
  Version version = Version::v12_5_su1;
  std::string self_url = "https://ccx-pub.acme.example";  // how the server calls itself; never what the caller used
  engine::Duration visibility_lag{0};                     // a write is in no answer for that long
  std::size_t lockout_after = 5;                          // wrong passwords in a row; 0: never

  // What /adminapi shows
  bool single_as_object = true;  // a list of one is no array
  EmptyList empty_list = EmptyList::absent;
  ReferenceName reference_name = ReferenceName::full_name;
  bool plus_for_space = true;  // in links, as forms write them
  TeamForm team_form = TeamForm::reference;
  bool list_summaries = false;  // GET team leaves out everything but id and name
  bool shuffled_lists = false;
  bool numbers_as_text = false;  // teamId, type
  bool extra_fields = true;      // fields that no page describes
  bool errors_as_xml = false;    // whatever was asked for
  Charset charset = Charset::utf8;
  std::size_t starting_answers = 0;  // that many answers are the page of a server that starts
  engine::Duration type_lag{0};      // `type` follows the role so much later

  // What its writes do
  OmittedPart omitted_part = OmittedPart::cleared;
  ClearForm clear_form = ClearForm::either;
  bool needs_current_primary = false;  // secondary supervisors only with the primary one that the team has
  TeamRemoval team_removal = TeamRemoval::refused;
  std::size_t most_members = 0;   // of a team; 0: no limit
  bool created_body = true;       // a new object's URL is the body
  bool created_location = false;  // or in this header

  // Signing in to /appadmin
  LoginPage refused_login = LoginPage::redirect;
  LoginPage expired_session = LoginPage::page;
  bool session_renewed = true;  // a login gives another JSESSIONID
  engine::Duration session_timeout{30 * 60 * 1000};
  std::string token_name = "CSRFTOKEN";
  TokenPlace token_place = TokenPlace::either;
  TokenLife token_life = TokenLife::session;
  TokenRefusal token_refusal = TokenRefusal::forbidden;
  bool token_at_login = false;  // the login itself needs one
  bool token_in_links = false;  // and so do links, as a query parameter
  bool checks_referer = true;
  NoServlet no_servlet = NoServlet::not_found;

  // Its pages
  std::size_t page_size = 0;    // rows of the list of users; 0: all
  bool search_ignored = false;  // every search finds everybody
  std::string doubled_row;      // the user ID of somebody who is listed twice
  bool tidy_pages = false;      // else tags are not closed, nor attributes quoted
  Charset page_charset = Charset::utf8;
  RolesForm roles_form = RolesForm::hidden;

  // What its update does
  RoleRemoval role_removal = RoleRemoval::refused;
  AgentRole agent_role = AgentRole::from_cucm;
  bool details_first = false;  // only somebody whose page this session opened last
  UpdateAnswer update_answer = UpdateAnswer::message;
  std::size_t busy_updates = 0;     // that many are answered by "Server is busy", 200
  std::size_t ignored_updates = 0;  // that many are answered well and not carried out

  Attack attack = Attack::none;
};

}  // namespace muster::simulators::uccx
