#include "reconciler/manifest/node.h"

#include "reconciler/manifest/yaml_reader.h"

namespace muster::manifest {

NodeKind Node::kind() const { return document_->records_[index_].kind; }

Tag Node::tag() const { return document_->records_[index_].tag; }

bool Node::plain() const { return document_->records_[index_].plain; }

std::string_view Node::text() const {
  const auto& record = document_->records_[index_];
  if (record.kind != NodeKind::scalar) return {};
  return std::string_view(document_->texts_).substr(record.text, record.size);
}

std::size_t Node::size() const {
  const auto& record = document_->records_[index_];
  return record.kind == NodeKind::sequence || record.kind == NodeKind::map ? record.size : 0;
}

std::size_t Node::offset() const { return document_->records_[index_].offset; }

std::uint32_t Node::line() const { return document_->records_[index_].line; }

std::optional<Node> Node::first() const {
  const auto index = document_->records_[index_].first;
  if (index == Document::kNone) return std::nullopt;
  return Node(*document_, index);
}

std::optional<Node> Node::next() const {
  const auto index = document_->records_[index_].next;
  if (index == Document::kNone) return std::nullopt;
  return Node(*document_, index);
}

std::optional<Node> Node::find(std::string_view wanted) const {
  if (!is_map()) return std::nullopt;
  for (auto key = first(); key;) {
    const auto value = key->next();
    if (key->text() == wanted) return value;
    key = value->next();
  }
  return std::nullopt;
}

std::optional<Node> Document::root() const {
  if (records_.empty()) return std::nullopt;
  return Node(*this, 0);
}

bool Document::parse(std::string_view text, const Chunk& chunk) {
  records_.clear();
  texts_.clear();
  findings_.clear();
  if (read_yaml(text, chunk, *this, findings_)) return true;
  records_.clear();
  return false;
}

}  // namespace muster::manifest
