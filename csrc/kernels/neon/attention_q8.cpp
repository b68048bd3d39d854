// Softmax attention over one block of the int8 cache (AttendQ8Args in kernels/kernels.h, kernels/kv_q8.h).
//
// A load of 16 codes holds pairs of dimensions of 8 positions (keys), or pairs of positions of 8 dimensions
// (values). It is taken apart and widened to int16 in registers, for up to 4 rows at a time.
#include <cmath>

#include "kernels/kv_q8.h"
#include "kernels/neon/neon.h"
#include "kernels/neon/vector.h"

namespace pyglm::neon {
namespace {

constexpr int kRowStep = 4;
constexpr float kCodes = 32767.0f;  // weights and queries are int16
constexpr float kLeast = 1e-30f;    // what is smaller counts as zero, so that its inverse is finite

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

// 4 binary16 scales as floats.
float32x4_t load_scales(const std::uint8_t* p) {
  return vcvt_f32_f16(vreinterpret_f16_u8(vld1_u8(p)));
}

// Sums of 8 lanes for R rows.
template <int R>
struct Sums {
  int32x4_t low[R], high[R];

  Sums() {
    PYGLM_UNROLL
    for (int r = 0; r < R; ++r) low[r] = high[r] = vdupq_n_s32(0);
  }

