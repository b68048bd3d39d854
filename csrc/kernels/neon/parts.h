// How a matrix product is taken in parts that live in registers; every file has its own copy (anonymous
// namespace, see neon.h).
#pragma once

#include "kernels/neon/vector.h"

namespace pyglm::neon {
namespace {

// The product of a fixed number of tokens with all of K of n_tiles tiles, or of one. 32 registers set how
// many; fewer tokens go with more tiles, since some 8 sums must be under way at once to hide the latency of
// one multiply.
template <typename Args>
struct Part {
  void (*multiply_tiles)(const Args&, std::int64_t token, std::int64_t tile);
  void (*multiply_tile)(const Args&, std::int64_t token, std::int64_t tile);
  int n_tiles;
};

// Weights that stay in a level-2 cache of 256 KB while one part of the tokens after the other passes over
// them.
constexpr std::int64_t kCachedBytes = 128 << 10;

// All tokens and tiles of args; parts[i] is for i + 1 tokens.
template <typename Args, int kMostTokens>
void multiply_parts(const Args& args, std::int64_t tile_bytes, const Part<Args> (&parts)[kMostTokens]) {
  const std::int64_t step = 4 * (kCachedBytes / (4 * tile_bytes) + 1);  // a multiple of every n_tiles
  for (std::int64_t begin = args.tile_begin; begin < args.tile_end; begin += step) {
    const std::int64_t end = min_of(begin + step, args.tile_end);
    for (int token = 0; token < args.n_tokens; token += kMostTokens) {
      const Part<Args>& part = parts[min_of(kMostTokens, args.n_tokens - token) - 1];
      std::int64_t tile = begin;
      for (; tile + part.n_tiles <= end; tile += part.n_tiles) part.multiply_tiles(args, token, tile);
      for (; tile < end; ++tile) part.multiply_tile(args, token, tile);
    }
  }
}

}  // namespace
}  // namespace pyglm::neon
