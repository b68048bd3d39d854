// What the int4 and int8 products of a few tokens share; every file has its own copy (anonymous namespace,
// see avx2.h).
#pragma once

#include "kernels/avx2/vector.h"
#include "kernels/kernels.h"

namespace pyglm::avx2 {
namespace {

// How far ahead of its loads a kernel asks for weights: memory's latency at the speed of one core, and the
// next page, which the processor's own prefetchers do not enter.
constexpr int kPrefetchBytes = 4096;

// The scales of 8 rows, each in both int16 of its 32-bit lane.
[[maybe_unused]] inline __m256i load_scales(const std::int8_t* scales) {
  const __m256i wide = _mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(scales)));
  return _mm256_or_si256(_mm256_slli_epi32(wide, 16), _mm256_and_si256(wide, _mm256_set1_epi32(0xffff)));
}

// sum += u * x in pairs, int16.
[[maybe_unused]] inline void add_products(__m256i& sum, __m256i u, __m256i x) {
  sum = _mm256_add_epi16(sum, _mm256_maddubs_epi16(u, x));
  keep_order(sum);
}

// Products of a fixed number of tokens with all of K of n_tiles tiles, or of one. Several tiles are several
// streams of weights, which keep more reads of memory under way than one; 16 registers set how many.
struct FewTokens {
  void (*multiply_tiles)(const MatmulQuantizedArgs&, std::int64_t token, std::int64_t tile);
  void (*multiply_tile)(const MatmulQuantizedArgs&, std::int64_t token, std::int64_t tile);
  int n_tiles;
};

constexpr int kMostFew = 8;

// Codes that stay in a level-2 cache of 512 KB while one part of the tokens after the other passes over them.
constexpr std::int64_t kCachedBytes = 192 << 10;

// All tokens and tiles of args, up to kMostFew tokens at a time; few[i] is for i + 1 tokens.
[[maybe_unused]] void multiply_few_tokens(const MatmulQuantizedArgs& args, std::int64_t tile_bytes,
                                          const FewTokens (&few)[kMostFew]) {
  const std::int64_t step = 4 * (kCachedBytes / (4 * tile_bytes) + 1);  // a multiple of every n_tiles
  for (std::int64_t begin = args.tile_begin; begin < args.tile_end; begin += step) {
    const std::int64_t end = min_of(begin + step, args.tile_end);
    for (int token = 0; token < args.n_tokens; token += kMostFew) {
      const FewTokens& part = few[min_of(kMostFew, args.n_tokens - token) - 1];
      std::int64_t tile = begin;
      for (; tile + part.n_tiles <= end; tile += part.n_tiles) part.multiply_tiles(args, token, tile);
      for (; tile < end; ++tile) part.multiply_tile(args, token, tile);
    }
  }
}

}  // namespace
}  // namespace pyglm::avx2
