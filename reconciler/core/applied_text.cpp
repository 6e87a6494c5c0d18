#include "reconciler/core/applied_text.h"

#include <fmt/format.h>

#include <charconv>
#include <iterator>

namespace muster::core {
namespace {

void append_text(std::string& to, std::string_view text) {
  to.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') to.push_back('\\');
    if (static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(to), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      to.push_back(c);
    }
  }
  to.push_back('"');
}

void append_list(std::string& to, const std::vector<std::string>& list) {
  to.push_back('[');
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) to.push_back(',');
    append_text(to, list[i]);
  }
  to.push_back(']');
}

void append_field(std::string& to, const AppliedField& field) {
  to.push_back('[');
  append_text(to, field.path);
  to.push_back(',');
  append_text(to, field.wish);
  if (!field.added.empty() || !field.secret_version.empty() || field.contended) {
    to.push_back(',');
    append_list(to, field.added);
  }
  if (!field.secret_version.empty() || field.contended) {
    to.push_back(',');
    append_text(to, field.secret_version);
  }
  if (field.contended) to += ",1";
  to.push_back(']');
}

// Reads what append_* wrote; once `ok` is false everything answers empty.
class Reader {
 public:
  explicit Reader(std::string_view json) : rest_(json) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  bool take_if(char c) {
    if (!ok_ || rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void take(char c) { ok_ = take_if(c) && ok_; }

  std::string text() {
    std::string text;
    take('"');
    while (ok_ && !take_if('"')) {
      const auto plain = rest_.find_first_of("\"\\");
      ok_ = plain != std::string_view::npos;
      if (!ok_) break;
      text.append(rest_.substr(0, plain));
      rest_.remove_prefix(plain);
      if (take_if('\\')) text.push_back(escaped());
    }
    return text;
  }

  std::vector<std::string> list() {
    std::vector<std::string> list;
    take('[');
    if (take_if(']')) return list;
    do {
      list.push_back(text());
    } while (take_if(','));
    take(']');
    list.shrink_to_fit();
    return list;
  }

 private:
  char escaped() {
    if (take_if('"')) return '"';
    if (take_if('\\')) return '\\';
    take('u');
    unsigned code = 0;
    ok_ = ok_ && rest_.size() >= 4 &&
          std::from_chars(rest_.data(), rest_.data() + 4, code, 16).ptr == rest_.data() + 4 && code < 0x20;
    if (ok_) rest_.remove_prefix(4);
    return static_cast<char>(code);
  }

  std::string_view rest_;
  bool ok_ = true;
};

AppliedField read_field(Reader& reader) {
  AppliedField field;
  reader.take('[');
  field.path = reader.text();
  reader.take(',');
  field.wish = reader.text();
  if (reader.take_if(',')) field.added = reader.list();
  if (reader.take_if(',')) field.secret_version = reader.text();
  if (reader.take_if(',')) {
    reader.take('1');
    field.contended = true;
  }
  reader.take(']');
  return field;
}

}  // namespace

std::string to_json(const std::vector<AppliedField>& fields) {
  std::string json = "[";
  for (const auto& field : fields) {
    if (json.size() > 1) json.push_back(',');
    append_field(json, field);
  }
  json.push_back(']');
  return json;
}

std::optional<std::vector<AppliedField>> parse_applied_fields(std::string_view json) {
  Reader reader(json);
  std::vector<AppliedField> fields;
  reader.take('[');
  if (!reader.take_if(']')) {
    do {
      fields.push_back(read_field(reader));
    } while (reader.take_if(','));
    reader.take(']');
  }
  if (!reader.ok() || !reader.at_end()) return std::nullopt;
  return fields;
}

}  // namespace muster::core
