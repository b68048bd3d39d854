#include "base/mapped_file.h"

#include "base/error.h"

#if defined(_WIN32)
#define NOMINMAX
#include <windows.h>

#include <vector>
#else
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#endif

namespace pyglm {
namespace {

[[noreturn]] void fail(const std::string& path, const std::string& reason) {
  throw FileFormatError("cannot read " + path + ": " + reason);
}

}  // namespace

#if defined(_WIN32)

MappedFile::MappedFile(const std::string& path) {
  const int length = MultiByteToWideChar(CP_UTF8, 0, path.c_str(), -1, nullptr, 0);
  std::vector<wchar_t> wide(static_cast<std::size_t>(length) + 1);
  MultiByteToWideChar(CP_UTF8, 0, path.c_str(), -1, wide.data(), length);
  HANDLE file = CreateFileW(wide.data(), GENERIC_READ, FILE_SHARE_READ, nullptr, OPEN_EXISTING, 0, nullptr);
  if (file == INVALID_HANDLE_VALUE) fail(path, "system error " + std::to_string(GetLastError()));
  LARGE_INTEGER size;
  HANDLE mapping = nullptr;
  if (GetFileSizeEx(file, &size) && size.QuadPart > 0) {
    mapping = CreateFileMappingW(file, nullptr, PAGE_READONLY, 0, 0, nullptr);
  }
  CloseHandle(file);
  if (mapping == nullptr) fail(path, "it is empty or cannot be mapped");
  data_ = static_cast<const std::uint8_t*>(MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0));
  CloseHandle(mapping);
  if (data_ == nullptr) fail(path, "system error " + std::to_string(GetLastError()));
  size_bytes_ = static_cast<std::size_t>(size.QuadPart);
}

MappedFile::~MappedFile() {
  UnmapViewOfFile(data_);
}

#else

MappedFile::MappedFile(const std::string& path) {
  const int file =
      open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a FIFO is refused below, not waited for
  if (file < 0) fail(path, std::strerror(errno));
  struct stat info;
  std::string reason;
  if (fstat(file, &info) != 0) {
    reason = std::strerror(errno);
  } else if (!S_ISREG(info.st_mode)) {
    reason = "it is not a regular file";
  } else if (info.st_size == 0) {
    reason = "it is empty";
  } else {
    size_bytes_ = static_cast<std::size_t>(info.st_size);
    void* mapping = mmap(nullptr, size_bytes_, PROT_READ, MAP_SHARED, file, 0);
    if (mapping == MAP_FAILED) {
      reason = std::strerror(errno);
    } else {
      data_ = static_cast<const std::uint8_t*>(mapping);
    }
  }
  close(file);
  if (data_ == nullptr) fail(path, reason);
}

MappedFile::~MappedFile() {
  munmap(const_cast<std::uint8_t*>(data_), size_bytes_);
}

#endif

}  // namespace pyglm
