// Softmax attention over one block of keys and values (AttendArgs in kernels/kernels.h).
//
// A row's sums have a fixed order of their own, over dimensions for scores and over positions for values, so
// other rows and hidden positions do not change its bits. K and V are converted to floats in L1 piece by
// piece, once for all rows; a row reads values up to n_visible only.
#include <cmath>

#include "kernels/avx2/avx2.h"
#include "kernels/avx2/vector.h"

namespace pyglm::avx2 {
namespace {

constexpr int kStepRows =
    3;  // 3 rows x 4 positions (scores) or x 32 dimensions (values): 12 sums in 16 registers
constexpr int kStepPositions = 4;
constexpr int kKeyPositions = 16;  // keys converted at a time: 16 x 128 floats = 8 KB of L1
constexpr int kKeyDims = 128;
constexpr int kValueDims = 32;  // values converted at a time: 64 x 32 floats = 8 KB

using Keys = float[kKeyPositions][kKeyDims];
using Values = float[kKvBlock][kValueDims];

__m256 load_floats(const float* p) {
  return _mm256_loadu_ps(p);
}
__m256 load_floats(const std::uint16_t* p) {
  return _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
}

// Largest n_visible of n rows.
int most_visible(const std::int32_t* n_visible, int n) {
  int most = 0;
  for (int i = 0; i < n; ++i) most = n_visible[i] > most ? n_visible[i] : most;
  return most;
}

// Smallest n_visible of n rows, but at least 0.
int least_visible(const std::int32_t* n_visible, int n) {
  int least = n_visible[0];
  for (int i = 1; i < n; ++i) least = n_visible[i] < least ? n_visible[i] : least;
  return least > 0 ? least : 0;
}

// ---- scores ----

struct KeyRange {
  int position;
  int n_positions;  // at most kKeyPositions
  int dim;
  int n_dims;  // at most kKeyDims, a multiple of 8
};

// Positions up to the next multiple of kStepPositions repeat the last one; their scores are never used.
template <typename T>
void convert_keys(const AttendArgs& args, const KeyRange& range, Keys& keys) {
  const int padded = (range.n_positions + kStepPositions - 1) / kStepPositions * kStepPositions;
  for (int p = 0; p < padded; ++p) {
    const std::int64_t position = range.position + min_of(p, range.n_positions - 1);
    const T* k = static_cast<const T*>(args.k) + position * args.head_dim + range.dim;
    for (int d = 0; d < range.n_dims; d += 8) _mm256_store_ps(keys[p] + d, load_floats(k + d));
  }
}

// Sums of the lanes of four vectors, each ((0+1)+(2+3)) + ((4+5)+(6+7)).
__m128 sums_of_lanes(const __m256 (&x)[kStepPositions]) {
  const __m256 quarters = _mm256_hadd_ps(_mm256_hadd_ps(x[0], x[1]), _mm256_hadd_ps(x[2], x[3]));
  return _mm_add_ps(_mm256_castps256_ps128(quarters), _mm256_extractf128_ps(quarters, 1));
}

// Scores of R rows at 4 positions, keys[p] and on.
template <int R>
inline void score_step(const AttendArgs& args, const KeyRange& range, const Keys& keys, int row, int p) {
  const float* q = args.q + static_cast<std::int64_t>(row) * args.head_dim + range.dim;
  __m256 sums[R][kStepPositions];
  PYGLM_UNROLL
  for (int r = 0; r < R; ++r) {
    PYGLM_UNROLL
    for (int i = 0; i < kStepPositions; ++i) sums[r][i] = _mm256_setzero_ps();
  }
  for (int d = 0; d < range.n_dims; d += 8) {
    __m256 v[R];
    PYGLM_UNROLL
    for (int r = 0; r < R; ++r) v[r] = _mm256_loadu_ps(q + static_cast<std::int64_t>(r) * args.head_dim + d);
    PYGLM_UNROLL
    for (int i = 0; i < kStepPositions; ++i) {
      const __m256 k = _mm256_load_ps(keys[p + i] + d);
      PYGLM_UNROLL
      for (int r = 0; r < R; ++r) sums[r][i] = _mm256_fmadd_ps(v[r], k, sums[r][i]);
    }
  }
  PYGLM_UNROLL
  for (int r = 0; r < R; ++r) {
    float* scores = args.scores + (row + r) * kKvBlock + range.position + p;
    const __m128 before = range.dim == 0 ? _mm_setzero_ps() : _mm_loadu_ps(scores);
    _mm_storeu_ps(scores, _mm_add_ps(before, sums_of_lanes(sums[r])));
  }
}

template <int R>
void score_rows(const AttendArgs& args, const KeyRange& range, const Keys& keys, int row) {
  const std::int64_t visible = most_visible(args.n_visible + row, R) - range.position;
  const std::int64_t n = min_of(visible, range.n_positions);
  for (int p = 0; p < n; p += kStepPositions) score_step<R>(args, range, keys, row, p);
}

template <typename T>
void score(const AttendArgs& args, int n_positions) {
  alignas(32) Keys keys;
  for (int position = 0; position < n_positions; position += kKeyPositions) {
    for (int dim = 0; dim < args.head_dim; dim += kKeyDims) {
      const KeyRange range = {position, static_cast<int>(min_of(kKeyPositions, n_positions - position)), dim,
                              static_cast<int>(min_of(kKeyDims, args.head_dim - dim))};
      convert_keys<T>(args, range, keys);
      int row = 0;
      for (; row + kStepRows <= args.n_rows; row += kStepRows) score_rows<kStepRows>(args, range, keys, row);
      for (; row < args.n_rows; ++row) score_rows<1>(args, range, keys, row);
    }
  }
}

// ---- softmax ----

// Scores become exp(score - max); row_max, row_sum and acc take the block in, but for the values.
void softmax_row(const AttendArgs& args, int row) {
  float* scores = args.scores + row * kKvBlock;
  const int n = args.n_visible[row];
  const __m256 hidden = _mm256_set1_ps(-INFINITY);
  __m256 max = _mm256_set1_ps(args.row_max[row]);
  for (int p = 0; p < n; p += 8) {
    const __m256 seen = _mm256_castsi256_ps(first_lanes(n - p));
    max = _mm256_max_ps(max, _mm256_blendv_ps(hidden, _mm256_loadu_ps(scores + p), seen));
  }
  const float row_max = max_of_lanes(max);
  max = _mm256_set1_ps(row_max);

  __m256 sum = _mm256_setzero_ps();
  for (int p = 0; p < n; p += 8) {
    const __m256 e = exp(_mm256_sub_ps(_mm256_loadu_ps(scores + p), max));
    const __m256 seen = _mm256_castsi256_ps(first_lanes(n - p));
    sum = _mm256_add_ps(sum, _mm256_and_ps(e, seen));
    _mm256_storeu_ps(scores + p, e);
  }
  const float before = args.row_max[row];
  if (before == row_max) {  // then exp(before - row_max) is 1: nothing to rescale
    args.row_sum[row] += sum_of_lanes(sum);
    return;
  }
  const __m256 rescale = exp(_mm256_sub_ps(_mm256_set1_ps(before), max));
  args.row_sum[row] = args.row_sum[row] * _mm256_cvtss_f32(rescale) + sum_of_lanes(sum);
  args.row_max[row] = row_max;
  float* acc = args.acc + static_cast<std::int64_t>(row) * args.head_dim;
  for (int d = 0; d < args.head_dim; d += 8) {
    _mm256_storeu_ps(acc + d, _mm256_mul_ps(_mm256_loadu_ps(acc + d), rescale));
  }
}

// ---- values ----

template <typename T>
void convert_values(const AttendArgs& args, int n_positions, int dim, int n_dims, Values& values) {
  for (int p = 0; p < n_positions; ++p) {
    const T* v = static_cast<const T*>(args.v) + static_cast<std::int64_t>(p) * args.head_dim + dim;
    for (int d = 0; d < n_dims; d += 8) _mm256_store_ps(values[p] + d, load_floats(v + d));
  }
}

// acc += probability * v for R rows, 8 * D dimensions from dim on (d within the converted ones), positions
// begin..end-1.
template <int R, int D>
inline void add_values(const AttendArgs& args, const Values& values, int row, int dim, int d, int begin,
                       int end) {
  float* acc = args.acc + static_cast<std::int64_t>(row) * args.head_dim + dim + d;
  const float* probabilities = args.scores + row * kKvBlock;
  __m256 sums[R][D];
  PYGLM_UNROLL
  for (int r = 0; r < R; ++r) {
    PYGLM_UNROLL
    for (int i = 0; i < D; ++i)
      sums[r][i] = _mm256_loadu_ps(acc + static_cast<std::int64_t>(r) * args.head_dim + 8 * i);
  }
  for (int p = begin; p < end; ++p) {
    __m256 weight[R];
    PYGLM_UNROLL
    for (int r = 0; r < R; ++r) weight[r] = _mm256_broadcast_ss(probabilities + r * kKvBlock + p);
    PYGLM_UNROLL
    for (int i = 0; i < D; ++i) {
      const __m256 v = _mm256_load_ps(values[p] + d + 8 * i);
      PYGLM_UNROLL
      for (int r = 0; r < R; ++r) sums[r][i] = _mm256_fmadd_ps(weight[r], v, sums[r][i]);
    }
  }
  PYGLM_UNROLL
  for (int r = 0; r < R; ++r) {
    PYGLM_UNROLL
    for (int i = 0; i < D; ++i)
      _mm256_storeu_ps(acc + static_cast<std::int64_t>(r) * args.head_dim + 8 * i, sums[r][i]);
  }
}

template <int R>
void add_values_of(const AttendArgs& args, const Values& values, int row, int dim, int n_dims, int begin,
                   int end) {
  if (n_dims == kValueDims) {
    add_values<R, kValueDims / 8>(args, values, row, dim, 0, begin, end);
  } else {
    for (int d = 0; d < n_dims; d += 8) add_values<R, 1>(args, values, row, dim, d, begin, end);
  }
}

// R rows together as far as all of them see, then each alone: a row never touches a position hidden from it.
template <int R>
void add_values_to_rows(const AttendArgs& args, const Values& values, int row, int dim, int n_dims) {
  const int common = least_visible(args.n_visible + row, R);
  if (common > 0) add_values_of<R>(args, values, row, dim, n_dims, 0, common);
  for (int r = row; r < row + R; ++r) {
    if (args.n_visible[r] > common) add_values_of<1>(args, values, r, dim, n_dims, common, args.n_visible[r]);
  }
}

template <typename T>
void add_all_values(const AttendArgs& args, int n_positions) {
  alignas(32) Values values;
  for (int dim = 0; dim < args.head_dim; dim += kValueDims) {
    const int n_dims = static_cast<int>(min_of(kValueDims, args.head_dim - dim));
    convert_values<T>(args, n_positions, dim, n_dims, values);
    int row = 0;
    for (; row + kStepRows <= args.n_rows; row += kStepRows) {
      add_values_to_rows<kStepRows>(args, values, row, dim, n_dims);
    }
    for (; row < args.n_rows; ++row) add_values_to_rows<1>(args, values, row, dim, n_dims);
  }
}

template <typename T>
void attend(const AttendArgs& args) {
  const int n_positions = most_visible(args.n_visible, args.n_rows);
  score<T>(args, n_positions);
  for (int row = 0; row < args.n_rows; ++row) {
    if (args.n_visible[row] > 0) softmax_row(args, row);
  }
  add_all_values<T>(args, n_positions);
}

}  // namespace

void attend_f32(const AttendArgs& args) {
  attend<float>(args);
}

void attend_f16(const AttendArgs& args) {
  attend<std::uint16_t>(args);
}

}  // namespace pyglm::avx2
