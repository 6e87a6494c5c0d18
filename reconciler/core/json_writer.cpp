#include "reconciler/core/json_writer.h"

#include <nlohmann/json.hpp>

namespace muster::core {

namespace {

[[nodiscard]] std::string quoted(std::string_view value) {
  return nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

void JsonWriter::new_line() { out_.append("\n").append(2 * has_members_.size(), ' '); }

void JsonWriter::before_value() {
  if (!after_key_ && !has_members_.empty()) {
    if (has_members_.back()) out_ += ',';
    has_members_.back() = true;
    new_line();
  }
  after_key_ = false;
}

JsonWriter& JsonWriter::begin(char bracket) {
  before_value();
  out_ += bracket;
  has_members_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
  const bool had_members = has_members_.back();
  has_members_.pop_back();
  if (had_members) new_line();
  out_ += bracket;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  out_ += quoted(name) + ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  before_value();
  out_ += quoted(value);
  return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
  before_value();
  out_ += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  before_value();
  out_ += value ? "true" : "false";
  return *this;
}

std::string JsonWriter::finish() && { return std::move(out_) + "\n"; }

}  // namespace muster::core
