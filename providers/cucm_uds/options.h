// What the cluster offers, asked for when it is needed: locales, the four preferences of a line, phone services.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "providers/cucm_uds/api.h"
#include "reconciler/core/table.h"

namespace muster::cucm_uds {

// `value` is what goes on the wire, `name` what people know.
struct Option {
  std::string value;
  std::string name;

  friend bool operator==(const Option&, const Option&) = default;
};
using Options = std::vector<Option>;

// Every <option> with a value and a name, wherever it stands in the answer.
[[nodiscard]] Options read_options(const kit::XmlElement& root);
[[nodiscard]] Options read_services(const kit::XmlElement& root);
// For a server without that list: preferences as they are documented; locales by their numbers alone.
[[nodiscard]] Options documented_options(core::EntityIndex entity);

// By value, else by name. Null: there is none, or several bear the name.
[[nodiscard]] const Option* find_option(const Options& options, std::string_view wanted);
// "there is no locale x: English (1), German (7)".
[[nodiscard]] core::Error no_option(std::string_view what, std::string_view wanted, const Options& options);

// Two rows for each option: it is found by its value, and by its name.
void add_rows(core::EntityIndex entity, const Options& options, core::TableBuilder& rows);

class OptionLists {
 public:
  using Found = engine::Task<core::Result<std::shared_ptr<const Options>>>;

  explicit OptionLists(Api& api) : api_(&api) {}

  // Asks the server, and remembers. `entity` is one of the lookup-only ones.
  [[nodiscard]] Found read(core::EntityIndex entity);
  [[nodiscard]] Found read_services();
  // What goes on the wire for what a manifest says: of what is remembered, else of a new answer. Errors: there is no
  // such option (rejected, not_sent; with the choices).
  [[nodiscard]] engine::Task<core::Result<Option>> resolve(core::EntityIndex entity, std::string wanted);
  [[nodiscard]] engine::Task<core::Result<Option>> resolve_service(std::string wanted);

 private:
  using Kept = std::shared_ptr<const Options>;

  Api* api_;
  std::map<core::EntityIndex, Kept> lists_;
  Kept services_;
};

}  // namespace muster::cucm_uds
