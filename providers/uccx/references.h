// How one object of /adminapi names another: {"@name": "..", "refURL": "https://../resource/jdoe"}. Only the last part
// of the path counts: host and @name are what the server happens to call things. Pure.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/error.h"

namespace muster::uccx {

// User ids as the server spells them.
class People {
 public:
  void add(std::string_view id);
  [[nodiscard]] bool knows(std::string_view id) const { return by_key_.contains(key(id)); }
  // The spelling of the one user that this may name; `id` itself when there is none, or more than one.
  [[nodiscard]] std::string spelled(std::string_view id) const;

 private:
  [[nodiscard]] static std::string key(std::string_view id);
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> by_key_;
};

[[nodiscard]] std::string percent_decoded(std::string_view text, bool plus_is_space);
// The last part of the path of a URL, decoded; empty: there is none.
[[nodiscard]] std::string id_in(std::string_view url, bool plus_is_space = true);

// The user id of a reference. A '+' may be itself or a space: whichever gives a known user. Nothing: no refURL.
[[nodiscard]] std::optional<std::string> user_in(const nlohmann::json& reference, const People& people);

// The elements of a list that may come as {"item": [..]}, {"item": {..}}, {}, "" or not at all. Errors (protocol): it
// is something else.
[[nodiscard]] core::Result<std::vector<const nlohmann::json*>> items_of(const nlohmann::json& object,
                                                                        std::string_view list, std::string_view item);
// The same of {"item": ..} itself.
[[nodiscard]] core::Result<std::vector<const nlohmann::json*>> items_in(const nlohmann::json& list,
                                                                        std::string_view item);

// One object {..}, or the same within its own name as some answers have it.
[[nodiscard]] const nlohmann::json& unwrapped(const nlohmann::json& object, std::string_view name);

// Text, or a whole number as text.
[[nodiscard]] std::optional<std::string> text_in(const nlohmann::json& object, std::string_view member);

}  // namespace muster::uccx
