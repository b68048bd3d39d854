// One function pointer per operation. A kernel is a pure function: no allocation, no state, no threads; the
// caller splits the work. For one table, a token's result does not depend on how many tokens, rows or blocks
// the call covers: every float sum has a fixed order.
//
// Unless said otherwise pointers need only their type's alignment, strides count elements, and outputs do not
// overlap inputs.
#pragma once

#include <cstdint>

#include "kernels/layout.h"

namespace pyglm {

// Float activations of n_tokens tokens, quantized by groups of kGroup k: what a q8 or q4 matmul reads. Tokens
// are taken in tiles of T = KernelTable::token_tile(n_tokens), whose groups of the same k lie side by side: a
// kernel finds T tokens at fixed distances. Where T does not divide n_tokens the last tile has unused places.
struct QuantizedRows {
  const std::int8_t* values;         // [n_token_tiles][k / kGroup][T][kGroup], -127..127
  const std::uint8_t* biased;        // the same + 128
  const float* scales;               // [n_token_tiles][k / kGroup][T]
  const std::int32_t* group_starts;  // [n_token_tiles][k / kGroup][T]: -8 times the sum of the group's values
                                     // at k % 4 in {0, 1} in the low 16 bits, at {2, 3} in the high ones:
                                     // what int16 sums of int4 codes 0..15 start from
};

// Writable twin of QuantizedRows for one token: pointers to its first group.
struct QuantizedRow {
  std::int8_t* values;
  std::uint8_t* biased;
  float* scales;
  std::int32_t* group_starts;
  std::int64_t stride;  // groups from one of the token's to its next: T
};

// Index of a token's first group in the arrays of QuantizedRows.
constexpr std::int64_t first_group(std::int64_t token, std::int64_t n_groups, std::int64_t token_tile) {
  return token / token_tile * n_groups * token_tile + token % token_tile;
}

// y[t][r] = sum over k of x[t][k] * w[r][k], for all rows of tiles [tile_begin, tile_end) and all n_tokens.
// Rows count from the matrix's first row; y has room for whole tiles.
// Sum order: groups are added in order of k. Within a group sums are exact in integers (q8, q4) and become
// y = fma(sum, activation scale, y), with a row scale multiplied last; f16 adds products of 128 k in order.
struct MatmulF16Args {
  const std::uint16_t* weights;  // [n_tiles][k][8]
  const float* x;                // [n_tokens][k]
  float* y;                      // [n_tokens][y_stride]
  std::int64_t y_stride;
  std::int64_t k;
  int n_tokens;
  std::int64_t tile_begin;
  std::int64_t tile_end;
};

struct MatmulQuantizedArgs {
  const std::uint8_t* codes;  // q4: [n_tiles][n_groups][4][32]; q8: int8 [n_tiles][n_groups][8][32]
  const std::int8_t* scales;  // [n_tiles][n_groups][8]
  const float* row_scales;    // [n_tiles * 8]
  QuantizedRows x;
  float* y;  // [n_tokens][y_stride]
  std::int64_t y_stride;
  std::int64_t k;
  int n_tokens;
  std::int64_t tile_begin;
  std::int64_t tile_end;
};

// Positions of one key/value block that a tile of queries attends to, all of one kv head.
// Online softmax (Milakov & Gimelshein 2018, arXiv:1805.02867): on entry row_max, row_sum and acc hold the
// state over earlier blocks (row_max = -inf, row_sum = 0, acc = 0 at first); on exit the block is included.
// The output is acc / row_sum. Row i sees the first n_visible[i] positions of the block; with none its state
// stays as it was.
struct AttendArgs {
  const float* q;                 // [n_rows][head_dim], scaled by 1 / sqrt(head_dim)
  const void* k;                  // [n_positions][head_dim], float or binary16
  const void* v;                  // [n_positions][head_dim]
  const std::int32_t* n_visible;  // [n_rows]
  float* row_max;                 // [n_rows]
  float* row_sum;                 // [n_rows]
  float* acc;                     // [n_rows][head_dim]
  float* scores;                  // [n_rows][kKvBlock] scratch
  int n_rows;
  int n_positions;  // at most kKvBlock
  int head_dim;     // a multiple of 8
};

// Tokens in one block of the key/value cache, and the most positions of one AttendArgs.
constexpr int kKvBlock = 64;

// Attention as AttendArgs has it, over one block of the int8 cache (kernels/kv_q8.h). Queries are int16.
// Scores: 32-bit integer sums over each kKeyGroup dimensions, converted and added in order of the groups.
// Values: exp(score - max) * scale of v becomes int16 with one scale per row; its sums over positions are
// integers. So a row's result depends neither on other rows nor on what it does not see.
struct AttendQ8Args {
  const std::int16_t* q;  // [n_rows][head_dim] codes
  const float* q_scales;  // [n_rows], with 1 / sqrt(head_dim) taken in
  const std::uint8_t* k;  // a whole block of keys and one of values, whatever n_visible is
  const std::uint8_t* v;
  const std::int32_t* n_visible;  // [n_rows], at most kKvBlock
  float* row_max;                 // [n_rows]
  float* row_sum;                 // [n_rows]
  float* acc;                     // [n_rows][head_dim]
  float* scratch;                 // [n_rows][kAttendQ8Scratch]
  int n_rows;
  int head_dim;  // a multiple of 8
};

// Floats of scratch per row: scores, their int16 codes, two factors.
constexpr int kAttendQ8Scratch = kKvBlock + kKvBlock / 2 + 2;

struct LimitTable;

struct KernelTable {
  const char* name;

