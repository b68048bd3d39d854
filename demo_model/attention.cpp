// Attention within each of several texts, forward and backward, in bfloat16 with sums in float32 (AVX-512
// BF16).
//
// Blocks of queries against blocks of keys, with the softmax computed as the blocks come and computed again
// for the gradients, so that no probabilities are stored (Dao 2023, arXiv:2307.08691). A factor of a product
// is either plain rows or "pairs": [k / 2, columns, 2], as vdpbf16ps reads them. The gradients work on
// transposed scores, keys by queries, which are the plain factor of all products that follow.
//
// attention.py compiles this file and describes the arrays.

#include <immintrin.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <tuple>
#include <vector>

namespace {

using Bf16 = uint16_t;

constexpr int kDim = 64;  // of a head
constexpr int kTokens =
    32;  // of a block of queries; with 3 heads a kv head 96 rows: scores of a block lie in L1
constexpr int kKeys = 64;   // of a block of keys
constexpr int kLanes = 16;  // floats of a vector

int up(int n, int multiple) {
  return (n + multiple - 1) / multiple * multiple;
}

// An array on 64-byte boundaries, kept from call to call.
template <typename T>
class Scratch {
 public:
  T* get(size_t n) {
    if (bytes_.size() < n * sizeof(T) + 64) bytes_.resize(n * sizeof(T) + 64);
    return reinterpret_cast<T*>((reinterpret_cast<uintptr_t>(bytes_.data()) + 63) / 64 * 64);
  }

 private:
  std::vector<unsigned char> bytes_;
};

struct Plain {  // [rows, k], k even
  const Bf16* data;
  int stride;
};

struct Pairs {  // [k / 2, columns, 2]
  const Bf16* data;
  int columns;
};

struct Sums {  // [rows, columns]
  float* data;
  int stride;
};

template <int kRows, int kVectors>
inline void multiply_tile(Plain a, Pairs b, int k, Sums c, bool is_added) {
  __m512 sums[kRows][kVectors];
  for (int r = 0; r < kRows; ++r)
    for (int v = 0; v < kVectors; ++v)
      sums[r][v] = is_added ? _mm512_loadu_ps(c.data + r * c.stride + v * kLanes) : _mm512_setzero_ps();
  for (int pair = 0; pair < k / 2; ++pair) {
    __m512i columns[kVectors];
    const Bf16* row = b.data + size_t(pair) * b.columns * 2;
    for (int v = 0; v < kVectors; ++v) columns[v] = _mm512_loadu_si512(row + v * kLanes * 2);
    for (int r = 0; r < kRows; ++r) {
      int32_t two;
      std::memcpy(&two, a.data + size_t(r) * a.stride + 2 * pair, 4);
      const auto factor = (__m512bh)_mm512_set1_epi32(two);
      for (int v = 0; v < kVectors; ++v)
        sums[r][v] = _mm512_dpbf16_ps(sums[r][v], factor, (__m512bh)columns[v]);
    }
  }
  for (int r = 0; r < kRows; ++r)
    for (int v = 0; v < kVectors; ++v) _mm512_storeu_ps(c.data + r * c.stride + v * kLanes, sums[r][v]);
}

template <int kVectors>
inline void multiply_columns(Plain a, Pairs b, int rows, int k, Sums c, bool is_added) {
  constexpr int kMost = 6;
  for (int r = 0; r < rows; r += kMost) {
    const Plain part{a.data + size_t(r) * a.stride, a.stride};
    const Sums out{c.data + size_t(r) * c.stride, c.stride};
    switch (std::min(kMost, rows - r)) {
      case 6:
        multiply_tile<6, kVectors>(part, b, k, out, is_added);
        break;
      case 5:
        multiply_tile<5, kVectors>(part, b, k, out, is_added);
        break;
      case 4:
        multiply_tile<4, kVectors>(part, b, k, out, is_added);
        break;
      case 3:
        multiply_tile<3, kVectors>(part, b, k, out, is_added);
        break;
      case 2:
        multiply_tile<2, kVectors>(part, b, k, out, is_added);
        break;
      default:
        multiply_tile<1, kVectors>(part, b, k, out, is_added);
    }
  }
}

// c = a * b, or c += a * b; columns a multiple of 16, k even.
void multiply(Plain a, Pairs b, int rows, int columns, int k, Sums c, bool is_added) {
  for (int n = 0; n < columns; n += 4 * kLanes) {
    const Pairs part{b.data + 2 * n, b.columns};
    const Sums out{c.data + n, c.stride};
    switch (std::min(4, (columns - n) / kLanes)) {
      case 4:
        multiply_columns<4>(a, part, rows, k, out, is_added);
        break;
      case 3:
        multiply_columns<3>(a, part, rows, k, out, is_added);
        break;
      case 2:
        multiply_columns<2>(a, part, rows, k, out, is_added);
        break;
      default:
        multiply_columns<1>(a, part, rows, k, out, is_added);
    }
  }
}

__m512 exp(__m512 x) {
  x = _mm512_max_ps(_mm512_mul_ps(x, _mm512_set1_ps(1.44269504f)), _mm512_set1_ps(-140.0f));
  const __m512 whole = _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  const __m512 f = _mm512_sub_ps(x, whole);  // 2^f for -0.5 <= f <= 0.5: Taylor's, relative error 2e-7
  __m512 sum = _mm512_set1_ps(1.5403530e-4f);
  for (const float factor : {1.3333558e-3f, 9.6181291e-3f, 5.5504109e-2f, 2.4022651e-1f, 6.9314718e-1f, 1.0f})
    sum = _mm512_fmadd_ps(sum, f, _mm512_set1_ps(factor));
  return _mm512_scalef_ps(sum, whole);
}

__m512 load(const Bf16* x) {
  return _mm512_castsi512_ps(
      _mm512_slli_epi32(_mm512_cvtepu16_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(x))), 16));
}

