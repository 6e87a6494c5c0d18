#include "reconciler/manifest/yaml_reader.h"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <istream>

#include "reconciler/manifest/tree_builder.h"

namespace muster::manifest {

namespace {

[[nodiscard]] bool is_directive(std::string_view body) {
  const auto start = body.find_first_not_of(" \t\r\n");
  return start != std::string_view::npos && body[start] == '%' && (start == 0 || body[start - 1] == '\n');
}

[[nodiscard]] Finding finding_of(const YAML::ParserException& error, std::string_view text, const Chunk& chunk) {
  const std::size_t offset =
      error.mark.is_null() ? chunk.offset : chunk.offset + static_cast<std::size_t>(error.mark.pos);
  return {std::min(offset, chunk.offset + chunk.size), syntax_sentence(error.msg, text, offset), "syntax"};
}

}  // namespace

bool read_yaml(std::string_view text, const Chunk& chunk, Document& document, std::vector<Finding>& findings) {
  const auto body = text.substr(chunk.offset, chunk.size);
  if (is_directive(body)) {
    findings.push_back({chunk.offset, "YAML directives (lines with %) are not supported; remove it", "syntax"});
    return false;
  }
  BoundedInput input(body, chunk.offset);
  std::istream stream(&input);
  TreeBuilder builder(text, chunk, document, input);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    return true;
  } catch (const Refused& refused) {
    findings.push_back(refused.finding);
  } catch (const YAML::ParserException& error) {
    findings.push_back(finding_of(error, text, chunk));
  }
  return false;
}

}  // namespace muster::manifest
