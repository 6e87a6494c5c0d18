// Digests for fingerprints, plan ids and commits.
#pragma once

#include <string>
#include <string_view>

namespace muster::core {

// SHA-256 over parts that cannot run into each other: "ab","c" and "a","bc" digest differently.
class Digest {
 public:
  Digest& add(std::string_view part);
  [[nodiscard]] std::string hex(std::size_t characters = 64) const;  // at most 64

 private:
  std::string text_;
};

[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace muster::core
