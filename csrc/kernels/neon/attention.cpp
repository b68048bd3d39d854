// Softmax attention over one block of keys and values (AttendArgs in kernels/kernels.h).
//
// A row's sums have a fixed order of their own, over dimensions for scores and over positions for values, so
// other rows and hidden positions do not change its bits. A row reads values up to n_visible only.
#include "kernels/neon/neon.h"
#include "kernels/neon/vector.h"

namespace pyglm::neon {
namespace {

constexpr int kStepRows =
    4;  // 4 rows x 4 positions (scores) or x 16 dimensions (values): 16 sums in 32 registers
constexpr int kStepPositions = 4;
constexpr int kStepVectors = 4;

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

// Scores of R rows at 4 positions from position on. Those past last repeat it; their scores are never used.
template <typename T, int R>
void score_step(const AttendArgs& args, int row, int position, int last) {
  const std::int64_t dim = args.head_dim;
  const float* q = args.q + row * dim;
  const T* keys[kStepPositions];
  float32x4_t sums[R][kStepPositions];
  PYGLM_UNROLL
  for (int i = 0; i < kStepPositions; ++i) {
    keys[i] = static_cast<const T*>(args.k) + min_of(position + i, last) * dim;
    PYGLM_UNROLL
    for (int r = 0; r < R; ++r) sums[r][i] = vdupq_n_f32(0.0f);
  }
  for (int d = 0; d < dim; d += 4) {
    float32x4_t v[R];
    PYGLM_UNROLL
    for (int r = 0; r < R; ++r) v[r] = vld1q_f32(q + r * dim + d);
    PYGLM_UNROLL
    for (int i = 0; i < kStepPositions; ++i) {
      const float32x4_t k = load_floats(keys[i] + d);
      PYGLM_UNROLL
      for (int r = 0; r < R; ++r) sums[r][i] = vfmaq_f32(sums[r][i], v[r], k);
    }
  }
  PYGLM_UNROLL
  for (int r = 0; r < R; ++r) {
    const float32x4_t totals =
        vpaddq_f32(vpaddq_f32(sums[r][0], sums[r][1]), vpaddq_f32(sums[r][2], sums[r][3]));
    vst1q_f32(args.scores + (row + r) * kKvBlock + position, totals);
  }
}

template <typename T, int R>
void score_rows(const AttendArgs& args, int row) {
  const int n = most_visible(args.n_visible + row, R);
  for (int p = 0; p < n; p += kStepPositions) score_step<T, R>(args, row, p, n - 1);
}

// ---- softmax ----

// Lanes 0 .. n-1 set.
uint32x4_t first_lanes(int n) {
  const std::int32_t index[4] = {0, 1, 2, 3};
  return vcltq_s32(vld1q_s32(index), vdupq_n_s32(n));
}

// Scores become exp(score - max); row_max, row_sum and acc take the block in, but for the values.
void softmax_row(const AttendArgs& args, int row) {
  float* scores = args.scores + row * kKvBlock;
  const int n = args.n_visible[row];
  const float before = args.row_max[row];
  float32x4_t max = vdupq_n_f32(before);
  for (int p = 0; p < n; p += 4)
    max = vmaxq_f32(max, vbslq_f32(first_lanes(n - p), vld1q_f32(scores + p), max));
  const float row_max = vmaxvq_f32(max);

  float32x4_t sum = vdupq_n_f32(0.0f);
  for (int p = 0; p < n; p += 4) {
    const float32x4_t e = exp(vsubq_f32(vld1q_f32(scores + p), vdupq_n_f32(row_max)));
    sum = vaddq_f32(sum, vreinterpretq_f32_u32(vandq_u32(vreinterpretq_u32_f32(e), first_lanes(n - p))));
    vst1q_f32(scores + p, e);
  }
  if (before == row_max) {  // then exp(before - row_max) is 1: nothing to rescale
    args.row_sum[row] += vaddvq_f32(sum);
    return;
  }
  const float rescale = vgetq_lane_f32(exp(vdupq_n_f32(before - row_max)), 0);
  args.row_sum[row] = args.row_sum[row] * rescale + vaddvq_f32(sum);
  args.row_max[row] = row_max;
  float* acc = args.acc + static_cast<std::int64_t>(row) * args.head_dim;
  for (int d = 0; d < args.head_dim; d += 4) vst1q_f32(acc + d, vmulq_n_f32(vld1q_f32(acc + d), rescale));
}

// ---- values ----

// Positions begin .. end-1.
struct Positions {
  int begin, end;
};

// acc += probability * v for R rows and 4 * D dimensions from dim on.
template <typename T, int R, int D>
void add_values(const AttendArgs& args, int row, int dim, Positions positions) {
  const std::int64_t stride = args.head_dim;
  float* acc = args.acc + row * stride + dim;
  const float* probabilities = args.scores + row * kKvBlock;
  float32x4_t sums[R][D];
  PYGLM_UNROLL
  for (int i = 0; i < R * D; ++i) sums[i / D][i % D] = vld1q_f32(acc + i / D * stride + i % D * 4);
  for (int p = positions.begin; p < positions.end; ++p) {
    const T* v = static_cast<const T*>(args.v) + p * stride + dim;
    PYGLM_UNROLL
    for (int i = 0; i < D; ++i) {
      const float32x4_t value = load_floats(v + 4 * i);
      PYGLM_UNROLL
      for (int r = 0; r < R; ++r)
        sums[r][i] = vfmaq_n_f32(sums[r][i], value, probabilities[r * kKvBlock + p]);
    }
  }
  PYGLM_UNROLL
  for (int i = 0; i < R * D; ++i) vst1q_f32(acc + i / D * stride + i % D * 4, sums[i / D][i % D]);
}

template <typename T, int R>
void add_all_dims(const AttendArgs& args, int row, Positions positions) {
  int dim = 0;
  for (; dim + 4 * kStepVectors <= args.head_dim; dim += 4 * kStepVectors) {
    add_values<T, R, kStepVectors>(args, row, dim, positions);
  }
  for (; dim < args.head_dim; dim += 4) add_values<T, R, 1>(args, row, dim, positions);
}

// R rows together as far as all of them see, then each alone: a row never touches a position hidden from it.
template <typename T, int R>
void add_values_to_rows(const AttendArgs& args, int row) {
  const int common = least_visible(args.n_visible + row, R);
  if (common > 0) add_all_dims<T, R>(args, row, {0, common});
  for (int r = row; r < row + R; ++r) {
    if (args.n_visible[r] > common) add_all_dims<T, 1>(args, r, {common, args.n_visible[r]});
  }
}

template <typename T, int R>
void attend_rows(const AttendArgs& args, int row) {
  score_rows<T, R>(args, row);
  for (int r = row; r < row + R; ++r) {
    if (args.n_visible[r] > 0) softmax_row(args, r);
  }
  add_values_to_rows<T, R>(args, row);
}

template <typename T>
void attend(const AttendArgs& args) {
  int row = 0;
  for (; row + kStepRows <= args.n_rows; row += kStepRows) attend_rows<T, kStepRows>(args, row);
  for (; row < args.n_rows; ++row) attend_rows<T, 1>(args, row);
}

}  // namespace

void attend_f32(const AttendArgs& args) {
  attend<float>(args);
}

void attend_f16(const AttendArgs& args) {
  attend<std::uint16_t>(args);
}

}  // namespace pyglm::neon
