#include "providers/simulators/cucm_uds/answer.h"

#include <array>
#include <utility>

#include <fmt/core.h>

namespace muster::simulators::cucm_uds {
namespace {

std::string content_type(Charset charset) {
  switch (charset) {
    case Charset::utf8:
      return "application/xml;charset=UTF-8";
    case Charset::wrong:
      return "application/xml;charset=ISO-8859-1";
    case Charset::none:
      break;
  }
  return "application/xml";
}

void shuffle(World& world, std::vector<Element>& children) {
  for (std::size_t i = children.size(); i > 1; --i) {
    std::swap(children[i - 1], children[static_cast<std::size_t>(world.draw() % i)]);
  }
  for (auto& child : children) shuffle(world, child.children);
}

void add_unknown(Element& element) {
  for (auto& child : element.children) {
    if (!child.children.empty()) add_unknown(child);
  }
  element.with("xLayout", "2");
  element.add(Element("vendorNote").add("value", "7").add("name", "true"));
}

net::HttpResponse written(Call& call, int status, Element root) {
  const Quirks& quirks = call.quirks();
  root.with("version", version_text(quirks.version));
  if (quirks.unknown_elements) add_unknown(root);
  if (quirks.shuffled) shuffle(call.world, root.children);
  net::HttpResponse response(status, xml_text(root, quirks.empty_element));
  response.headers.add("Content-Type", content_type(quirks.charset));
  return response;
}

net::HttpResponse page(int status, std::string_view text) {
  net::HttpResponse response(
      status, fmt::format("<!doctype html><html lang=\"en\"><head><title>HTTP Status {0}</title></head><body>"
                          "<h1>HTTP Status {0}</h1><hr class=\"line\" /><p><b>Message</b> {1}</p></body></html>",
                          status, text));
  response.headers.add("Content-Type", "text/html;charset=utf-8");
  return response;
}

// Nobody has published what UDS says in XML when something fails: this form is ours.
net::HttpResponse invented_xml(const Refusal& refusal) {
  Element errors("errors");
  errors.add(Element("error")
                 .add("errorCode", std::string_view(fmt::format("{}", refusal.status)))
                 .add("errorDescription", std::string_view(refusal.message)));
  net::HttpResponse response(refusal.status, xml_text(errors, EmptyElement::long_form));
  response.headers.add("Content-Type", "application/xml");
  return response;
}

}  // namespace

std::string version_text(Version version) {
  constexpr std::array<std::string_view, 7> kTexts{"10.0.0", "10.5.2", "11.0.0", "11.5.1",
                                                   "12.0.1", "12.5.1", "14.0.1"};
  return std::string(kTexts[static_cast<std::size_t>(version)]);
}

std::string encoded(std::string_view segment) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
  std::string out;
  for (const char c : segment) {
    if (kPlain.find(c) != std::string_view::npos) {
      out.push_back(c);
    } else {
      out.append(fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c))));
    }
  }
  return out;
}

std::string root_uri(const Call& call, std::string_view path) {
  const bool port = call.quirks().uri_port != UriPort::never;
  return fmt::format("{}{}/cucm-uds{}", call.quirks().self_url, port ? ":8443" : "", path);
}

std::string inner_uri(const Call& call, std::string_view path) {
  const bool port = call.quirks().uri_port == UriPort::always;
  return fmt::format("{}{}/cucm-uds{}", call.quirks().self_url, port ? ":8443" : "", path);
}

std::string user_path(const Call& call) { return "/user/" + encoded(call.user->user_id); }

Element rooted(const Call& call, std::string_view name, std::string_view path) {
  Element root(name);
  root.with("uri", root_uri(call, path));
  return root;
}

net::HttpResponse shown(Call& call, Element root) { return written(call, 200, std::move(root)); }

net::HttpResponse created(Call& call, Element root) {
  if (!call.quirks().created_body) return {201, ""};
  return written(call, 201, std::move(root));
}

net::HttpResponse nothing_to_say() { return {204, ""}; }

net::HttpResponse failure(Call& call, const Refusal& refusal) {
  auto body = call.quirks().error_body;
  if (body == ErrorBody::mixed) body = static_cast<ErrorBody>(1 + call.world.draw() % 3);
  if (body == ErrorBody::empty) return {refusal.status, ""};
  return body == ErrorBody::html ? page(refusal.status, refusal.message) : invented_xml(refusal);
}

net::HttpResponse unauthorised() {
  auto response = page(401, "This request requires HTTP authentication.");
  response.headers.add("WWW-Authenticate", "Basic realm=\"Cisco Web Services Realm\"");
  return response;
}

net::HttpResponse overloaded(const Quirks& quirks) {
  net::HttpResponse response(503, "");
  if (!quirks.retry_after.empty()) response.headers.add("Retry-After", quirks.retry_after);
  return response;
}

std::string number_text(const Call& call, std::string_view number) {
  std::string out;
  for (const char c : number) {
    if (call.quirks().number_form == NumberForm::without_plus && (c == '+' || c == ' ')) continue;
    if (call.quirks().number_form == NumberForm::spaced && out.size() % 4 == 3) out.push_back(' ');
    out.push_back(c);
  }
  return out;
}

}  // namespace muster::simulators::cucm_uds
