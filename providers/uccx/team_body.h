// What is sent of a team. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "providers/uccx/references.h"
#include "reconciler/core/change.h"

namespace muster::uccx {

inline constexpr std::size_t kLongestTeamName = 49;  // characters

// How a part that is to be empty is said. No page tells: what did not take in one form is said in the other.
enum class EmptyForm { likely, other };

struct Wording {
  std::string resources_url;  // references begin with it: "https://ccx/adminapi/resource/"
  const People* people = nullptr;
  // In the likely form: an empty list is {}, and nobody as primary supervisor is left out.
  EmptyForm primary = EmptyForm::likely;
  EmptyForm secondaries = EmptyForm::likely;
  EmptyForm agents = EmptyForm::likely;
};

[[nodiscard]] nlohmann::json create_body(const core::Write& write, const Wording& wording);
// The team as it was read just before, everything in it kept (queues, flags, what muster does not know), with the parts
// that are asked for.
[[nodiscard]] nlohmann::json update_body(const core::Write& write, nlohmann::json team, const Wording& wording);

// "https://ccx/adminapi/resource/" from the URL a team calls its own; `otherwise` where it tells none.
[[nodiscard]] std::string resources_url(std::string_view self, std::string_view otherwise);

// Paths of the parts that the write asks to be empty and that this team still has.
[[nodiscard]] std::vector<core::FieldIndex> still_there(const core::Write& write, const nlohmann::json& team);

}  // namespace muster::uccx