void store(Bf16* to, __m512 x) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), (__m256i)_mm512_cvtneps_pbh(x));
}

// Two rows of floats as pairs: low[0], high[0], low[1], ...
void store_pairs(Bf16* to, __m512 low, __m512 high) {
  const __m512i lows = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(low));
  const __m512i highs = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(high));
  _mm512_storeu_si512(to, _mm512_or_si512(lows, _mm512_slli_epi32(highs, 16)));
}

// [rows, kDim] -> pairs along the rows, [up(rows, 2) / 2, kDim, 2], zeros behind the last row up to n_rows.
void pair_rows(const Bf16* rows, int n, int n_rows, Bf16* to) {
  for (int r = 0; r < n_rows; r += 2)
    for (int d = 0; d < kDim; ++d) {
      to[size_t(r) * kDim + 2 * d] = r < n ? rows[size_t(r) * kDim + d] : 0;
      to[size_t(r) * kDim + 2 * d + 1] = r + 1 < n ? rows[size_t(r + 1) * kDim + d] : 0;
    }
}

// [rows, kDim] -> pairs along kDim, [kDim / 2, n_columns, 2], zeros behind the last row.
void pair_dims(const Bf16* rows, int n, int n_columns, Bf16* to) {
  for (int d = 0; d < kDim; d += 2) {
    Bf16* line = to + size_t(d) * n_columns;
    for (int r = 0; r < n; ++r) std::memcpy(line + 2 * r, rows + size_t(r) * kDim + d, 4);
    std::memset(line + 2 * n, 0, size_t(n_columns - n) * 4);
  }
}

// [rows, kDim] -> [kDim, n_columns], zeros behind the last row.
void transpose(const Bf16* rows, int n, int n_columns, Bf16* to) {
  for (int d = 0; d < kDim; ++d) {
    for (int r = 0; r < n; ++r) to[size_t(d) * n_columns + r] = rows[size_t(r) * kDim + d];
    std::fill(to + size_t(d) * n_columns + n, to + size_t(d + 1) * n_columns, Bf16{0});
  }
}

