// The products of a few tokens with int4 or int8 weights: loops over tiles, tokens and groups. A file that
// includes this has a copy of its own (anonymous namespace, see avx2.h) and brings the innermost step, a
// struct Group with
//   kCodeBytes:          of one group of one tile
//   add<W, T, N>(at, y): takes one group of T tokens and N tiles into y[T][N]; W tokens lie side by side
#pragma once

#include "kernels/avx2/vector.h"
#include "kernels/kernels.h"

namespace pyglm::avx2 {
namespace {

// How far ahead of its loads a kernel asks for codes and for scales: memory's latency at the speed of one
// core, and the next page, which the processor's own prefetchers do not enter. Codes come to the level-2
// cache first, which has room for more reads under way, and from there to level 1.
constexpr int kPrefetchBytes = 4096;
constexpr int kNearPrefetchBytes = 1024;
constexpr int kScalePrefetchBytes = 256;

// The scales of 8 rows, each in both int16 of its 32-bit lane: every byte goes to the upper half of two
// int16, which a shift then sign-extends.
[[maybe_unused]] inline __m256i load_scale_pairs(const std::int8_t* scales) {
  std::int64_t bytes;
  std::memcpy(&bytes, scales, sizeof bytes);
  const __m256i to_upper = _mm256_setr_epi8(-1, 0, -1, 0, -1, 1, -1, 1, -1, 2, -1, 2, -1, 3, -1, 3,  //
                                            -1, 4, -1, 4, -1, 5, -1, 5, -1, 6, -1, 6, -1, 7, -1, 7);
  return _mm256_srai_epi16(_mm256_shuffle_epi8(_mm256_set1_epi64x(bytes), to_upper), 8);
}

// Where one group of some tokens and tiles lies.
struct GroupAt {
  const std::uint8_t* codes;  // of the first tile
  const std::int8_t* scales;
  std::int64_t code_stride, scale_stride;  // bytes from a tile to the next
  const std::int8_t* values;               // of the first token; as in QuantizedRows
  const std::uint8_t* biased;
  const float* x_scales;
  const std::int32_t* starts;
  std::int64_t prefetch_bytes;  // from codes to those to ask memory for
};

// Asks for a cache line of codes.
[[maybe_unused]] inline void prefetch_codes(const std::uint8_t* codes, const GroupAt& at) {
  _mm_prefetch(reinterpret_cast<const char*>(codes + at.prefetch_bytes), _MM_HINT_T1);
  prefetch(codes + kNearPrefetchBytes);
}

// All of K for T tokens from token on, which lie in one token tile of W, and N tiles.
template <typename Group, int W, int T, int N>
void multiply_few(const MatmulQuantizedArgs& args, std::int64_t token, std::int64_t tile) {
  const std::int64_t n_groups = args.k / kGroup;
  const std::int64_t weights = tile * n_groups, tokens = first_group(token, n_groups, W);
  GroupAt at = {args.codes + weights * Group::kCodeBytes,
                args.scales + weights * kRowTile,
                n_groups * Group::kCodeBytes,
                n_groups * kRowTile,
                args.x.values + tokens * kGroup,
                args.x.biased + tokens * kGroup,
                args.x.scales + tokens,
                args.x.group_starts + tokens,
                kPrefetchBytes};
  __m256 y[T][N];
  PYGLM_UNROLL
  for (int i = 0; i < T * N; ++i) y[i / N][i % N] = _mm256_setzero_ps();
  for (std::int64_t group = 0; group < n_groups; ++group) {
    // What comes after these tiles are the next N: each stream goes on where it will be read.
    if (n_groups - group == kPrefetchBytes / Group::kCodeBytes) at.prefetch_bytes += (N - 1) * at.code_stride;
    Group::template add<W, T, N>(at, y);
    at.codes += Group::kCodeBytes;
    at.scales += kRowTile;
    at.values += W * kGroup;
    at.biased += W * kGroup;
    at.x_scales += W;
    at.starts += W;
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

template <typename Group, int W, int T, int N>
constexpr FewTokens make_few() {
  return {multiply_few<Group, W, T, N>, multiply_few<Group, W, T, 1>, N};
}

// Up to kMostFew tokens are one token tile. More are tiles of kManyTile: 6 int8 sums, or twice 3 of a panel.
constexpr int kMostFew = 8;
constexpr int kManyTile = 6;

constexpr int tile_of(int n_tokens) {
  return n_tokens <= kMostFew ? n_tokens : kManyTile;
}

template <typename Group>
constexpr FewTokens kAlone[kMostFew] = {// 1, 2, ... tokens
                                        make_few<Group, 1, 1, 4>(), make_few<Group, 2, 2, 2>(),
                                        make_few<Group, 3, 3, 2>(), make_few<Group, 4, 4, 2>(),
                                        make_few<Group, 5, 5, 1>(), make_few<Group, 6, 6, 1>(),
                                        make_few<Group, 7, 7, 1>(), make_few<Group, 8, 8, 1>()};

template <typename Group>
constexpr FewTokens kOfMany[kManyTile] = {
    // 1, 2, ... tokens of a tile of kManyTile
    make_few<Group, kManyTile, 1, 4>(), make_few<Group, kManyTile, 2, 2>(),
    make_few<Group, kManyTile, 3, 2>(), make_few<Group, kManyTile, 4, 2>(),
    make_few<Group, kManyTile, 5, 1>(), make_few<Group, kManyTile, 6, 1>()};

// Codes that stay in a level-2 cache of 512 KB while one tile of tokens after the other passes over them.
constexpr std::int64_t kCachedBytes = 192 << 10;

// All tokens and tiles of args.
template <typename Group>
void multiply_few_tokens(const MatmulQuantizedArgs& args) {
  const std::int64_t tile_bytes = args.k / kGroup * Group::kCodeBytes;
  const std::int64_t step = 4 * (kCachedBytes / (4 * tile_bytes) + 1);  // a multiple of every n_tiles
  const int token_tile = tile_of(args.n_tokens);
  const FewTokens* const parts = args.n_tokens <= kMostFew ? kAlone<Group> : kOfMany<Group>;
  for (std::int64_t begin = args.tile_begin; begin < args.tile_end; begin += step) {
    const std::int64_t end = min_of(begin + step, args.tile_end);
    for (int token = 0; token < args.n_tokens; token += token_tile) {
      const FewTokens& few = parts[min_of(token_tile, args.n_tokens - token) - 1];
      std::int64_t tile = begin;
      for (; tile + few.n_tiles <= end; tile += few.n_tiles) few.multiply_tiles(args, token, tile);
      for (; tile < end; ++tile) few.multiply_tile(args, token, tile);
    }
  }
}

}  // namespace
}  // namespace pyglm::avx2
