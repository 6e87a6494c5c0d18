#include "providers/ameyo/envelope.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "providers/kit/json_read.h"
#include "providers/kit/percent.h"
#include "reconciler/core/name.h"

namespace muster::ameyo {

using nlohmann::json;

namespace {

constexpr std::size_t kLongestEnvelope = 64U << 10U;

// Text as it is; an array, or text that holds one, as its first element.
std::string text_of(const json& value) {
  if (value.is_array()) return value.empty() ? std::string() : text_of(value.front());
  if (!value.is_string()) return {};
  const auto& text = value.get_ref<const std::string&>();
  if (!core::trim(text).starts_with('[')) return text;
  const auto list = kit::read_json(text);
  return list && list->is_array() ? text_of(*list) : text;
}

std::string text_in(const json& object, const char* member) {
  const auto found = object.find(member);
  return found == object.end() ? std::string() : text_of(*found);
}

std::int64_t number_in(const json& object, const char* member) {
  const kit::JsonPlace root("");
  const auto reader = kit::JsonObject::of(object, root);
  const auto number = reader->integer(member);
  return number && number->has_value() ? **number : 0;
}

// The longest first: a short form may be a piece of a long one.
std::vector<std::string> forms_of(const std::vector<std::string>& secrets) {
  std::vector<std::string> forms;
  for (const auto& secret : secrets) {
    if (secret.empty()) continue;
    forms.push_back(secret);
    forms.push_back(kit::percent_encode(secret));
    for (const bool ascii_only : {false, true}) {
      const auto quoted = json(secret).dump(-1, ' ', ascii_only, json::error_handler_t::replace);
      forms.push_back(quoted.substr(1, quoted.size() - 2));
    }
  }
  std::ranges::stable_sort(forms, std::ranges::greater(), &std::string::size);
  return forms;
}

bool is_record(const json& object) {
  constexpr std::array kIds = {"id", "userId", "ccUserId", "groupId"};
  return std::ranges::any_of(kIds, [&](const char* id) { return object.contains(id); });
}

// Lists of words are no data.
bool is_about_failures(const std::string& member) {
  const auto name = core::comparable(member, core::Compare::folded);
  constexpr std::array<std::string_view, 4> kWords = {"error", "fail", "warn", "message"};
  return name == "info" ||
         std::ranges::any_of(kWords, [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

bool holds_objects(const json* list) {
  return std::ranges::any_of(*list, [](const json& element) { return element.is_object(); });
}

const json* list_within(const json& answer, int depth) {
  constexpr int kDeepest = 3;
  if (answer.is_array()) return &answer;
  if (!answer.is_object() || depth > kDeepest || is_record(answer)) return nullptr;
  std::vector<const json*> lists;
  std::vector<const json*> objects;
  for (const auto& [name, value] : answer.items()) {
    if (value.is_array() && !is_about_failures(name)) lists.push_back(&value);
    if (value.is_object() && !is_about_failures(name)) objects.push_back(&value);
  }
  if (lists.size() > 1) std::erase_if(lists, [](const json* list) { return !holds_objects(list); });
  if (lists.size() == 1) return lists.front();
  return lists.empty() && objects.size() == 1 ? list_within(*objects.front(), depth + 1) : nullptr;
}

}  // namespace

const json* list_in(const json& answer) { return list_within(answer, 0); }

std::string Envelope::said() const { return std::string(core::trim(message.empty() ? info : message)); }

std::optional<Envelope> read_envelope(std::string_view body) {
  if (body.size() > kLongestEnvelope || !core::trim(body).starts_with('{')) return std::nullopt;
  const auto parsed = kit::read_json(body);
  if (!parsed || !parsed->is_object()) return std::nullopt;
  Envelope envelope;
  envelope.message = text_in(*parsed, "message");
  envelope.info = text_in(*parsed, "info");
  envelope.code = number_in(*parsed, "code");
  if (envelope.code == 0) envelope.code = number_in(*parsed, "errorCode");
  const auto status = number_in(*parsed, "status");
  envelope.status = status > 0 && status < 1000 ? static_cast<int>(status) : 0;
  const bool says_nothing =
      envelope.message.empty() && envelope.info.empty() && envelope.code == 0 && envelope.status == 0;
  return says_nothing ? std::nullopt : std::optional<Envelope>(std::move(envelope));
}

int status_that_counts(const net::HttpResponse& response) {
  if (response.status < 200 || response.status >= 300) return response.status;
  const auto envelope = read_envelope(response.body);
  return envelope && envelope->status >= 400 ? envelope->status : response.status;
}

std::string quotable(std::string_view text) {
  constexpr std::size_t kLongest = 200;
  std::string line;
  for (const char c : core::trim(text)) line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  if (line.size() <= kLongest) return line;
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
  return line.substr(0, end) + "...";
}

std::string without(std::string text, const std::vector<std::string>& secrets) {
  constexpr std::string_view kMask = "***";
  for (const auto& form : forms_of(secrets)) {
    for (auto at = text.find(form); at != std::string::npos; at = text.find(form, at + kMask.size())) {
      text.replace(at, form.size(), kMask);
    }
  }
  return text;
}

}  // namespace muster::ameyo
