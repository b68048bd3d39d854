// Softmax attention over one block of the int8 cache (AttendQ8Args in kernels/kernels.h, kernels/kv_q8.h).
//
// Codes are widened to int16 in L1 piece by piece, once for all rows, and multiplied in pairs: two dimensions
// of a key with a query's, two positions of a value with a row's weights. The pair of the query or of the
// weights is broadcast, 8 positions or dimensions lie in the lanes.
//
// Words brings the product: vpmaddwd and vpaddd, or vpdpwssd where a table has it.
#pragma once

#include <cmath>

#include "kernels/avx2/vector.h"
#include "kernels/kernels.h"
#include "kernels/kv_q8.h"

namespace pyglm::avx2 {
namespace {

constexpr float kCodes = 32767.0f;  // weights are int16
constexpr float kLeast = 1e-30f;    // weights below it count as zero, so that their inverse is finite

// One panel, widened: [pair][16][2]. 16 positions of a key group's 32 dimensions, or 16 dimensions of a
// block's 64 positions.
using KeyPanel = std::int16_t[kKeyGroup / 2][kKvPanel * 2];
using ValuePanel = std::int16_t[kKvBlock / 2][kKvPanel * 2];

struct Q8Scratch {
  float* scores;        // [n_rows][kKvBlock]
  std::int16_t* codes;  // [n_rows][kKvBlock] weights times v's scales
  float* rescale;       // [n_rows] factor of what acc holds
  float* code_scale;    // [n_rows]
};

Q8Scratch scratch_of(const AttendQ8Args& args) {
  const std::int64_t n = args.n_rows;
  float* codes = args.scratch + n * kKvBlock;
  float* factors = codes + n * (kKvBlock / 2);
  return {args.scratch, reinterpret_cast<std::int16_t*>(codes), factors, factors + n};
}

int most_visible(const std::int32_t* n_visible, int n) {
  int most = 0;
  for (int i = 0; i < n; ++i) most = n_visible[i] > most ? n_visible[i] : most;
  return most;
}

// 8 binary16 scales as floats.
__m256 load_scales(const std::uint8_t* p) {
  return _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
}

__m256i widen(const std::uint8_t* p) {
  return _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
}

// ---- scores ----

// Scores of R rows at the panel's 16 positions, over the dimensions of one group.
template <typename Words, int R>
inline void score_rows(const AttendQ8Args& args, const KeyPanel& keys, const __m256 (&scales)[2], int row,
                       int position, int dim) {
  const int n_pairs = static_cast<int>(min_of(kKeyGroup, args.head_dim - dim)) / 2;
  const std::int16_t* q = args.q + static_cast<std::int64_t>(row) * args.head_dim + dim;
  __m256i sums[R][2];
  PYGLM_UNROLL
  for (int r = 0; r < R; ++r) {
    sums[r][0] = _mm256_setzero_si256();
    sums[r][1] = _mm256_setzero_si256();
  }
  _Pragma("GCC unroll 2") for (int i = 0; i < n_pairs; ++i) {
    const __m256i k[2] = {load(keys[i]), load(keys[i] + kKvPanel)};
    PYGLM_UNROLL
    for (int r = 0; r < R; ++r) {
      const __m256i pair = broadcast_4(q + static_cast<std::int64_t>(r) * args.head_dim + 2 * i);
      sums[r][0] = Words::add(sums[r][0], pair, k[0]);
      sums[r][1] = Words::add(sums[r][1], pair, k[1]);
    }
  }
  PYGLM_UNROLL
  for (int r = 0; r < R; ++r) {
    float* scores = args.scratch + (row + r) * kKvBlock + position;
    PYGLM_UNROLL
    for (int i = 0; i < 2; ++i) {
      const __m256 before = dim == 0 ? _mm256_setzero_ps() : _mm256_loadu_ps(scores + 8 * i);
      _mm256_storeu_ps(scores + 8 * i, _mm256_fmadd_ps(_mm256_cvtepi32_ps(sums[r][i]), scales[i], before));
    }
  }
}

template <typename Words>
void score(const AttendQ8Args& args, int n_positions) {
  constexpr int kRows = Words::kRows;
  alignas(32) KeyPanel keys;
  const std::uint8_t* all_scales = args.k + kv_q8_code_bytes(args.head_dim);
  for (int position = 0; position < n_positions; position += kKvPanel) {
    for (int dim = 0; dim < args.head_dim; dim += kKeyGroup) {
      const std::uint8_t* codes = args.k + (position * args.head_dim + dim * kKvPanel);
      const int n_pairs = static_cast<int>(min_of(kKeyGroup, args.head_dim - dim)) / 2;
      for (int i = 0; i < n_pairs; ++i) {
        store(keys[i], widen(codes + 2 * kKvPanel * i));
        store(keys[i] + kKvPanel, widen(codes + 2 * kKvPanel * i + kKvPanel));
      }
      const std::uint8_t* half = all_scales + (dim / kKeyGroup * kKvBlock + position) * 2;
      const __m256 scales[2] = {load_scales(half), load_scales(half + 16)};
      int row = 0;
      for (; row + kRows <= args.n_rows; row += kRows) {
        if (most_visible(args.n_visible + row, kRows) <= position) continue;
        score_rows<Words, kRows>(args, keys, scales, row, position, dim);
      }
      for (; row < args.n_rows; ++row) {
        if (args.n_visible[row] > position) score_rows<Words, 1>(args, keys, scales, row, position, dim);
      }
    }
  }
}

// ---- softmax ----

// e^x for x <= 0 as in vector.h, in fewer steps, since 2^n cannot overflow: 0 below -87.33, NaN for NaN.
__m256 exp_of_negative(__m256 x) {
  const __m256 lowest = _mm256_set1_ps(-87.33f);
  const __m256 is_tiny = _mm256_cmp_ps(x, lowest, _CMP_LT_OQ);
  const __m256 clamped = _mm256_max_ps(lowest, x);  // NaN stays: the second operand wins
  const ExpParts parts = exp_parts(clamped);
  // the fraction is in 0.7 .. 1.42 and n in -126 .. 0: the exponent's bits take n without a carry beyond them
  const __m256i bits = _mm256_add_epi32(_mm256_castps_si256(parts.fraction),
                                        _mm256_slli_epi32(_mm256_cvtps_epi32(parts.n), 23));
  return _mm256_andnot_ps(is_tiny, _mm256_castsi256_ps(bits));
}

// The first n_left lanes of x, the others as in hidden.
__m256 only(__m256 x, int n_left, __m256 hidden) {
  return n_left >= 8 ? x : _mm256_blendv_ps(hidden, x, _mm256_castsi256_ps(first_lanes(n_left)));
}

// codes = x / largest * kCodes for n numbers up to largest, then zeros up to kKvBlock.
void write_codes(const float* x, int n, float largest, std::int16_t* codes) {
  const __m256 inverse = _mm256_set1_ps(largest > kLeast ? kCodes / largest : 0.0f);
  const auto codes_at = [&](int p) {
    if (p >= n) return _mm256_setzero_si256();
    return _mm256_cvtps_epi32(_mm256_mul_ps(_mm256_loadu_ps(x + p), inverse));
  };
  for (int p = 0; p < kKvBlock; p += 16) {
    const __m256i packed = _mm256_packs_epi32(codes_at(p), codes_at(p + 8));
    store(codes + p, _mm256_permute4x64_epi64(packed, _MM_SHUFFLE(3, 1, 2, 0)));
  }
}

// The row's weights exp(score - max) times scales, those of v, become int16 codes; row_max and row_sum take
// the block in. A row that sees nothing has codes of 0.
void weigh_row(const AttendQ8Args& args, const Q8Scratch& scratch, const float (&scales)[kKvBlock], int row) {
  float* scores = scratch.scores + row * kKvBlock;
  const int n = args.n_visible[row];
  const __m256 hidden = _mm256_set1_ps(-INFINITY), q_scale = _mm256_set1_ps(args.q_scales[row]);
  const float before = args.row_max[row];
  __m256 max = _mm256_set1_ps(before);
  for (int p = 0; p < n; p += 8) {
    const __m256 score = only(_mm256_mul_ps(_mm256_loadu_ps(scores + p), q_scale), n - p, hidden);
    max = _mm256_max_ps(max, score);
    _mm256_storeu_ps(scores + p, score);
  }
  const float row_max = max_of_lanes(max);
  max = _mm256_set1_ps(row_max);

  __m256 sum = _mm256_setzero_ps();
  __m256i largest = _mm256_setzero_si256();
  for (int p = 0; p < n; p += 8) {
    const __m256 weight = exp_of_negative(_mm256_sub_ps(_mm256_loadu_ps(scores + p), max));
    sum = _mm256_add_ps(sum, weight);
    const __m256 product =
        only(_mm256_mul_ps(weight, _mm256_load_ps(scales + p)), n - p, _mm256_setzero_ps());
    largest = _mm256_max_epu32(largest, _mm256_castps_si256(product));
    _mm256_storeu_ps(scores + p, product);
  }
  float rescale = 1.0f;
  if (before != row_max)
    rescale = _mm256_cvtss_f32(exp_of_negative(_mm256_sub_ps(_mm256_set1_ps(before), max)));
  args.row_sum[row] = args.row_sum[row] * rescale + sum_of_lanes(sum);
  args.row_max[row] = row_max;
  scratch.rescale[row] = rescale;
  scratch.code_scale[row] = max_of_bits(largest) / kCodes;
  write_codes(scores, n, max_of_bits(largest), scratch.codes + row * kKvBlock);
}

// ---- values ----

// acc = acc * rescale + weights * v for R rows and N * 8 dimensions.
template <typename Words, int R, int N>
inline void add_values(const AttendQ8Args& args, const Q8Scratch& scratch, const ValuePanel& values, int row,
                       int dim) {
  const int n_pairs = (most_visible(args.n_visible + row, R) + 1) / 2;
  const std::int16_t* codes = scratch.codes + row * kKvBlock;
  __m256i sums[R][N];
  PYGLM_UNROLL
  for (int r = 0; r < R; ++r) {
    PYGLM_UNROLL
    for (int i = 0; i < N; ++i) sums[r][i] = _mm256_setzero_si256();
  }
  _Pragma("GCC unroll 2") for (int p = 0; p < n_pairs; ++p) {
    __m256i v[N];
    PYGLM_UNROLL
    for (int i = 0; i < N; ++i) v[i] = load(values[p] + kKvPanel * i);
    PYGLM_UNROLL
    for (int r = 0; r < R; ++r) {
      const __m256i pair = broadcast_4(codes + r * kKvBlock + 2 * p);
      PYGLM_UNROLL
      for (int i = 0; i < N; ++i) sums[r][i] = Words::add(sums[r][i], pair, v[i]);
    }
  }
  PYGLM_UNROLL
  for (int r = 0; r < R; ++r) {
    if (args.n_visible[row + r] == 0) continue;
    float* acc = args.acc + static_cast<std::int64_t>(row + r) * args.head_dim + dim;
    const __m256 rescale = _mm256_set1_ps(scratch.rescale[row + r]);
    const __m256 scale = _mm256_set1_ps(scratch.code_scale[row + r]);
    PYGLM_UNROLL
    for (int i = 0; i < N; ++i) {
      const __m256 before = _mm256_mul_ps(_mm256_loadu_ps(acc + 8 * i), rescale);
      _mm256_storeu_ps(acc + 8 * i, _mm256_fmadd_ps(_mm256_cvtepi32_ps(sums[r][i]), scale, before));
    }
  }
}

// N * 8 dimensions of all positions, for all rows.
template <typename Words, int N>
void add_panel(const AttendQ8Args& args, const Q8Scratch& scratch, int n_positions, int dim) {
  constexpr int kRows = Words::kRows;
  alignas(32) ValuePanel values;
  const std::uint8_t* codes = args.v + dim * kKvBlock;
  for (int p = 0; p < (n_positions + 1) / 2; ++p) {
    PYGLM_UNROLL
    for (int i = 0; i < N; ++i) store(values[p] + kKvPanel * i, widen(codes + (N * p + i) * kKvPanel));
  }
  int row = 0;
  for (; row + kRows <= args.n_rows; row += kRows) {
    add_values<Words, kRows, N>(args, scratch, values, row, dim);
  }
  for (; row < args.n_rows; ++row) add_values<Words, 1, N>(args, scratch, values, row, dim);
}

template <typename Words>
void attend_q8_by(const AttendQ8Args& args) {
  const Q8Scratch scratch = scratch_of(args);
  const int n_positions = most_visible(args.n_visible, args.n_rows);
  score<Words>(args, n_positions);
  alignas(32) float scales[kKvBlock];
  const std::uint8_t* halves = args.v + kv_q8_code_bytes(args.head_dim);
  for (int p = 0; p < kKvBlock; p += 8) _mm256_store_ps(scales + p, load_scales(halves + 2 * p));
  for (int row = 0; row < args.n_rows; ++row) weigh_row(args, scratch, scales, row);
  int dim = 0;
  for (; dim + kKvPanel <= args.head_dim; dim += kKvPanel) {
    add_panel<Words, 2>(args, scratch, n_positions, dim);
  }
  if (dim < args.head_dim) add_panel<Words, 1>(args, scratch, n_positions, dim);
}

}  // namespace
}  // namespace pyglm::avx2
