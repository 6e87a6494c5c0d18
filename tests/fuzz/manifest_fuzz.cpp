// Any bytes as a manifest: the loader must neither crash nor hang, and either gives Desired or says what is wrong.
// With clang: cmake -DMUSTER_FUZZ=ON -DCMAKE_CXX_COMPILER=clang++-19, then manifest_fuzz tests/fuzz/corpus/manifest.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "tests/fuzz/manifest_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  if (!muster::fuzz::what_is_broken(text).empty()) std::abort();
  return 0;
}
