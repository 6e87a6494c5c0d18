// How the site shows a person, a device and a skill.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "providers/simulators/genesys_gws/call.h"

namespace muster::simulators::gws {

// Which parts of an object were asked for.
struct Shown {
  bool uris_only = false;
  bool all_fields = true;
  std::vector<std::string> fields;  // when not all
  bool skills = false;
  bool devices = false;
  bool own_password = false;  // GET /me prints an empty one

  [[nodiscard]] bool has(std::string_view field) const;
};

// From `fields` and `subresources`. A collection without them shows URIs alone.
[[nodiscard]] Shown shown_by(const Target& target, bool collection);

void append_user(std::string& out, const World& world, const User& user, const Shown& shown);
void append_device(std::string& out, const World& world, const Device& device);
void append_skill(std::string& out, const World& world, const Skill& skill);
void append_user_skill(std::string& out, const World& world, const SkillLevel& skill);

// A field as text for filters and sorting; roles are joined by spaces. Empty for an unknown field.
[[nodiscard]] std::string field_text(const World& world, const User& user, std::string_view field);
[[nodiscard]] bool is_user_field(std::string_view field);

[[nodiscard]] const Skill* find_skill(const World& world, std::string_view id);

}  // namespace muster::simulators::gws
