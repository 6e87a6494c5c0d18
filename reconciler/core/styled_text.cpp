#include "reconciler/core/styled_text.h"

#include <algorithm>
#include <utility>

#include "reconciler/core/display_text.h"

namespace muster::core {
namespace {

std::string_view escape_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return {};
    case Tone::strong:
      return "\x1b[1m";
    case Tone::quiet:
      return "\x1b[2m";
    case Tone::create:
      return "\x1b[32m";
    case Tone::change:
      return "\x1b[33m";
    case Tone::remove:
      return "\x1b[31m";
    case Tone::warning:
      return "\x1b[1;35m";
  }
  return {};
}

}  // namespace

StyledText& StyledText::begin(std::size_t indent) {
  words_.clear();
  indent_ = indent;
  hanging_ = indent + 2;
  used_ = indent;
  pending_ = 0;
  return *this;
}

StyledText& StyledText::hang(std::size_t column) {
  hanging_ = column;
  return *this;
}

StyledText& StyledText::add(std::string_view text, Tone tone) {
  const std::string safe = printable(text);
  for (std::string_view rest = safe; !rest.empty();) {
    const std::size_t spaces = std::min(rest.find_first_not_of(' '), rest.size());
    pending_ += spaces;
    rest.remove_prefix(spaces);
    if (rest.empty()) break;
    Word word{std::string(rest.substr(0, rest.find(' '))), tone, std::exchange(pending_, 0)};
    rest.remove_prefix(word.text.size());
    used_ += word.spaces + display_width(word.text);
    words_.push_back(std::move(word));
  }
  return *this;
}

StyledText& StyledText::pad_to(std::size_t column) {
  const std::size_t now = used_ + pending_;
  pending_ += column > now ? column - now : 1;
  return *this;
}

void StyledText::switch_to(Tone tone) {
  if (!style_.color || tone == tone_) return;
  if (tone_ != Tone::plain) out_ += "\x1b[0m";
  out_ += escape_of(tone);
  tone_ = tone;
}

void StyledText::write_word(const Word& word, std::size_t& column) {
  const std::size_t width = display_width(word.text);
  const bool fits = style_.width == 0 || column + word.spaces + width <= style_.width;
  if (word.tone != tone_) switch_to(Tone::plain);
  if (!fits && word.spaces > 0 && column > hanging_) {
    switch_to(Tone::plain);
    out_ += '\n';
    out_.append(hanging_, ' ');
    column = hanging_;
  } else {
    out_.append(word.spaces, ' ');
    column += word.spaces;
  }
  switch_to(word.tone);
  out_ += word.text;
  column += width;
}

void StyledText::end() {
  out_.append(words_.empty() ? 0 : indent_, ' ');
  std::size_t column = indent_;
  for (const Word& word : words_) write_word(word, column);
  switch_to(Tone::plain);
  out_ += '\n';
  words_.clear();
}

void StyledText::blank() {
  if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
}

std::string StyledText::take() { return std::exchange(out_, {}); }

}  // namespace muster::core
