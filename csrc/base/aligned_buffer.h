#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>

namespace pyglm {

// A block of n zero-initialised values of a trivial type on a 64-byte boundary (a cache line, an AVX-512
// register).
template <typename T>
class AlignedBuffer {
 public:
  AlignedBuffer() = default;
  explicit AlignedBuffer(std::size_t n) { reset(n); }

  // Replaces the content by n zeros.
  void reset(std::size_t n) {
    data_.reset();
    size_ = 0;
    if (n == 0) return;
    // calloc gives pages that the system zeroes when they are first touched, so a large buffer costs only
    // what is used.
    void* raw = std::calloc(n * sizeof(T) + kAlignment, 1);
    if (raw == nullptr) throw std::bad_alloc();
    data_.reset(static_cast<char*>(raw));
    size_ = n;
  }

  // Makes room for at least n values; the content is lost when it grows.
  void reserve(std::size_t n) {
    if (n > size_) reset(n);
  }

  T* data() const {
    auto address = reinterpret_cast<std::uintptr_t>(data_.get());
    return reinterpret_cast<T*>((address + kAlignment - 1) / kAlignment * kAlignment);
  }
  std::size_t size() const { return size_; }

 private:
  struct Free {
    void operator()(char* p) const { std::free(p); }
  };
  static constexpr std::size_t kAlignment = 64;
  std::unique_ptr<char, Free> data_;
  std::size_t size_ = 0;
};

}  // namespace pyglm
