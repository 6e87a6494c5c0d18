// What one provider object has learnt about its installation.
#pragma once

#include <optional>
#include <set>
#include <string>

namespace muster::genesys_gws {

inline constexpr std::string_view kReadFeature = "api-provisioning-read";
inline constexpr std::string_view kWriteFeature = "api-provisioning-write";

struct Known {
  std::optional<std::set<std::string, std::less<>>> features;  // nothing: the server does not tell
  bool version_asked = false;
  bool users_answered = false;  // /users exists: from now on "not found" is about one user

  [[nodiscard]] bool lacks(std::string_view feature) const { return features && !features->contains(feature); }
};

}  // namespace muster::genesys_gws
