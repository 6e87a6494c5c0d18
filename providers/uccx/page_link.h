// Links of the pages of /appadmin, and what their queries say. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reconciler/core/error.h"

namespace muster::uccx {

using FormFields = std::vector<std::pair<std::string, std::string>>;

// Where a page was read from: muster's origin ("https://ccx.acme.example") and the path ("/appadmin/LDAPSetup"). A
// server may call itself by another name than muster does; a link to that name is one to itself.
struct PagePlace {
  std::string origin;
  std::string path;
  std::string own_url{};  // any URL of the server's own making; may be empty
};

// The target (path and query, fit for a request) of a link on a page. Errors (rejected): it leads to another host.
// Empty: it is no link to a page (a script, an anchor).
[[nodiscard]] core::Result<std::string> resolve(std::string_view link, const PagePlace& page);

// The query of a target, decoded.
[[nodiscard]] FormFields query_of(std::string_view target, bool plus_is_space = true);
[[nodiscard]] std::optional<std::string> value_of(const FormFields& fields, std::string_view name);
void set_value(FormFields& fields, std::string_view name, std::string value);  // replaces every one, or adds it
// application/x-www-form-urlencoded.
[[nodiscard]] std::string encoded(const FormFields& fields);

}  // namespace muster::uccx
