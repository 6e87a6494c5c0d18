// The forms of a page: what a browser would send of them. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "providers/kit/html_read.h"
#include "providers/uccx/page_link.h"

namespace muster::uccx {

struct PageForm {
  std::string action;  // as written; may be empty
  bool is_post = false;
  FormFields fields;                     // in the order of the page
  std::vector<std::string> text_inputs;  // names of the fields one types into
};

// Fields as a browser sends them: chosen options, ticked boxes, nothing that is disabled, and no buttons.
[[nodiscard]] PageForm read_form(const kit::HtmlPage& page, kit::HtmlIndex form);
[[nodiscard]] std::vector<PageForm> read_forms(const kit::HtmlPage& page);

// A form that asks for name and password.
[[nodiscard]] bool is_login_page(std::string_view body, std::string_view content_type);

// What the page says of what was done: the text of <div id="statMsg">; empty: it says nothing.
[[nodiscard]] std::string status_message(const kit::HtmlPage& page);

}  // namespace muster::uccx
