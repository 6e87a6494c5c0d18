// The event handler that builds documents, and hands over the elements of one array as they come.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "providers/kit/json_read.h"

namespace muster::kit {

using nlohmann::json;

namespace {

core::Error protocol(std::string sentence) { return core::Error(core::ErrorKind::protocol, std::move(sentence)); }

class Builder {
 public:
  Builder(std::string_view array, const OnElement* on_element) : array_(array), on_element_(on_element) {}

  bool null() { return scalar(nullptr); }
  bool boolean(bool value) { return scalar(value); }
  bool number_integer(json::number_integer_t value) { return scalar(value); }
  bool number_unsigned(json::number_unsigned_t value) { return scalar(value); }
  bool number_float(json::number_float_t value, const json::string_t&) { return scalar(value); }
  bool string(json::string_t& value) { return scalar(std::move(value)); }
  bool binary(json::binary_t&) { return refuse("the answer holds binary values"); }

  bool start_object(std::size_t) { return open(json::object()); }
  bool start_array(std::size_t) {
    const bool streamed = on_element_ != nullptr && open_.size() == 1 && is_streamed_key_;
    if (!open(json::array())) return false;
    if (streamed) streamed_ = open_.back();
    return true;
  }
  bool key(json::string_t& name) {
    const auto [member, is_new] = open_.back()->get_ref<json::object_t&>().try_emplace(std::move(name));
    if (!is_new) return refuse("the answer has an object with one key twice");
    member_ = &member->second;
    is_streamed_key_ = open_.size() == 1 && member->first == array_;
    return true;
  }
  bool end_object() { return close(); }
  bool end_array() {
    if (open_.back() == streamed_) streamed_ = nullptr;
    return close();
  }
  bool parse_error(std::size_t position, const std::string&, const json::exception&) {
    return refuse(fmt::format("the answer is not JSON (byte {})", position));
  }

  core::Result<json> take() {
    if (!problem_.empty()) return std::unexpected(protocol(problem_));
    return std::move(root_);
  }

 private:
  bool refuse(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
    return false;
  }

  json* add(json value) {
    if (open_.empty()) return &(root_ = std::move(value));
    json& parent = *open_.back();
    if (&parent == streamed_) return &(element_ = std::move(value));
    if (parent.is_array()) return &parent.emplace_back(std::move(value));
    return &(*member_ = std::move(value));
  }

  template <typename T>
  bool scalar(T&& value) {
    add(json(std::forward<T>(value)));
    return finished();
  }

  bool open(json container) {
    if (open_.size() >= kDeepestJson) return refuse("the answer is nested too deeply");
    open_.push_back(add(std::move(container)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return finished();
  }

  bool finished() {
    if (streamed_ == nullptr || open_.back() != streamed_) return true;
    (*on_element_)(element_, index_++);
    return true;
  }

  std::string_view array_;
  const OnElement* on_element_;
  json root_;
  json element_;
  json* streamed_ = nullptr;
  std::size_t index_ = 0;
  json* member_ = nullptr;  // the place of the value that comes next in an object
  bool is_streamed_key_ = false;
  std::vector<json*> open_;
  std::string problem_;
};

core::Result<json> parse(std::string_view text, Builder builder) {
  json::sax_parse(text.begin(), text.end(), &builder);
  return builder.take();
}

}  // namespace

core::Result<json> read_json(std::string_view text) { return parse(text, Builder({}, nullptr)); }

core::Result<json> read_json(std::string_view text, std::string_view array, const OnElement& on_element) {
  return parse(text, Builder(array, &on_element));
}

}  // namespace muster::kit