  void (*matmul_f32_f16)(const MatmulF16Args&);
  void (*matmul_q8_q4)(const MatmulQuantizedArgs&);
  void (*matmul_q8_q8)(const MatmulQuantizedArgs&);

  // Tokens of a tile of QuantizedRows for a matmul of n_tokens.
  int (*token_tile)(int n_tokens);

  // Scale = max |x| / 127 per group; values = x / scale rounded to nearest, ties to even. A group of zeros
  // has scale 0 and values 0; a NaN or infinity in x makes the group's scale, and so every result, NaN or
  // infinite. k is a multiple of kGroup.
  void (*quantize_activations)(const float* x, std::int64_t k, QuantizedRow out);

  // y[i] = x[i] * weight[i] / sqrt(mean(x^2) + eps)          (Zhang & Sennrich 2019, arXiv:1910.07467); y may
  // be x
  void (*rms_norm)(const float* x, const float* weight, float eps, std::int64_t n, float* y);

  // Turns pairs (x[2i], x[2i+1]) by the angle whose cosine and sine are cos_sin[2i], cos_sin[2i+1], in place.
  // n = 2 * number of pairs                                   (Su et al. 2021, arXiv:2104.09864)
  void (*rope)(float* x, const float* cos_sin, int n);

  // y[i] = silu(gate[i]) * up[i], silu(x) = x / (1 + exp(-x))  (Shazeer 2020, arXiv:2002.05202)
  void (*swiglu)(const float* gate, const float* up, std::int64_t n, float* y);

  void (*add)(float* y, const float* x, std::int64_t n);  // y += x

  void (*attend_f32)(const AttendArgs&);
  void (*attend_f16)(const AttendArgs&);

  void (*f32_to_f16)(const float* x, std::int64_t n, std::uint16_t* y);  // nearest, ties to even

  const LimitTable* limits;  // kernels/limits.h

  // codes[i] = x[i] / max |x| * 32767, rounded to nearest, and scale = max |x| / 32767 * factor, for each of
  // n_rows rows of head_dim numbers. A row of zeros has scale 0; with a NaN the scale is NaN.
  void (*quantize_queries)(const float* x, std::int64_t n_rows, int head_dim, float factor,
                           std::int16_t* codes, float* scales);
  void (*attend_q8)(const AttendQ8Args&);
};

// Tables that this build holds and this processor can run, best first; "scalar" is always the last.
// n: set to their number.
const KernelTable* const* kernel_tables(int* n);

// The table called name; the best one for an empty name, or the one that the environment's PYGLM_ISA names.
// Throws UnsupportedIsaError that lists the choices.
const KernelTable& select_kernels(const char* name);

}  // namespace pyglm
