// Lines for people: tones instead of colours, wrapping instead of overflow. Everything that is added is neutralised
// here, so no renderer can let a terminal escape through.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace muster::core {

// What the reader's terminal can do. The caller decides; nothing here asks a terminal.
struct TextStyle {
  bool color = false;
  std::size_t width = 0;         // columns; 0: lines are never broken
  std::size_t fold_above = 100;  // a system with more changes shows same-shaped ones once, with a count
};

enum class Tone { plain, strong, quiet, create, change, remove, warning };

// Builds one text of lines. A line that does not fit is continued between words, `hanging` columns in; a word is
// never broken, so that names and paths can be copied.
class StyledText {
 public:
  explicit StyledText(TextStyle style) : style_(style) {}

  StyledText& begin(std::size_t indent);  // starts a line; continuations hang 2 columns further in
  StyledText& hang(std::size_t column);   // continuations of this line start at that column
  StyledText& add(std::string_view text, Tone tone = Tone::plain);
  StyledText& pad_to(std::size_t column);  // at least one space
  void end();
  void blank();  // at most one empty line in a row, none at the start
  [[nodiscard]] std::string take();

 private:
  struct Word {
    std::string text;
    Tone tone = Tone::plain;
    std::size_t spaces = 0;  // before it
  };

  void write_word(const Word& word, std::size_t& column);
  void switch_to(Tone tone);

  TextStyle style_;
  std::string out_;
  Tone tone_ = Tone::plain;  // of the end of out_
  std::vector<Word> words_;
  std::size_t indent_ = 0;
  std::size_t hanging_ = 0;
  std::size_t used_ = 0;     // columns of the line so far, were it not wrapped
  std::size_t pending_ = 0;  // spaces before the next word
};

}  // namespace muster::core
