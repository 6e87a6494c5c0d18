// The errors of /adminapi, in both of their languages.
#include <nlohmann/json.hpp>

#include "providers/kit/json_read.h"
#include "providers/kit/xml_read.h"
#include "providers/uccx/answer.h"
#include "providers/uccx/references.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

using nlohmann::json;

namespace {

// An error is short; only a success is long.
constexpr std::size_t kLongestError = 64U << 10U;

std::optional<ApiError> error_in(const json& list) {
  const auto items = items_in(list, "apiError");
  if (!items || items->empty() || !items->front()->is_object()) return std::nullopt;
  const json& first = *items->front();
  return ApiError{text_in(first, "errorType").value_or(""), text_in(first, "errorMessage").value_or(""),
                  text_in(first, "errorData").value_or("")};
}

std::optional<ApiError> from_json(std::string_view body) {
  const auto parsed = kit::read_json(body);
  if (!parsed || !parsed->is_object()) return std::nullopt;
  const auto wrapper = parsed->find("apiErrors");
  return error_in(wrapper == parsed->end() ? *parsed : *wrapper);
}

std::optional<ApiError> from_xml(std::string_view body) {
  const auto root = kit::read_xml(body);
  if (!root || root->name != "apiErrors") return std::nullopt;
  const auto* error = root->child("apiError");
  if (error == nullptr) return std::nullopt;
  return ApiError{error->text_of("errorType"), error->text_of("errorMessage"), error->text_of("errorData")};
}

}  // namespace

std::optional<ApiError> read_api_error(std::string_view body) {
  if (body.size() > kLongestError) return std::nullopt;
  const auto text = core::trim(body);
  if (text.starts_with('{')) return from_json(text);
  return text.starts_with('<') ? from_xml(text) : std::nullopt;
}

}  // namespace muster::uccx
