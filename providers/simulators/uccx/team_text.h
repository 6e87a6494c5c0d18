// Teams and resources as /adminapi shows them.
#pragma once

#include "providers/simulators/uccx/call.h"
#include "providers/simulators/uccx/xml_text.h"

namespace muster::simulators::uccx {

[[nodiscard]] Tree team_tree(const World& world, const Team& team);
// What a list of summaries shows.
[[nodiscard]] Tree team_summary(const World& world, const Team& team);

// Which teams somebody supervises: made once for a whole list.
struct Supervision {
  std::multimap<std::string, const Team*, std::less<>> primary;
  std::multimap<std::string, const Team*, std::less<>> secondary;

  explicit Supervision(const World& world, engine::WallTime now);
};

// `user` is the version to show.
[[nodiscard]] Tree resource_tree(const Call& call, const User& user, const Supervision& supervision);

// {"@type": .., "<item>": ..}, in the order that this site gives it.
[[nodiscard]] Tree root_list(const World& world, std::string_view item, std::vector<Tree> items);

}  // namespace muster::simulators::uccx
