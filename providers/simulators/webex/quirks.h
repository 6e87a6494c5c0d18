// Every way in which one Webex organisation may differ from another, or from its own documentation.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "reconciler/engine/clock.h"

namespace muster::simulators::webex {

enum class ErrorShape : std::uint8_t { by_resource, general, telephony, text, html };
enum class StatusId : std::uint8_t { uuid, hydra, upper };                   // how rows of a 206 name an agent
enum class UnassignedDelete : std::uint8_t { ignored, row, refused };        // DELETE of an agent who is not assigned
enum class SingleDelete : std::uint8_t { basic_only, any_tier, refused };    // of a Customer Assist supervisor
enum class Rotation : std::uint8_t { none, at_once, after_use };             // when an old refresh token stops working
enum class PutTrouble : std::uint8_t { none, applies_roles, applies_rest };  // an error that changed something
enum class ScimMode : std::uint8_t { works, off, does_nothing };

struct Quirks {
  // The site
  std::string base_path = "/v1";
  std::string link_base = "https://webexapis.com";  // of rel="next" where the request has no Host
  std::string customer_assist_licence = "Customer Experience - Essential";
  ErrorShape error_shape = ErrorShape::by_resource;
  bool doubled_tracking = true;  // Trackingid comes back as "a,a"
  bool extra_fields = true;      // fields that no page describes
  bool login_as_text = true;     // loginEnabled and invitePending are "true" or "false", as their schema says
  bool tier_as_text = false;     // hasCxEssentials is text, as one example has it

  // Ids
  std::string cluster = "us";        // or "urn:TEAM:us-west-2_r"
  bool padded_ids = false;           // base64 with "="
  bool upper_case_uuids = false;     // inside the ids of answers
  bool agents_always_people = true;  // agents' ids say PEOPLE whatever they are
  bool refuses_bare_ids = true;      // a bare UUID in a path or body is refused
  StatusId status_id = StatusId::uuid;

  // Accounts
  std::set<std::string> missing_scopes;  // of the token: 403 for what needs them
  std::set<std::string> absent_roles;    // by tail: not in GET /roles
  bool role_change_ends_tokens = true;
  Rotation rotation = Rotation::none;
  engine::Duration token_lifetime{14LL * 24 * 3600 * 1000};
  engine::Duration refresh_lifetime{90LL * 24 * 3600 * 1000};

  // Listings
  std::size_t page_cap = 1000;         // whatever `max` asks
  std::size_t default_max = 100;       // without `max`
  bool supervisor_links = true;        // Link with the lists and details of supervisors
  bool relative_links = false;         // the next link is a path
  bool next_omits_filters = false;     // the next link has lost hasCxEssentials, orgId and the like
  bool reorders_page = false;          // the order within a page is another each time
  bool list_shows_roles = true;        // roles and licences in GET /people; by id they never are
  bool omits_detail_id = false;        // a supervisor's detail without its id
  engine::Duration visibility_lag{0};  // a write is not in listings for that long
  engine::Duration read_lag{0};        // nor in reads of one object

  // Writes
  std::size_t max_agents = 0;      // in one request; 0: no limit
  int over_limit_status = 400;     // or 413, 504
  int exists_status = 409;         // POST of a supervisor that is there; or 400
  int unlicensed_status = 400;     // POST without the Customer Assist licence; or 403
  int partial_status = 206;        // with rows; or 200
  bool reports_added = false;      // rows also for agents that were assigned
  bool exclusive_agents = false;   // an agent of another supervisor is NOT_AVAILABLE
  bool bulk_knows_tier = true;     // false: bulk DELETE takes hasCxEssentials for false
  bool refuses_read_only = false;  // PUT of a person with id, created, status and the like is refused
  UnassignedDelete unassigned_delete = UnassignedDelete::ignored;
  SingleDelete single_delete = SingleDelete::basic_only;
  PutTrouble put_trouble = PutTrouble::none;
  ScimMode scim = ScimMode::works;
  int scim_patch_status = 200;  // or 204, without a body

  // Attacks: nothing that may be survived, only refused safely
  bool foreign_links = false;      // the next link points to another host
  bool endless_pages = false;      // each page has a next one with more of the same
  bool repeats_page = false;       // `start` and cursors are not looked at
  int agent_count_error = 0;       // added to agentCount
  bool writes_do_nothing = false;  // assignments are accepted and not carried out
};

}  // namespace muster::simulators::webex