constexpr float kNever = -std::numeric_limits<float>::infinity();

// One text and kv head.
struct Text {
  const Bf16 *query, *key, *value;  // [tokens * heads, kDim], [tokens, kDim] twice
  int n_tokens, n_heads;
};

struct Buffers {
  Scratch<Bf16> keys, values, queries, grads, query_rows, grad_rows, probabilities, of_scores, of_score_pairs;
  Scratch<float> scores, others, out, of_keys, of_values, row_sums, row_most, deltas;
};

void forward(const Text& text, Bf16* out, float* lse, Buffers& buffers) {
  const int n = text.n_tokens, heads = text.n_heads, padded = up(n, kLanes), most_rows = kTokens * heads;
  Bf16* keys = buffers.keys.get(size_t(padded) * kDim);
  Bf16* values = buffers.values.get(size_t(padded) * kDim);
  pair_dims(text.key, n, padded, keys);
  pair_rows(text.value, n, padded, values);
  float* scores = buffers.scores.get(most_rows * kKeys);
  Bf16* probabilities = buffers.probabilities.get(most_rows * kKeys);
  float* sums = buffers.out.get(most_rows * kDim);
  float* row_sums = buffers.row_sums.get(most_rows);
  float* row_most = buffers.row_most.get(most_rows);
  for (int first = 0; first < n; first += kTokens) {
    const int n_rows = std::min(kTokens, n - first) * heads, end = std::min(first + kTokens, n);
    const Bf16* query = text.query + size_t(first) * heads * kDim;
    std::fill(row_most, row_most + n_rows, -1e30f);
    std::fill(row_sums, row_sums + n_rows, 0.0f);
    std::fill(sums, sums + n_rows * kDim, 0.0f);
    for (int begin = 0; begin < end; begin += kKeys) {
      const int n_keys = std::min(kKeys, up(end - begin, kLanes));
      multiply({query, kDim}, {keys + 2 * begin, padded}, n_rows, n_keys, kDim, {scores, kKeys}, false);
      for (int r = 0; r < n_rows; ++r) {
        float* row = scores + r * kKeys;
        const int n_seen = first + r / heads + 1 - begin;  // keys that the row may see
        for (int j = std::max(0, n_seen); j < n_keys; ++j) row[j] = kNever;
        __m512 most = _mm512_set1_ps(row_most[r]);
        for (int j = 0; j < n_keys; j += kLanes) most = _mm512_max_ps(most, _mm512_loadu_ps(row + j));
        const float now = _mm512_reduce_max_ps(most);
        __m512 total = _mm512_setzero_ps();
        for (int j = 0; j < n_keys; j += kLanes) {
          const __m512 p = exp(_mm512_sub_ps(_mm512_loadu_ps(row + j), _mm512_set1_ps(now)));
          total = _mm512_add_ps(total, p);
          store(probabilities + r * kKeys + j, p);
        }
        if (now != row_most[r]) {
          const float factor = std::exp(row_most[r] - now);
          row_sums[r] *= factor;
          for (int d = 0; d < kDim; d += kLanes) {
            float* sum = sums + r * kDim + d;
            _mm512_storeu_ps(sum, _mm512_mul_ps(_mm512_loadu_ps(sum), _mm512_set1_ps(factor)));
          }
          row_most[r] = now;
        }
        row_sums[r] += _mm512_reduce_add_ps(total);
      }
      multiply({probabilities, kKeys}, {values + size_t(begin) * kDim, kDim}, n_rows, kDim, n_keys,
               {sums, kDim}, true);
    }
    for (int r = 0; r < n_rows; ++r) {
      const size_t row = size_t(first) * heads + r;
      lse[row] = row_most[r] + std::log(row_sums[r]);
      const __m512 factor = _mm512_set1_ps(1 / row_sums[r]);
      for (int d = 0; d < kDim; d += kLanes)
        store(out + row * kDim + d, _mm512_mul_ps(_mm512_loadu_ps(sums + r * kDim + d), factor));
    }
  }
}

