// Parts of a team that are to be empty: no page tells how to say so, so it is looked at and said in the other form.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/uccx/catalog.h"
#include "providers/uccx/writing.h"

namespace muster::uccx {

using core::Delivery;
using core::ElementResult;
using core::Error;
using core::ErrorKind;
using core::FieldIndex;
using core::Write;
using engine::Task;
using nlohmann::json;

namespace {

using Fields = std::vector<FieldIndex>;

// Whether there is anything to look at: a part that had members and is to have none.
bool empties_something(const Write& write) {
  const json before = json::parse(write.fresh->raw, nullptr, false);
  return !still_there(write, before).empty();
}

Wording in_other_form(Wording wording, const Fields& fields) {
  for (const FieldIndex field : fields) {
    if (field == team::primary_supervisor) wording.primary = EmptyForm::other;
    if (field == team::secondary_supervisors) wording.secondaries = EmptyForm::other;
    if (field == team::agents) wording.agents = EmptyForm::other;
  }
  return wording;
}

std::vector<ElementResult> kept(const Write& write, const Fields& fields, const std::string& why,
                                Delivery delivery = Delivery::refused) {
  std::vector<ElementResult> results;
  for (const FieldIndex field : fields) {
    const std::string path(catalog().entities[kTeam].fields[field].path);
    Error error(ErrorKind::rejected, delivery,
                fmt::format("team {} was asked to have no {}, in both forms there are: {}; take them out in AppAdmin",
                            write.name, path, why));
    results.push_back({path, "", std::move(error)});
  }
  return results;
}

}  // namespace

Task<std::vector<ElementResult>> Writing::empty_again(std::shared_ptr<const Write> write) {
  std::vector<ElementResult> nothing;
  if (!empties_something(*write)) co_return nothing;
  const auto answer = co_await api_->team(write->id.text);
  if (!answer) co_return nothing;  // the executor reads back
  const json& now = unwrapped(*answer, "team");
  const Fields left = still_there(*write, now);
  if (left.empty()) co_return nothing;
  const std::string self = text_in(now, "self").value_or("");
  std::string body = update_body(*write, now, in_other_form(wording(self), left)).dump();
  const auto done = co_await api_->update_team(write->id.text, std::move(body), write->request_id);
  if (!done) co_return kept(*write, left, done.error().what, done.error().delivery);
  const auto after = co_await api_->team(write->id.text);
  if (!after) co_return nothing;
  co_return kept(*write, still_there(*write, *after), "they are still there");
}

}  // namespace muster::uccx
