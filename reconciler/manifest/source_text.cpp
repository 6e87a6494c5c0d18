#include "reconciler/manifest/source_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace muster::manifest {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Sequence {
  std::size_t size;
  std::uint32_t first_bits;
  std::uint32_t least;  // code points below it are overlong
};

[[nodiscard]] std::optional<Sequence> sequence_of(unsigned char lead) {
  if (lead < 0x80) return Sequence{1, lead, 0};
  if (lead >= 0xC2 && lead <= 0xDF) return Sequence{2, lead & 0x1FU, 0x80};
  if (lead >= 0xE0 && lead <= 0xEF) return Sequence{3, lead & 0x0FU, 0x800};
  if (lead >= 0xF0 && lead <= 0xF4) return Sequence{4, lead & 0x07U, 0x10000};
  return std::nullopt;
}

// Bytes of the well-formed sequence at `at`; 0 when there is none.
[[nodiscard]] std::size_t sequence_size(std::string_view text, std::size_t at) {
  const auto sequence = sequence_of(static_cast<unsigned char>(text[at]));
  if (!sequence || at + sequence->size > text.size()) return 0;
  std::uint32_t point = sequence->first_bits;
  for (std::size_t i = 1; i < sequence->size; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0U) != 0x80U) return 0;
    point = (point << 6U) | (byte & 0x3FU);
  }
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  return point < sequence->least || point > 0x10FFFF || surrogate ? 0 : sequence->size;
}

[[nodiscard]] std::size_t first_bad_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const std::size_t size = sequence_size(text, at);
    if (size == 0) return at;
    at += size;
  }
  return std::string_view::npos;
}

[[nodiscard]] bool is_refused_control(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte == '\r') return at + 1 >= text.size() || text[at + 1] != '\n';
  return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
}

[[nodiscard]] Finding control_finding(std::string_view text, std::size_t at) {
  if (text[at] == '\r')
    return {at, "a carriage return without a line feed; end lines with a line feed", "bad-character"};
  const auto name = text[at] == '\0'
                        ? std::string("a NUL byte")
                        : fmt::format("the control character 0x{:02X}", static_cast<unsigned char>(text[at]));
  return {at, name + " cannot be in a manifest; inside double quotes write it as an escape such as \"\\x07\"",
          "bad-character"};
}

[[nodiscard]] bool starts_document(std::string_view line) {
  return line.starts_with("---") && (line.size() == 3 || line[3] == ' ' || line[3] == '\t' || line[3] == '\r');
}

[[nodiscard]] bool has_content(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

}  // namespace

LineColumn position_of(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const auto before = text.substr(0, offset);
  const auto start = before.rfind('\n');
  const auto line = start == std::string_view::npos ? before : before.substr(start + 1);
  const auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return {static_cast<std::uint32_t>(1 + std::ranges::count(before, '\n')),
          static_cast<std::uint32_t>(1 + std::ranges::count_if(line, starts_character))};
}

std::uint32_t column_of_word(std::string_view text, std::uint32_t line, std::string_view word) {
  for (; line > 1 && !text.empty(); --line) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  text = text.substr(0, text.find('\n'));
  auto at = word.empty() ? std::string_view::npos : text.find(word);
  if (at == std::string_view::npos) at = std::min(text.find_first_not_of(" -"), text.size());
  return position_of(text, at).column;
}

bool is_utf8(std::string_view text) { return first_bad_utf8(text) == std::string_view::npos; }

std::optional<Finding> check_source(std::string_view text) {
  if (text.size() > kMostFileBytes) return Finding{0, "the file is larger than 16 MiB; split it", "too-large"};
  if (const auto at = first_bad_utf8(text); at != std::string_view::npos) {
    return Finding{at, "the text is not UTF-8 here; save the file as UTF-8", "bad-character"};
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) > 0x1F && text[at] != 0x7F) continue;
    if (is_refused_control(text, at)) return control_finding(text, at);
  }
  return std::nullopt;
}

std::vector<Chunk> split_documents(std::string_view text) {
  std::vector<Chunk> chunks;
  Chunk current{text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0, 0, 0};
  const auto close = [&](std::size_t end) {
    current.size = end - current.offset;
    const auto body = text.substr(current.offset, current.size);
    if (starts_document(body.substr(0, 4)) || has_content(body)) chunks.push_back(current);
  };
  std::uint32_t line = 0;
  for (std::size_t start = current.offset; start < text.size() && chunks.size() <= kMostDocuments;) {
    const auto end = std::min(text.find('\n', start), text.size());
    if (start != current.offset && starts_document(text.substr(start, end - start))) {
      close(start);
      current = {start, 0, line};
    }
    start = end + 1;
    ++line;
  }
  close(text.size());
  return chunks;
}

}  // namespace muster::manifest
