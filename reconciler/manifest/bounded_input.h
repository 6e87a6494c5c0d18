// Hands a document to yaml-cpp, and stops it when it reads far ahead of the nodes it reports: that is how a giant text
// or a giant flow collection would grow in its memory.
#pragma once

#include <streambuf>
#include <string_view>

#include "reconciler/manifest/source_text.h"

namespace muster::manifest {

// Thrown through yaml-cpp to stop it; never leaves yaml_reader.cpp.
struct Refused {
  Finding finding;
};

class BoundedInput : public std::streambuf {
 public:
  // `base`: offset of the chunk within the file.
  BoundedInput(std::string_view chunk, std::size_t base);
  // yaml-cpp has reported the node at this offset of the file.
  void reported(std::size_t offset);

 protected:
  std::streamsize xsgetn(char* to, std::streamsize wanted) override;  // throws Refused

 private:
  std::size_t base_;
  std::size_t reported_ = 0;  // within the chunk
};

}  // namespace muster::manifest
