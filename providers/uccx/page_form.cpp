#include "providers/uccx/page_form.h"

#include <algorithm>
#include <array>

#include "reconciler/core/name.h"

namespace muster::uccx {

using kit::HtmlIndex;
using kit::HtmlNode;
using kit::HtmlPage;

namespace {

std::string folded(std::string_view text) { return core::comparable(text, core::Compare::folded); }

std::string attribute(const HtmlNode& node, std::string_view name) {
  return std::string(node.attribute(name).value_or(""));
}

bool is_one_of(std::string_view text, const auto& names) { return std::ranges::find(names, text) != names.end(); }

void add_input(const HtmlNode& input, PageForm& form) {
  constexpr std::array<std::string_view, 5> kButtons = {"submit", "button", "image", "reset", "file"};
  constexpr std::array<std::string_view, 2> kTicked = {"checkbox", "radio"};
  constexpr std::array<std::string_view, 3> kTyped = {"", "text", "search"};
  const auto type = folded(attribute(input, "type"));
  const auto name = attribute(input, "name");
  if (is_one_of(type, kButtons)) return;
  const bool ticks = is_one_of(type, kTicked);
  if (ticks && !input.attribute("checked")) return;
  const auto value = input.attribute("value");
  form.fields.emplace_back(name, value ? std::string(*value) : ticks ? "on" : "");
  if (is_one_of(type, kTyped)) form.text_inputs.push_back(name);
}

std::string option_value(const HtmlPage& page, HtmlIndex option) {
  const auto value = page.at(option).attribute("value");
  return value ? std::string(*value) : page.text_of(option);
}

// Of a list that takes one choice, the first option is chosen where none is marked.
void add_select(const HtmlPage& page, HtmlIndex select, PageForm& form) {
  const auto options = page.find("option", select);
  const auto name = attribute(page.at(select), "name");
  std::optional<HtmlIndex> last;
  for (const HtmlIndex option : options) {
    if (!page.at(option).attribute("selected")) continue;
    last = option;
    if (page.at(select).attribute("multiple")) form.fields.emplace_back(name, option_value(page, option));
  }
  if (page.at(select).attribute("multiple") || options.empty()) return;
  form.fields.emplace_back(name, option_value(page, last.value_or(options.front())));
}

std::string raw_text(const HtmlPage& page, HtmlIndex index) {
  std::string text;
  for (HtmlIndex i = index + 1; i < page.at(index).end; ++i) text += page.at(i).text;
  return text;
}

void add_control(const HtmlPage& page, HtmlIndex index, PageForm& form) {
  const auto& node = page.at(index);
  const bool sent = !attribute(node, "name").empty() && !node.attribute("disabled");
  if (!sent) return;
  if (node.tag == "input") add_input(node, form);
  if (node.tag == "select") add_select(page, index, form);
  if (node.tag == "textarea") form.fields.emplace_back(attribute(node, "name"), raw_text(page, index));
}

// Controls of a form that a broken table has closed too early still belong to it: until the next form begins.
HtmlIndex end_of(const HtmlPage& page, HtmlIndex form) {
  const auto forms = page.find("form");
  const auto next = std::ranges::upper_bound(forms, form);
  return next == forms.end() ? static_cast<HtmlIndex>(page.nodes().size()) : *next;
}

}  // namespace

PageForm read_form(const HtmlPage& page, HtmlIndex index) {
  PageForm form;
  form.action = attribute(page.at(index), "action");
  form.is_post = folded(attribute(page.at(index), "method")) == "post";
  for (HtmlIndex i = index + 1; i < end_of(page, index); ++i) add_control(page, i, form);
  return form;
}

std::vector<PageForm> read_forms(const HtmlPage& page) {
  std::vector<PageForm> forms;
  for (const HtmlIndex form : page.find("form")) forms.push_back(read_form(page, form));
  return forms;
}

bool is_login_page(std::string_view body, std::string_view content_type) {
  if (body.find("j_security_check") == std::string_view::npos && body.find("j_username") == std::string_view::npos) {
    return false;
  }
  const auto page = kit::read_html(body, content_type);
  if (!page) return true;  // it cannot be read, and names the login: nothing is to be had of it
  const bool asks_name = std::ranges::any_of(
      page->find("input"), [&](HtmlIndex input) { return attribute(page->at(input), "name") == "j_username"; });
  return asks_name || std::ranges::any_of(page->find("form"), [&](HtmlIndex form) {
           return attribute(page->at(form), "action").find("j_security_check") != std::string::npos;
         });
}

std::string status_message(const HtmlPage& page) {
  for (const HtmlIndex div : page.find("div")) {
    if (folded(attribute(page.at(div), "id")) == "statmsg") return page.text_of(div);
  }
  return {};
}

}  // namespace muster::uccx
