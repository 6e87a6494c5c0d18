#include "providers/uccx/page_link.h"

#include <algorithm>

#include "providers/kit/percent.h"
#include "providers/net/origin.h"
#include "providers/uccx/references.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

namespace {

core::Error foreign() {
  return core::Error(core::ErrorKind::rejected, core::Delivery::refused,
                     "it leads to another host, which is not followed");
}

bool has_scheme(std::string_view link) {
  const auto end = link.find_first_of(":/?#");
  return end != std::string_view::npos && link[end] == ':';
}

// What a target cannot hold as it is, encoded.
std::string cleaned(std::string_view target) {
  std::string clean;
  for (const char c : target) {
    const auto byte = static_cast<unsigned char>(c);
    const bool odd = byte <= 0x20 || byte >= 0x7F || std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos;
    clean += odd ? kit::percent_encode(std::string_view(&c, 1)) : std::string(1, c);
  }
  return clean;
}

bool same_origin(std::string_view one, std::string_view other) {
  const auto a = net::parse_origin(one);
  const auto b = net::parse_origin(other);
  return a && b && a->tls == b->tls && a->port == b->port && core::same(a->host, b->host, core::Compare::folded);
}

std::string_view origin_of(std::string_view url) {
  const auto slash = url.find("://");
  if (slash == std::string_view::npos) return {};
  return url.substr(0, std::min(url.find('/', slash + 3), url.size()));
}

// "https://host/path" to "/path".
core::Result<std::string> local_part(std::string_view url, const PagePlace& page) {
  const auto slash = url.find("://");
  if (slash == std::string_view::npos) return std::string();  // javascript:, mailto:
  const auto end = std::min(url.find_first_of("/?#", slash + 3), url.size());
  const auto there = url.substr(0, end);
  if (!same_origin(there, page.origin) && !same_origin(there, origin_of(page.own_url))) {
    return std::unexpected(foreign());
  }
  const auto rest = url.substr(end);
  return cleaned(rest.starts_with('/') ? std::string(rest) : "/" + std::string(rest));
}

std::string folder_of(std::string_view path) { return std::string(path.substr(0, path.rfind('/') + 1)); }

}  // namespace

core::Result<std::string> resolve(std::string_view link, const PagePlace& page) {
  link = core::trim(link);
  link = link.substr(0, link.find('#'));
  if (link.empty()) return std::string();
  if (link.starts_with("//") || link.starts_with("\\") || link.starts_with("/\\")) return std::unexpected(foreign());
  if (has_scheme(link)) return local_part(link, page);
  if (link.starts_with('/')) return cleaned(link);
  if (link.starts_with('?')) return cleaned(page.path + std::string(link));
  if (link.starts_with("./")) link.remove_prefix(2);
  return cleaned(folder_of(page.path) + std::string(link));
}

FormFields query_of(std::string_view target, bool plus_is_space) {
  FormFields fields;
  const auto mark = target.find('?');
  std::string_view rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
  while (!rest.empty()) {
    const auto end = std::min(rest.find('&'), rest.size());
    const auto pair = rest.substr(0, end);
    const auto equals = std::min(pair.find('='), pair.size());
    const auto value = pair.substr(std::min(equals + 1, pair.size()));
    if (!pair.empty()) {
      fields.emplace_back(percent_decoded(pair.substr(0, equals), plus_is_space),
                          percent_decoded(value, plus_is_space));
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return fields;
}

std::optional<std::string> value_of(const FormFields& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, [](const auto& pair) -> std::string_view { return pair.first; });
  if (found == fields.end()) return std::nullopt;
  return found->second;
}

void set_value(FormFields& fields, std::string_view name, std::string value) {
  const auto has_name = [&](const auto& pair) { return pair.first == name; };
  const auto first = std::ranges::find_if(fields, has_name);
  if (first == fields.end()) {
    fields.emplace_back(name, std::move(value));
    return;
  }
  first->second = std::move(value);
  fields.erase(std::remove_if(std::next(first), fields.end(), has_name), fields.end());
}

std::string encoded(const FormFields& fields) {
  std::string text;
  for (const auto& [name, value] : fields) {
    if (!text.empty()) text += '&';
    text += kit::percent_encode(name) + "=" + kit::percent_encode(value);
  }
  return text;
}

}  // namespace muster::uccx
