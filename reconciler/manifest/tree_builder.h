// yaml-cpp's events become a Document. Depth, node count and alias expansion are bounded as they come, and what
// yaml-cpp reads too generously is checked against the source text.
#pragma once

#include <yaml-cpp/eventhandler.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "reconciler/manifest/bounded_input.h"
#include "reconciler/manifest/node.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, const Chunk& chunk, Document& document, BoundedInput& input)
      : text_(text), chunk_(chunk), document_(document), input_(input) {}

  // All of these throw Refused.
  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override;

 private:
  struct Open {
    std::uint32_t index = 0;
    std::uint32_t last = Document::kNone;
    std::uint32_t children = 0;
    bool block = false;
    YAML::anchor_t anchor = 0;
  };
  struct At {
    std::size_t offset = 0;
    std::uint32_t line = 0;
  };

  [[nodiscard]] At at(const YAML::Mark& mark) const;
  [[nodiscard]] At null_place(At following) const;
  [[nodiscard]] bool in_map() const;
  [[nodiscard]] bool wants_key() const { return in_map() && open_.back().children % 2 == 0; }
  void check_quotes(std::size_t offset) const;
  [[nodiscard]] ScalarStyle check_scalar(At place, const std::string& tag, const std::string& value) const;
  std::uint32_t add(NodeKind kind, At place);
  void link(std::uint32_t index);
  void grow(std::size_t nodes, std::size_t offset);
  void open(NodeKind kind, At place, const std::string& tag, YAML::anchor_t anchor);
  void close();
  void remember(YAML::anchor_t anchor, std::uint32_t index);
  void find_duplicate_keys(std::uint32_t map);

  std::string_view text_;
  const Chunk& chunk_;
  Document& document_;
  BoundedInput& input_;
  std::vector<Open> open_;
  std::unordered_map<YAML::anchor_t, std::uint32_t> anchors_;
  std::size_t weight_ = 0;
  bool started_ = false;
};

}  // namespace muster::manifest
