#include "providers/simulators/sandbox_play.h"

namespace muster::simulators {

namespace {

std::string_view to_text(Effect effect) {
  switch (effect) {
    case Effect::created:
      return "created";
    case Effect::removed:
      return "removed";
    case Effect::updated:
      break;
  }
  return "updated";
}

}  // namespace

nlohmann::json to_json(const Happening& happening) {
  auto fields = nlohmann::json::array();
  for (const auto& field : happening.fields) {
    fields.push_back({{"field", field.field}, {"before", field.before}, {"after", field.after}});
  }
  return {{"at", happening.at.time_since_epoch().count()},
          {"actor", happening.actor},
          {"effect", to_text(happening.effect)},
          {"entity", happening.entity},
          {"name", happening.name},
          {"id", happening.id},
          {"fields", std::move(fields)}};
}

}  // namespace muster::simulators
