// A small test harness in the manner of checkasm: each test runs a kernel of one table on arrays that end at
// inaccessible pages, with poisoned outputs, and compares with what the contract says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "kernels/kernels.h"

namespace kernel_tests {

// splitmix64 (Steele, Lea & Flood 2014): small, and the same on every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits();
  int integer(int low, int high);  // uniform in low..high
  float real(float low, float high);
  float normal();  // roughly: the sum of 12 uniform numbers

 private:
  std::uint64_t state_;
};

// Where an array lies in its mapping. All are aligned for their type only, but for kStart.
enum class Place {
  kStart,  // flush with an inaccessible page below: 4096-byte aligned
  kEnd,    // flush with an inaccessible page above
  kOdd,    // one element before that
};
constexpr Place kPlaces[] = {Place::kStart, Place::kEnd, Place::kOdd};

// Pages between two inaccessible ones; what is not the array is filled with a pattern.
class GuardedBytes {
 public:
  GuardedBytes(std::size_t size_bytes, std::size_t element_bytes, Place place);
  ~GuardedBytes();
  GuardedBytes(const GuardedBytes&) = delete;
  GuardedBytes& operator=(const GuardedBytes&) = delete;
  void* data() { return data_; }
  bool is_intact() const;  // nothing around the array was written

 private:
  std::uint8_t* mapping_;
  std::size_t mapping_bytes_;
  std::uint8_t* data_;
  std::size_t size_bytes_;
};

// An array for a kernel to read or to write. It begins as all one bits: NaN, or -1.
template <typename T>
class Array {
 public:
  explicit Array(std::size_t size, Place place = Place::kEnd)
      : size_(size), bytes_(size * sizeof(T), sizeof(T), place) {
    std::memset(bytes_.data(), 0xff, size * sizeof(T));
  }
  Array(const std::vector<T>& values, Place place) : Array(values.size(), place) {
    if (size_ > 0) std::memcpy(bytes_.data(), values.data(), size_ * sizeof(T));
  }
  T* data() { return static_cast<T*>(bytes_.data()); }
  std::size_t size() const { return size_; }
  T& operator[](std::size_t i) { return data()[i]; }
  bool is_intact() const { return bytes_.is_intact(); }
  std::vector<T> values() { return std::vector<T>(data(), data() + size_); }

 private:
  std::size_t size_;
  GuardedBytes bytes_;
};

// True if a is bit for bit b.
template <typename T>
bool same_bits(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

// Counts a check; a failed one is printed, up to some number per test.
void check(bool ok, const char* expression, const char* file, int line, const std::string& context);
#define CHECK(condition, context) \
  ::kernel_tests::check((condition), #condition, __FILE__, __LINE__, (context))

// printf into a string.
std::string format(const char* pattern, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 1, 2)))
#endif
    ;

// A test of one kernel table; registered by a static object.
struct Test {
  const char* name;
  void (*run)(const pyglm::KernelTable& table);
};
std::vector<Test>& tests();
struct Registration {
  explicit Registration(const Test& test) { tests().push_back(test); }
};
#define KERNEL_TEST(name)                                                   \
  static void name(const pyglm::KernelTable& table);                        \
  static const ::kernel_tests::Registration register_##name({#name, name}); \
  static void name([[maybe_unused]] const pyglm::KernelTable& table)

// Times the kernels of a table beside the machine's limits; prints a table to stdout.
void run_benchmarks(const pyglm::KernelTable& table, int n_threads);

}  // namespace kernel_tests
