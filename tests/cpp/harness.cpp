#include "harness.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdarg>
#include <cstdio>
#include <new>

namespace kernel_tests {

std::uint64_t Random::bits() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

int Random::integer(int low, int high) {
  return low + static_cast<int>(bits() % static_cast<std::uint64_t>(high - low + 1));
}

float Random::real(float low, float high) {
  return low + (high - low) * static_cast<float>(bits() >> 40) * 0x1p-24f;
}

float Random::normal() {
  float sum = -6.0f;
  for (int i = 0; i < 12; ++i) sum += real(0.0f, 1.0f);
  return sum;
}

constexpr std::uint8_t kPattern = 0x5a;

GuardedBytes::GuardedBytes(std::size_t size_bytes, std::size_t element_bytes, Place place)
    : size_bytes_(size_bytes) {
  const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const std::size_t inner = (size_bytes + element_bytes + page - 1) / page * page;
  mapping_bytes_ = inner + 2 * page;
  void* mapping = mmap(nullptr, mapping_bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapping == MAP_FAILED) throw std::bad_alloc();
  mapping_ = static_cast<std::uint8_t*>(mapping);
  std::memset(mapping_ + page, kPattern, inner);
  mprotect(mapping_, page, PROT_NONE);
  mprotect(mapping_ + page + inner, page, PROT_NONE);
  std::uint8_t* end = mapping_ + page + inner;
  data_ = place == Place::kStart ? mapping_ + page
                                 : end - size_bytes - (place == Place::kOdd ? element_bytes : 0);
}

GuardedBytes::~GuardedBytes() {
  munmap(mapping_, mapping_bytes_);
}

bool GuardedBytes::is_intact() const {
  const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const std::uint8_t* end = mapping_ + mapping_bytes_ - page;
  for (const std::uint8_t* p = mapping_ + page; p < end; ++p) {
    const bool is_array = p >= data_ && p < data_ + size_bytes_;
    if (!is_array && *p != kPattern) return false;
  }
  return true;
}

std::string format(const char* pattern, ...) {
  char text[512];
  va_list args;
  va_start(args, pattern);
  std::vsnprintf(text, sizeof text, pattern, args);
  va_end(args);
  return text;
}

std::vector<Test>& tests() {
  static std::vector<Test> registered;
  return registered;
}

}  // namespace kernel_tests
