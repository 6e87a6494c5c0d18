// Every way in which one Genesys Web Services site may differ from another, or from its own documentation.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "reconciler/engine/clock.h"

namespace muster::simulators::gws {

enum class StatusCodeForm : std::uint8_t { number, text, varying };  // varying: from answer to answer
enum class IdForm : std::uint8_t { hex, dashed };
enum class Reordering : std::uint8_t { none, within_page, whole_listing };  // whole_listing obeys sortBy
enum class UpdateVerb : std::uint8_t { put, post, both };
enum class FeatureOff : std::uint8_t { not_found, invalid_operation, html_page };
enum class Saml : std::uint8_t { off, anonymous, login_page };
enum class FieldWrite : std::uint8_t { works, ignored, refused };
enum class Demotion : std::uint8_t { keeps_devices, drops_devices, refused };  // losing ROLE_AGENT with devices
enum class UnknownField : std::uint8_t { ignored, refused };
enum class Recasing : std::uint8_t { none, lower, upper };

struct Quirks {
  // The site
  std::string version = "8.5.201.95";
  std::string base_path = "/api/v2";
  std::string uri_base = "http://gws-node-1.acme.example:8080/cloud-web/api/v2";  // never what the caller used
  UpdateVerb update_verb = UpdateVerb::put;

  // The envelope
  StatusCodeForm status_code = StatusCodeForm::varying;
  int forbidden_status = 403;   // or 400: the pages print "400 FORBIDDEN"
  int denied_status = 401;      // or 403, or 200
  bool errors_as_html = false;  // error pages of the container instead of the envelope
  int created_status = 200;     // or 201
  bool skill_level_as_text = true;
  bool extra_fields = true;  // fields that no page describes
  FeatureOff feature_off = FeatureOff::not_found;

  // Identity and sessions
  IdForm id_form = IdForm::hex;  // of objects created from now on
  bool csrf = false;
  bool csrf_random_header = true;  // else X-CSRF-TOKEN
  bool sticky_cookie = false;      // AWSELB: without it the session is not found
  bool session_signs_in = true;    // the cookie alone is enough
  engine::Duration session_timeout{30 * 60 * 1000};
  Saml saml = Saml::off;

  // Listings
  std::size_t default_limit = 0;  // without `limit`; 0: everything
  std::size_t page_cap = 0;       // whatever `limit` asks; 0: none
  bool ignores_limit = false;
  bool ignores_offset = false;
  bool only_agents = false;  // the listing leaves out people without ROLE_AGENT
  Reordering reordering = Reordering::none;

  // What answers show
  std::set<std::string> omitted_fields;  // e.g. emailAddress, contactCenterId, enabled
  bool omits_defaults = false;           // leaves out false, "" and an enabled true
  Recasing recased_logins = Recasing::none;
  Recasing recased_roles = Recasing::none;
  engine::Duration visibility_lag{0};  // a write is not in listings for that long
  engine::Duration read_lag{0};        // nor in reads of one object

  // What writes do
  std::set<std::string> known_roles{"ROLE_AGENT", "ROLE_SUPERVISOR", "ROLE_ADMIN", "ROLE_API_USER"};
  std::set<std::string> unlicensed_roles;    // accepted and silently dropped
  std::set<std::string> ineffective_fields;  // accepted by PUT and not changed
  bool normalises_text = false;              // names are trimmed and their first letter raised
  bool empty_roles = true;                   // false: roles: [] is refused
  bool self_removal = true;                  // the calling account may be deleted
  FieldWrite email = FieldWrite::works;
  FieldWrite enabled = FieldWrite::works;
  Demotion demotion = Demotion::keeps_devices;
  UnknownField unknown_field = UnknownField::ignored;
  bool device_unassign = false;  // DELETE /users/{id}/devices/{id}: no page describes it
  bool skill_writes = false;     // nor these
};

}  // namespace muster::simulators::gws
