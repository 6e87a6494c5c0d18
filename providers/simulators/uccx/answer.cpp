#include "providers/simulators/uccx/answer.h"

#include <utility>

#include "providers/simulators/uccx/attacks.h"

namespace muster::simulators::uccx {
namespace {

bool wants_json(const Call& call) {
  const auto accept = call.request.headers.find("Accept");
  return accept && accept->find("json") != std::string_view::npos;
}

std::string content_type(const Quirks& quirks, std::string type) {
  switch (quirks.charset) {
    case Charset::utf8:
      return type + ";charset=UTF-8";
    case Charset::wrong:
      return type + ";charset=ISO-8859-1";
    case Charset::none:
      break;
  }
  return type;
}

net::HttpResponse typed(const Call& call, int status, std::string body, std::string type) {
  net::HttpResponse response(status, std::move(body));
  response.headers.add("Content-Type", content_type(call.world.quirks, std::move(type)));
  return response;
}

}  // namespace

net::HttpResponse shown(const Call& call, std::string_view root, const Tree& tree) {
  if (wants_json(call)) return typed(call, 200, tree.dump(), "application/json");
  return typed(call, 200, xml_text(root, tree), "application/xml");
}

net::HttpResponse failure(const Call& call, const Refusal& refusal) {
  if (call.world.quirks.attack == Attack::entity_bomb) {
    return typed(call, refusal.status, entity_bomb(), "application/xml");
  }
  Tree error{{"errorData", refusal.data}, {"errorMessage", refusal.message}, {"errorType", refusal.type}};
  if (wants_json(call) && !call.world.quirks.errors_as_xml) {
    const Tree body{{"apiError", Tree::array({std::move(error)})}};
    return typed(call, refusal.status, body.dump(), "application/json");
  }
  const Tree body{{"apiError", std::move(error)}};
  return typed(call, refusal.status, xml_text("apiErrors", body), "application/xml");
}

net::HttpResponse starting_page() {
  net::HttpResponse response(200,
                             "<html><head><title>Please wait</title></head><body><h1>The services are starting. "
                             "Try again in a few minutes.</h1></body></html>");
  response.headers.add("Content-Type", "text/html;charset=UTF-8");
  return response;
}

}  // namespace muster::simulators::uccx
