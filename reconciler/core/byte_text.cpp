#include "reconciler/core/byte_text.h"

#include <utf8proc.h>

#include <nlohmann/json.hpp>

namespace muster::core {
namespace {

using Json = nlohmann::ordered_json;

bool is_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t point = 0;
    const auto size = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
    if (size <= 0) return false;
    at += static_cast<std::size_t>(size);
  }
  return true;
}

std::string to_hex(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex.push_back(kDigits[byte >> 4U]);
    hex.push_back(kDigits[byte & 0xFU]);
  }
  return hex;
}

bool read_hex(const std::string& hex, std::string& bytes) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  if (hex.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    if (digit(hex[i]) < 0 || digit(hex[i + 1]) < 0) return false;
    bytes.push_back(static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1])));
  }
  return true;
}

}  // namespace

Json byte_text(std::string_view bytes) {
  if (is_utf8(bytes)) return Json(bytes);
  Json json = Json::object();
  json["hex"] = to_hex(bytes);
  return json;
}

bool read_byte_text(const Json& json, std::string& bytes) {
  bytes.clear();
  if (json.is_string()) {
    bytes = json.get_ref<const std::string&>();
    return true;
  }
  const auto hex = json.is_object() ? json.find("hex") : json.end();
  if (hex == json.end() || json.size() != 1 || !hex->is_string()) return false;
  return read_hex(hex->get_ref<const std::string&>(), bytes);
}

MemberReader::MemberReader(const Json& object) : object_(&object), ok_(object.is_object()) {}

const Json* MemberReader::find(const char* name) const {
  if (!object_->is_object()) return nullptr;
  const auto at = object_->find(name);
  return at == object_->end() ? nullptr : &*at;
}

std::string MemberReader::text(const char* name) {
  std::string bytes;
  const Json* json = find(name);
  if (json == nullptr || !read_byte_text(*json, bytes)) refuse();
  return bytes;
}

std::int64_t MemberReader::number(const char* name) {
  const Json* json = find(name);
  if (json != nullptr && json->is_number_integer()) return json->get<std::int64_t>();
  refuse();
  return 0;
}

bool MemberReader::boolean(const char* name) {
  const Json* json = find(name);
  if (json != nullptr && json->is_boolean()) return json->get<bool>();
  refuse();
  return false;
}

const Json& MemberReader::array(const char* name) {
  static const Json kNone = Json::array();
  const Json* json = find(name);
  if (json != nullptr && json->is_array()) return *json;
  refuse();
  return kNone;
}

}  // namespace muster::core
