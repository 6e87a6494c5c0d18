#include "providers/simulators/ameyo/listing.h"

#include <fmt/core.h>

#include "providers/simulators/ameyo/answer.h"
#include "providers/simulators/ameyo/attacks.h"
#include "providers/simulators/draw.h"

namespace muster::simulators::ameyo {
namespace {

using Json = nlohmann::json;

Json of_wrong_types(const Json& item) {
  Json wrong = Json::object();
  for (const auto& [name, value] : item.items()) wrong[name] = value.is_string() ? Json(7) : Json(Json::object());
  return wrong;
}

Json without_ids(Json item) {
  for (const char* name : {"ccUserId", "userId", "userID", "groupId", "name"}) item.erase(name);
  return item;
}

void add_bad_element(BadElement kind, Json& items) {
  const auto first = items.empty() ? Json::object() : items.front();
  if (kind == BadElement::null) items.push_back(nullptr);
  if (kind == BadElement::number) items.push_back(7);
  if (kind == BadElement::no_id) items.push_back(without_ids(first));
  if (kind == BadElement::wrong_types) items.push_back(of_wrong_types(first));
}

void shuffle(World& world, Json& items) {
  Draw draw(world.draw());
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[draw.below(i)]);
}

void put_huge_numbers(Json& items) {
  for (auto& item : items) {
    if (!item.is_object()) continue;
    if (item.contains("ccUserId")) item["ccUserId"] = 1e300;
    if (item.contains("groupId")) item["groupId"] = UINT64_MAX;
  }
}

}  // namespace

net::HttpResponse listing(Call& call, Json items, const std::string& wrapper) {
  const Quirks& quirks = call.world.quirks;
  if (auto attack = attack_on_listing(quirks.attack)) return json_text_answer(quirks, 200, std::move(*attack));
  add_bad_element(quirks.bad_element, items);
  if (quirks.shuffled_lists) shuffle(call.world, items);
  if (quirks.attack == Attack::huge_numbers) put_huge_numbers(items);
  if (wrapper.empty()) return json_answer(quirks, 200, items);
  return json_answer(quirks, 200, Json{{wrapper, std::move(items)}});
}

Json shown_number(const Quirks& quirks, int number) {
  return quirks.numbers_as_text ? Json(fmt::format("{}", number)) : Json(number);
}

}  // namespace muster::simulators::ameyo
