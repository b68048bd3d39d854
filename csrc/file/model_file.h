// A mapped safetensors file with every offset and size checked.
// Format: https://github.com/huggingface/safetensors#format ; docs/format.md for what pyglm puts inside.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/mapped_file.h"

namespace pyglm {

struct TensorView {
  std::string dtype;  // as in safetensors: "F32", "F16", "I8", "U8"
  std::vector<std::int64_t> shape;
  const std::uint8_t* data;
  std::int64_t size_bytes;
};

// Immutable after construction: threads may share it. Views live as long as the file.
class ModelFile {
 public:
  // Throws FileFormatError.
  explicit ModelFile(const std::string& path);

  const std::string& path() const { return path_; }
  std::int64_t size_bytes() const { return static_cast<std::int64_t>(mapping_.size_bytes()); }
  const std::map<std::string, std::string>& metadata() const { return metadata_; }
  const std::map<std::string, TensorView>& tensors() const { return tensors_; }

  // Throws FileFormatError that names the file and what is missing.
  const std::string& metadata(const std::string& key) const;
  const TensorView& tensor(const std::string& name) const;
  // The same, for data of one dtype and shape.
  const std::uint8_t* tensor(const std::string& name, const std::string& dtype,
                             const std::vector<std::int64_t>& shape) const;

 private:
  void read_header();

  std::string path_;
  MappedFile mapping_;
  std::map<std::string, std::string> metadata_;
  std::map<std::string, TensorView> tensors_;
};

}  // namespace pyglm
