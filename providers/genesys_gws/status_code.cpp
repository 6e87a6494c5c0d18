#include "providers/genesys_gws/status_code.h"

#include <algorithm>
#include <array>

namespace muster::genesys_gws {

using core::Delivery;
using core::ErrorKind;

namespace {

constexpr std::array<StatusMeaning, 20> kTable = {{
    {1, ErrorKind::rejected, Delivery::refused, false, "a required parameter is missing"},
    {2, ErrorKind::rejected, Delivery::refused, false, "not valid in the present state"},
    {3, ErrorKind::rejected, Delivery::refused, false, "the operation is forbidden"},
    {4, ErrorKind::unavailable, Delivery::refused, true, "internal error of the server"},
    {5, ErrorKind::rejected, Delivery::refused, false,
     "no permission: muster's account needs the role admin or apiuser"},
    {6, ErrorKind::not_found, Delivery::refused, false, "not found"},
    {7, ErrorKind::unavailable, Delivery::maybe_applied, false, "only partly done"},
    {8, ErrorKind::auth, Delivery::refused, false, "muster's account must change its password first"},
    {9, ErrorKind::unavailable, Delivery::maybe_applied, false, "processing is not finished"},
    {10, ErrorKind::rejected, Delivery::refused, false, "a value is out of range"},
    {11, ErrorKind::rejected, Delivery::refused, false, "the property is read only"},
    {12, ErrorKind::unavailable, Delivery::refused, true, "the server was unable to retrieve it"},
    {13, ErrorKind::unavailable, Delivery::refused, true, "the server was unable to create it"},
    {14, ErrorKind::unavailable, Delivery::refused, true, "the server was unable to delete it"},
    {15, ErrorKind::unavailable, Delivery::refused, true, "the server was unable to update it"},
    {16, ErrorKind::unavailable, Delivery::refused, true, "the server was unable to assign it"},
    {17, ErrorKind::unavailable, Delivery::refused, true, "the server was unable to unassign it"},
    {18, ErrorKind::conflict, Delivery::refused, false, "already exists"},
    {19, ErrorKind::rejected, Delivery::refused, false, "already in use"},
    {20, ErrorKind::auth, Delivery::refused, false, "not authenticated: check the credentials"},
}};

}  // namespace

StatusMeaning meaning_of(std::int64_t code) {
  const auto found = std::ranges::find(kTable, code, &StatusMeaning::code);
  if (found != kTable.end()) return *found;
  return {code, ErrorKind::rejected, Delivery::refused, false, "a code that is not documented"};
}

}  // namespace muster::genesys_gws