  // Adds codes [8][2] times each row's pair of factors.
  void add(const std::uint8_t* codes, const std::int16_t* factors, std::int64_t stride) {
    const int8x8x2_t pairs = vld2_s8(reinterpret_cast<const std::int8_t*>(codes));
    const int16x8_t first = vmovl_s8(pairs.val[0]), second = vmovl_s8(pairs.val[1]);
    PYGLM_UNROLL
    for (int r = 0; r < R; ++r) {
      const std::int16_t a = factors[r * stride], b = factors[r * stride + 1];
      low[r] = vmlal_n_s16(vmlal_n_s16(low[r], vget_low_s16(first), a), vget_low_s16(second), b);
      high[r] = vmlal_n_s16(vmlal_n_s16(high[r], vget_high_s16(first), a), vget_high_s16(second), b);
    }
  }
};

// ---- scores ----

// Scores of R rows at 8 positions, over one group of dimensions after the other.
template <int R>
void score_rows(const AttendQ8Args& args, int row, int position) {
  const std::uint8_t* codes =
      args.k + position / kKvPanel * kKvPanel * args.head_dim + position % kKvPanel * 2;
  const std::uint8_t* scales = args.k + kv_q8_code_bytes(args.head_dim) + position * 2;
  const std::int16_t* q = args.q + static_cast<std::int64_t>(row) * args.head_dim;
  float* scores = args.scratch + row * kKvBlock + position;
  for (int dim = 0; dim < args.head_dim; dim += kKeyGroup, scales += 2 * kKvBlock) {
    Sums<R> sums;
    for (int d = dim; d < min_of(dim + kKeyGroup, args.head_dim); d += 2) {
      sums.add(codes + d * kKvPanel, q + d, args.head_dim);
    }
    const float32x4_t low = load_scales(scales), high = load_scales(scales + 8);
    for (int r = 0; r < R; ++r) {
      float* s = scores + r * kKvBlock;
      const float32x4_t zero = vdupq_n_f32(0.0f);
      vst1q_f32(s, vfmaq_f32(dim == 0 ? zero : vld1q_f32(s), vcvtq_f32_s32(sums.low[r]), low));
      vst1q_f32(s + 4, vfmaq_f32(dim == 0 ? zero : vld1q_f32(s + 4), vcvtq_f32_s32(sums.high[r]), high));
    }
  }
}

// ---- softmax ----

// The first n_left lanes of x, the others as in hidden.
float32x4_t only(float32x4_t x, int n_left, float32x4_t hidden) {
  const std::int32_t index[4] = {0, 1, 2, 3};
  return vbslq_f32(vcltq_s32(vld1q_s32(index), vdupq_n_s32(n_left)), x, hidden);
}

// codes = x / largest * kCodes for n numbers up to largest, then zeros up to kKvBlock.
void write_codes(const float* x, int n, float largest, std::int16_t* codes) {
  const float inverse = largest > kLeast ? kCodes / largest : 0.0f;
  for (int p = 0; p < kKvBlock; p += 4) {
    int16x4_t code = vdup_n_s16(0);
    if (p < n) code = vqmovn_s32(vcvtnq_s32_f32(vmulq_n_f32(vld1q_f32(x + p), inverse)));
    vst1_s16(codes + p, code);
  }
}

// The row's weights exp(score - max) times the scales of v become int16 codes; row_max and row_sum take the
// block in. A row that sees nothing has codes of 0.
void weigh_row(const AttendQ8Args& args, const Q8Scratch& scratch, int row) {
  float* scores = scratch.scores + row * kKvBlock;
  const std::uint8_t* scales = args.v + kv_q8_code_bytes(args.head_dim);
  const int n = args.n_visible[row];
  const float before = args.row_max[row];
  float32x4_t max = vdupq_n_f32(before);
  for (int p = 0; p < n; p += 4) {
    const float32x4_t score = vmulq_n_f32(vld1q_f32(scores + p), args.q_scales[row]);
    max = vmaxq_f32(max, only(score, n - p, max));
    vst1q_f32(scores + p, only(score, n - p, vdupq_n_f32(-INFINITY)));
  }
  const float row_max = vmaxvq_f32(max);

  const float32x4_t zero = vdupq_n_f32(0.0f);
  float32x4_t sum = zero, largest = zero;
  for (int p = 0; p < n; p += 4) {
    const float32x4_t weight = exp(vsubq_f32(vld1q_f32(scores + p), vdupq_n_f32(row_max)));
    sum = vaddq_f32(sum, only(weight, n - p, zero));
    const float32x4_t product = only(vmulq_f32(weight, load_scales(scales + 2 * p)), n - p, zero);
    largest = vmaxq_f32(largest, product);  // NaN stays
    vst1q_f32(scores + p, product);
  }
  const float rescale = before == row_max ? 1.0f : vgetq_lane_f32(exp(vdupq_n_f32(before - row_max)), 0);
  args.row_sum[row] = args.row_sum[row] * rescale + vaddvq_f32(sum);
  args.row_max[row] = row_max;
  scratch.rescale[row] = rescale;
  scratch.code_scale[row] = vmaxvq_f32(largest) / kCodes;
  write_codes(scores, n, vmaxvq_f32(largest), scratch.codes + row * kKvBlock);
}

// ---- values ----

// acc = acc * rescale + weights * v for R rows and 8 dimensions from dim on.
template <int R>
void add_values(const AttendQ8Args& args, const Q8Scratch& scratch, int row, int dim) {
  const int panel = dim / kKvPanel * kKvPanel;  // its first dimension
  const auto width = static_cast<int>(min_of(kKvPanel, args.head_dim - panel));
  const std::uint8_t* codes = args.v + panel * kKvBlock + (dim - panel) * 2;
  const std::int16_t* weights = scratch.codes + row * kKvBlock;
  Sums<R> sums;
  for (int p = 0; p < most_visible(args.n_visible + row, R); p += 2) {
    sums.add(codes + p * width, weights + p, kKvBlock);
  }
  for (int r = 0; r < R; ++r) {
    if (args.n_visible[row + r] == 0) continue;
    float* acc = args.acc + static_cast<std::int64_t>(row + r) * args.head_dim + dim;
    const float rescale = scratch.rescale[row + r], scale = scratch.code_scale[row + r];
    const float32x4_t low = vmulq_n_f32(vld1q_f32(acc), rescale);
    const float32x4_t high = vmulq_n_f32(vld1q_f32(acc + 4), rescale);
    vst1q_f32(acc, vfmaq_n_f32(low, vcvtq_f32_s32(sums.low[r]), scale));
    vst1q_f32(acc + 4, vfmaq_n_f32(high, vcvtq_f32_s32(sums.high[r]), scale));
  }
}

template <int R>
void attend_rows(const AttendQ8Args& args, const Q8Scratch& scratch, int row) {
  const int n = most_visible(args.n_visible + row, R);
  for (int position = 0; position < n; position += 8) score_rows<R>(args, row, position);
  for (int r = row; r < row + R; ++r) weigh_row(args, scratch, r);
  for (int dim = 0; dim < args.head_dim; dim += 8) add_values<R>(args, scratch, row, dim);
}

float max_magnitude(const float* x, int n) {
  float32x4_t max = vdupq_n_f32(0.0f);
  for (int i = 0; i < n; i += 4) max = vmaxq_f32(max, vabsq_f32(vld1q_f32(x + i)));
  return vmaxvq_f32(max);
}

}  // namespace

void quantize_queries(const float* x, std::int64_t n_rows, int head_dim, float factor, std::int16_t* codes,
                      float* scales) {
  for (std::int64_t row = 0; row < n_rows; ++row, x += head_dim, codes += head_dim) {
    const float max = max_magnitude(x, head_dim);
    const float inverse = max > kLeast ? kCodes / max : 0.0f;
    for (int i = 0; i < head_dim; i += 4) {
      vst1_s16(codes + i, vqmovn_s32(vcvtnq_s32_f32(vmulq_n_f32(vld1q_f32(x + i), inverse))));
    }
    scales[row] = max / kCodes * factor;
  }
}

void attend_q8(const AttendQ8Args& args) {
  const Q8Scratch scratch = scratch_of(args);
  int row = 0;
  for (; row + kRowStep <= args.n_rows; row += kRowStep) attend_rows<kRowStep>(args, scratch, row);
  for (; row < args.n_rows; ++row) attend_rows<1>(args, scratch, row);
}

}  // namespace pyglm::neon