struct Gradients {
  const Bf16 *out, *of_out;  // [tokens * heads, kDim]
  const float* lse;          // [tokens * heads]
  Bf16 *of_query, *of_key, *of_value;
};

void backward(const Text& text, const Gradients& grads, Buffers& buffers) {
  const int n = text.n_tokens, heads = text.n_heads, padded = up(n, kKeys),
            most_rows = up(kTokens * heads, kLanes);
  Bf16* keys = buffers.keys.get(size_t(padded) * kDim);
  transpose(text.key, n, padded, keys);
  float* of_keys = buffers.of_keys.get(size_t(padded) * kDim);
  float* of_values = buffers.of_values.get(size_t(padded) * kDim);
  std::fill(of_keys, of_keys + size_t(padded) * kDim, 0.0f);
  std::fill(of_values, of_values + size_t(padded) * kDim, 0.0f);
  Bf16* queries = buffers.queries.get(most_rows * kDim);
  Bf16* of_out = buffers.grads.get(most_rows * kDim);
  Bf16* query_rows = buffers.query_rows.get(most_rows * kDim);
  Bf16* of_out_rows = buffers.grad_rows.get(most_rows * kDim);
  float* scores = buffers.scores.get(most_rows * kKeys);
  float* others = buffers.others.get(most_rows * kKeys);
  Bf16* probabilities = buffers.probabilities.get(most_rows * kKeys);
  Bf16* of_scores = buffers.of_scores.get(most_rows * kKeys);
  Bf16* of_score_pairs = buffers.of_score_pairs.get(most_rows * kKeys);
  float* of_queries = buffers.out.get(most_rows * kDim);
  float* lse = buffers.row_most.get(most_rows);
  float* deltas = buffers.deltas.get(most_rows);
  for (int first = 0; first < n; first += kTokens) {
    const int end = std::min(first + kTokens, n), n_rows = (end - first) * heads, rows = up(n_rows, kLanes);
    const size_t offset = size_t(first) * heads * kDim;
    pair_dims(text.query + offset, n_rows, rows, queries);
    pair_dims(grads.of_out + offset, n_rows, rows, of_out);
    pair_rows(text.query + offset, n_rows, rows, query_rows);
    pair_rows(grads.of_out + offset, n_rows, rows, of_out_rows);
    for (int r = 0; r < rows; ++r) {
      lse[r] = r < n_rows ? grads.lse[size_t(first) * heads + r] : -kNever;
      __m512 delta = _mm512_setzero_ps();
      for (int d = 0; r < n_rows && d < kDim; d += kLanes)
        delta = _mm512_fmadd_ps(load(grads.out + offset + r * kDim + d),
                                load(grads.of_out + offset + r * kDim + d), delta);
      deltas[r] = _mm512_reduce_add_ps(delta);
    }
    for (int begin = 0; begin < end; begin += kKeys) {
      const int n_keys = std::min(kKeys, n - begin), k = up(n_keys, 2);
      multiply({text.key + size_t(begin) * kDim, kDim}, {queries, rows}, n_keys, rows, kDim, {scores, rows},
               false);
      multiply({text.value + size_t(begin) * kDim, kDim}, {of_out, rows}, n_keys, rows, kDim, {others, rows},
               false);
      if (k > n_keys) {
        std::fill(scores + n_keys * rows, scores + k * rows, kNever);
        std::fill(others + n_keys * rows, others + k * rows, 0.0f);
      }
      for (int j = 0; j < k; ++j) {  // rows of tokens before the key do not see it
        const int n_blind = std::clamp((begin + j - first) * heads, 0, rows);
        std::fill(scores + j * rows, scores + j * rows + n_blind, kNever);
      }
      for (int j = 0; j < k; j += 2)
        for (int r = 0; r < rows; r += kLanes) {
          __m512 gradients[2];
          for (int i = 0; i < 2; ++i) {
            const int at = (j + i) * rows + r;
            const __m512 p = exp(_mm512_sub_ps(_mm512_loadu_ps(scores + at), _mm512_loadu_ps(lse + r)));
            gradients[i] =
                _mm512_mul_ps(p, _mm512_sub_ps(_mm512_loadu_ps(others + at), _mm512_loadu_ps(deltas + r)));
            store(probabilities + at, p);
            store(of_scores + at, gradients[i]);
          }
          store_pairs(of_score_pairs + j * rows + 2 * r, gradients[0], gradients[1]);
        }
      float* of_value = of_values + size_t(begin) * kDim;
      float* of_key = of_keys + size_t(begin) * kDim;
      multiply({probabilities, rows}, {of_out_rows, kDim}, n_keys, kDim, rows, {of_value, kDim}, true);
      multiply({of_scores, rows}, {query_rows, kDim}, n_keys, kDim, rows, {of_key, kDim}, true);
      multiply({keys + begin, padded}, {of_score_pairs, rows}, kDim, rows, k, {of_queries, rows}, begin > 0);
    }
    for (int r = 0; r < n_rows; ++r)
      for (int d = 0; d < kDim; d += kLanes) {
        const __m512i index = _mm512_mullo_epi32(
            _mm512_add_epi32(_mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
                             _mm512_set1_epi32(d)),
            _mm512_set1_epi32(rows));
        store(grads.of_query + offset + r * kDim + d, _mm512_i32gather_ps(index, of_queries + r, 4));
      }
  }
  for (size_t i = 0; i < size_t(n) * kDim; i += kLanes) {
    store(grads.of_key + i, _mm512_loadu_ps(of_keys + i));
    store(grads.of_value + i, _mm512_loadu_ps(of_values + i));
  }
}

