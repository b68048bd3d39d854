// A read-only view of a whole file through the page cache: no copy, shared between processes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace pyglm {

class MappedFile {
 public:
  // Throws FileFormatError naming the path and the system's reason.
  explicit MappedFile(const std::string& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  const std::uint8_t* data() const { return data_; }
  std::size_t size_bytes() const { return size_bytes_; }

 private:
  const std::uint8_t* data_ = nullptr;
  std::size_t size_bytes_ = 0;
};

}  // namespace pyglm
