#include <cstring>

#include "kernels/scalar/scalar.h"

namespace pyglm::scalar {
namespace {

std::uint64_t read(const std::uint8_t* data, std::int64_t stride, int n_streams) {
  std::uint64_t sums[8] = {};
  for (std::int64_t i = 0; i < stride; i += 64) {
    for (int stream = 0; stream < n_streams; ++stream) {
      std::uint64_t words[8];
      std::memcpy(words, data + stream * stride + i, sizeof words);
      for (int j = 0; j < 8; ++j) sums[j] += words[j];
    }
  }
  std::uint64_t sum = 0;
  for (const std::uint64_t s : sums) sum += s;
  return sum;
}

// Eight independent chains of one float multiply and one add; the values stay finite.
std::int64_t multiply_float(std::int64_t n_iterations) {
  float sums[8] = {1.0f, 2.0f, 3.0f, 4.0f, 5.0f, 6.0f, 7.0f, 8.0f};
  for (std::int64_t i = 0; i < n_iterations; ++i) {
    for (float& s : sums) s = s * 0.5f + 1.0f;
  }
  float sum = 0.0f;
  for (const float s : sums) sum += s;
  return static_cast<std::int64_t>(sum);
}

const MultiplyLoop kMultiplyLoops[] = {{"float multiply+add", 8, multiply_float}};

}  // namespace

const LimitTable kLimits = {read, kMultiplyLoops, 1};

}  // namespace pyglm::scalar
