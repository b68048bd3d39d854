// The products of a few tokens with int4 or int8 weights: loops over tiles, tokens and groups. A file that
// includes this has a copy of its own (anonymous namespace, see avx2.h) and brings the innermost step, a
// struct Group whose add<T, N>(args, token, tile, group, y) takes one group of T tokens and N tiles into
// y[T][N].
#pragma once

#include "kernels/avx2/vector.h"
#include "kernels/kernels.h"

namespace pyglm::avx2 {
namespace {

static_assert(kActivationBlock == kGroup, "each group of weights meets one activation scale");

// How far ahead of its loads a kernel asks for weights: memory's latency at the speed of one core, and the
// next page, which the processor's own prefetchers do not enter.
constexpr int kPrefetchBytes = 4096;

// The scales of 8 rows, each in both int16 of its 32-bit lane: every byte goes to the upper half of two
// int16, which a shift then sign-extends.
[[maybe_unused]] inline __m256i load_scale_pairs(const std::int8_t* scales) {
  std::int64_t bytes;
  std::memcpy(&bytes, scales, sizeof bytes);
  const __m256i to_upper = _mm256_setr_epi8(-1, 0, -1, 0, -1, 1, -1, 1, -1, 2, -1, 2, -1, 3, -1, 3,  //
                                            -1, 4, -1, 4, -1, 5, -1, 5, -1, 6, -1, 6, -1, 7, -1, 7);
  return _mm256_srai_epi16(_mm256_shuffle_epi8(_mm256_set1_epi64x(bytes), to_upper), 8);
}

// All of K for T tokens from token on and N tiles.
template <typename Group, int T, int N>
void multiply_few(const MatmulQuantizedArgs& args, std::int64_t token, std::int64_t tile) {
  __m256 y[T][N];
  PYGLM_UNROLL
  for (int i = 0; i < T * N; ++i) y[i / N][i % N] = _mm256_setzero_ps();
  for (std::int64_t group = 0; group < args.k / kGroup; ++group) {
    Group::template add<T, N>(args, token, tile, group, y);
  }
  PYGLM_UNROLL
  for (int i = 0; i < T * N; ++i) {
    const std::int64_t row = (tile + i % N) * kRowTile;
    const __m256 scaled = _mm256_mul_ps(y[i / N][i % N], _mm256_loadu_ps(args.row_scales + row));
    _mm256_storeu_ps(args.y + (token + i / N) * args.y_stride + row, scaled);
  }
}

// Products of a fixed number of tokens with n_tiles tiles, or with one. Several tiles are several streams of
// weights, which keep more reads of memory under way than one; 16 registers set how many.
struct FewTokens {
  void (*multiply_tiles)(const MatmulQuantizedArgs&, std::int64_t token, std::int64_t tile);
  void (*multiply_tile)(const MatmulQuantizedArgs&, std::int64_t token, std::int64_t tile);
  int n_tiles;
};

template <typename Group, int T, int N>
constexpr FewTokens make_few() {
  return {multiply_few<Group, T, N>, multiply_few<Group, T, 1>, N};
}

constexpr int kMostFew = 8;

template <typename Group>
constexpr FewTokens kFewTokens[kMostFew] = {
    // for 1, 2, ... tokens
    make_few<Group, 1, 4>(), make_few<Group, 2, 2>(), make_few<Group, 3, 2>(), make_few<Group, 4, 2>(),
    make_few<Group, 5, 1>(), make_few<Group, 6, 1>(), make_few<Group, 7, 1>(), make_few<Group, 8, 1>()};

// Codes that stay in a level-2 cache of 512 KB while one part of the tokens after the other passes over them.
constexpr std::int64_t kCachedBytes = 192 << 10;

// All tokens and tiles of args, up to kMostFew tokens at a time. tile_bytes: the codes of one tile.
template <typename Group>
void multiply_few_tokens(const MatmulQuantizedArgs& args, std::int64_t tile_bytes) {
  const std::int64_t step = 4 * (kCachedBytes / (4 * tile_bytes) + 1);  // a multiple of every n_tiles
  for (std::int64_t begin = args.tile_begin; begin < args.tile_end; begin += step) {
    const std::int64_t end = min_of(begin + step, args.tile_end);
    for (int token = 0; token < args.n_tokens; token += kMostFew) {
      const FewTokens& few = kFewTokens<Group>[min_of(kMostFew, args.n_tokens - token) - 1];
      std::int64_t tile = begin;
      for (; tile + few.n_tiles <= end; tile += few.n_tiles) few.multiply_tiles(args, token, tile);
      for (; tile < end; ++tile) few.multiply_tile(args, token, tile);
    }
  }
}

}  // namespace
}  // namespace pyglm::avx2