template <typename Function>
void for_each_text(const int64_t* sizes, const int64_t* lengths, Function function) {
  const auto [n_groups, n_tokens, n_heads, n_texts] =
      std::tuple{int(sizes[0]), int(sizes[1]), int(sizes[2]), int(sizes[3])};
  for (int group = 0; group < n_groups; ++group)
    for (int i = 0, begin = 0; i < n_texts; begin += int(lengths[i++])) {
      const size_t token = size_t(group) * n_tokens + begin;
      function(token, token * n_heads, int(lengths[i]), n_heads);
    }
}

}  // namespace

// sizes: kv heads, tokens, heads per kv head, texts.
extern "C" void attention_forward(const int64_t* sizes, const int64_t* lengths, const Bf16* query,
                                  const Bf16* key, const Bf16* value, Bf16* out, float* lse) {
  static thread_local Buffers buffers;
  for_each_text(sizes, lengths, [&](size_t token, size_t row, int n_tokens, int n_heads) {
    const Text text{query + row * kDim, key + token * kDim, value + token * kDim, n_tokens, n_heads};
    forward(text, out + row * kDim, lse + row, buffers);
  });
}

extern "C" void attention_backward(const int64_t* sizes, const int64_t* lengths, const Bf16* query,
                                   const Bf16* key, const Bf16* value, const Bf16* out, const float* lse,
                                   const Bf16* of_out, Bf16* of_query, Bf16* of_key, Bf16* of_value) {
  static thread_local Buffers buffers;
  for_each_text(sizes, lengths, [&](size_t token, size_t row, int n_tokens, int n_heads) {
    const Text text{query + row * kDim, key + token * kDim, value + token * kDim, n_tokens, n_heads};
    backward(text,
             {out + row * kDim, of_out + row * kDim, lse + row, of_query + row * kDim, of_key + token * kDim,
              of_value + token * kDim},
             buffers);
  });
}
