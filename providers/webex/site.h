// What every task of this provider works with.
#pragma once

#include "providers/webex/api.h"
#include "providers/webex/known.h"
#include "providers/webex/settings.h"

namespace muster::webex {

// Nothing is owned.
struct Site {
  Api* api;
  const Settings* settings;
  Known* known;
  engine::Clock* clock;

  Site(Api& the_api, const Settings& the_settings, Known& the_known, engine::Clock& the_clock)
      : api(&the_api), settings(&the_settings), known(&the_known), clock(&the_clock) {}
};

}  // namespace muster::webex
