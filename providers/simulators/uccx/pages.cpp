#include "providers/simulators/uccx/pages.h"

#include <algorithm>

#include <fmt/core.h>

#include "providers/simulators/uccx/xml_text.h"

namespace muster::simulators::uccx {
namespace {

std::string content_type(Charset charset) {
  switch (charset) {
    case Charset::utf8:
      return "text/html;charset=UTF-8";
    case Charset::wrong:
      return "text/html;charset=ISO-8859-1";
    case Charset::none:
      break;
  }
  return "text/html";
}

// The length of the UTF-8 sequence that starts so; a byte that starts none counts alone.
std::size_t sequence_length(unsigned char first) {
  if (first >= 0xF0) return 4;
  if (first >= 0xE0) return 3;
  return first >= 0xC0 ? 2 : 1;
}

unsigned code_point(std::string_view sequence) {
  const auto first = static_cast<unsigned char>(sequence.front());
  unsigned value = sequence.size() == 1 ? first : first & (0x7FU >> sequence.size());
  for (const char c : sequence.substr(1)) value = (value << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
  return value;
}

}  // namespace

net::HttpResponse page(const World& world, int status, std::string_view title, std::string_view body) {
  constexpr std::string_view kTidy =
      "<!DOCTYPE html><html><head><title>{}</title></head><body><div id=\"menu\"></div>{}</body></html>";
  constexpr std::string_view kCareless =
      "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">\n<HTML><head><TITLE>{}</title>\n<META "
      "http-equiv=Expires content=0>\n<link rel=stylesheet href=main.css>\n</HEAD><Body bgcolor=#ffffff><P>&nbsp;<br>"
      "\n{}\n</font></TABLE></body>";
  const auto text = world.quirks.tidy_pages ? fmt::format(kTidy, title, body) : fmt::format(kCareless, title, body);
  net::HttpResponse response(status, text);
  response.headers.add("Content-Type", content_type(world.quirks.page_charset));
  return response;
}

net::HttpResponse login_page(const World& world) {
  return page(world, 200, "Sign in",
              "<FORM name=logonForm method=POST action=\"j_security_check\">\n"
              "<input type=hidden name=appNav value=appadmin><P>Username <INPUT NAME=\"j_username\">\n"
              "<P>Password <INPUT TYPE=password NAME=j_password><input type=submit value=Login></FORM>");
}

net::HttpResponse redirect(const World& world, std::string_view path) {
  const bool elsewhere = world.quirks.attack == Attack::foreign_host;
  net::HttpResponse response(302, "");
  response.headers.add("Location",
                       fmt::format("{}{}", elsewhere ? "https://elsewhere.example" : world.quirks.self_url, path));
  return response;
}

net::HttpResponse login_wanted(const World& world, LoginPage form) {
  return form == LoginPage::page ? login_page(world) : redirect(world, "/appadmin/login.jsp");
}

std::string status_message(std::string_view text) {
  return fmt::format("<DIV id=\"statMsg\" class=msg>\n  <B>Status:</B> {}\n</DIV>\n", html_text(text));
}

std::string html_text(std::string_view text, bool as_references) {
  const auto safe = escaped(text);
  if (!as_references) return safe;
  std::string out;
  for (std::size_t i = 0; i < safe.size();) {
    const auto length = std::min(sequence_length(static_cast<unsigned char>(safe[i])), safe.size() - i);
    const auto sequence = std::string_view(safe).substr(i, length);
    out.append(length == 1 ? std::string(sequence) : fmt::format("&#{};", code_point(sequence)));
    i += length;
  }
  return out;
}

std::string link_base(const World& world) {
  return world.quirks.attack == Attack::foreign_host ? "https://elsewhere.example/appadmin/LDAPSetup" : "LDAPSetup";
}

std::string hidden(const Input& input) {
  return fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", input.name, html_text(input.value));
}

std::string text_field(const World& world, const Input& input) {
  if (world.quirks.tidy_pages) {
    return fmt::format("<p><input type=\"text\" name=\"{}\" value=\"{}\"></p>\n", input.name, html_text(input.value));
  }
  return fmt::format("<tr><td nowrap>{0}<TD><INPUT maxLength=64 size=32 NAME={0} Value=\"{1}\">\n", input.name,
                     html_text(input.value, true));
}

std::string select(const World& world, const Input& input, const std::vector<std::string>& options) {
  const bool tidy = world.quirks.tidy_pages;
  std::string out = tidy ? fmt::format("<select name=\"{}\">", input.name)
                         : fmt::format("<tr><td><SELECT name={} size=1>", input.name);
  for (const auto& option : options) {
    const auto text = html_text(option);
    const bool chosen = option == input.value;
    if (tidy) {
      out.append(fmt::format("<option value=\"{0}\"{1}>{0}</option>", text, chosen ? " selected=\"selected\"" : ""));
    } else {
      out.append(fmt::format("\n<OPTION{}>{}", chosen ? " SELECTED" : "", text));
    }
  }
  return out + "</select>\n";
}

}  // namespace muster::simulators::uccx
