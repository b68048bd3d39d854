// The int8 key/value cache: what store_key_q8 and store_value_q8 write, and attend_q8 against softmax
// attention in double over the numbers that the codes stand for.
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/half.h"
#include "harness.h"
#include "kernels/kv_q8.h"

namespace kernel_tests {
namespace {

using pyglm::KernelTable;
using pyglm::kKeyGroup;
using pyglm::kKvBlock;
using pyglm::kKvPanel;

constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr int kDims[] = {8, 16, 24, 64, 80, 128, 136, 256};

using Bytes = std::vector<std::uint8_t>;

float scale_at(const Bytes& head, int dim, int group, int position) {
  std::uint16_t half;
  std::memcpy(&half, &head[static_cast<std::size_t>(kKvBlock * dim + (group * kKvBlock + position) * 2)], 2);
  return pyglm::half_to_float(half);
}

// Where the codes of one number lie, said once more than in kv_q8.cpp.
int key_index(int dim, int position, int d) {
  return (position / kKvPanel * (dim / 2) + d / 2) * 2 * kKvPanel + position % kKvPanel * 2 + d % 2;
}
int value_index(int dim, int position, int d) {
  const int width = std::min(kKvPanel, dim - d / kKvPanel * kKvPanel);
  return d / kKvPanel * kKvPanel * kKvBlock + position / 2 * 2 * width + d % kKvPanel * 2 + position % 2;
}

float key_at(const Bytes& keys, int dim, int position, int d) {
  const auto code = static_cast<std::int8_t>(keys[static_cast<std::size_t>(key_index(dim, position, d))]);
  return code * scale_at(keys, dim, d / kKeyGroup, position);
}
float value_at(const Bytes& values, int dim, int position, int d) {
  const auto code = static_cast<std::int8_t>(values[static_cast<std::size_t>(value_index(dim, position, d))]);
  return code * scale_at(values, dim, 0, position);
}

Bytes empty_keys(int dim) {
  return Bytes(static_cast<std::size_t>(pyglm::kv_q8_key_bytes(dim)), 0x5a);
}
Bytes empty_values(int dim) {
  return Bytes(static_cast<std::size_t>(pyglm::kv_q8_value_bytes(dim)), 0x5a);
}

std::vector<float> normals(Random& random, int n, float scale) {
  std::vector<float> x;
  for (int i = 0; i < n; ++i) x.push_back(scale * random.normal());
  return x;
}

// ---- the format ----

using Store = void (*)(const float*, int, int, std::uint8_t*);
using At = float (*)(const Bytes&, int, int, int);

// Numbers come back within half a step of their group's largest; nothing else in the block changes.
void check_store(Store store, At at, const Bytes& empty, int dim, int group_size) {
  Random random(41);
  for (const int position : {0, 1, 15, 16, 37, 63}) {
    const std::vector<float> x = normals(random, dim, position % 2 ? 1.0f : 1e-3f);
    Bytes head = empty;
    store(x.data(), dim, position, head.data());
    for (int begin = 0; begin < dim; begin += group_size) {
      const int end = std::min(dim, begin + group_size);
      float largest = 0.0f;
      for (int d = begin; d < end; ++d)
        largest = std::max(largest, std::fabs(x[static_cast<std::size_t>(d)]));
      // a step is rounded to 11 bits, which moves a code of 127 by 127 / 4096 steps; subnormals: by 2^-25
      const float step = largest / 127.0f * (1.0f + 0x1p-11f) + 0x1p-24f;
      for (int d = begin; d < end; ++d) {
        const float found = at(head, dim, position, d), wanted = x[static_cast<std::size_t>(d)];
        CHECK(std::fabs(found - wanted) <= 0.54f * step + 127.0f * 0x1p-25f,
              format("dim %d position %d d %d: %g, expected %g", dim, position, d, found, wanted));
      }
    }
    for (int other = 0; other < kKvBlock; ++other) {
      if (other == position) continue;
      for (int d = 0; d < dim; ++d) {
        CHECK(at(head, dim, other, d) == at(empty, dim, other, d), format("position %d", other));
      }
    }
  }
}

void check_store_of_extremes(Store store, At at, const Bytes& empty) {
  constexpr int kDim = 64;
  Bytes head = empty;
  std::vector<float> x(kDim, 0.0f);
  store(x.data(), kDim, 5, head.data());
  CHECK(at(head, kDim, 5, 9) == 0.0f && scale_at(head, kDim, 0, 5) == 0.0f, "zeros");
  for (const float bad : {kNaN, kInf, -kInf}) {
    x.assign(kDim, 1.0f);
    x[40] = bad;
    store(x.data(), kDim, 5, head.data());
    CHECK(!std::isfinite(scale_at(head, kDim, 0, 5)), format("%g", bad));
  }
  x.assign(kDim, 2e-6f);  // the step, 1.6e-8, is rounded to 0 or 6e-8
  store(x.data(), kDim, 5, head.data());
  CHECK(std::fabs(at(head, kDim, 5, 9)) <= 127.0f * 0x1p-24f, "tiny");
  x.assign(kDim, 60000.0f);
  store(x.data(), kDim, 5, head.data());
  CHECK(std::fabs(at(head, kDim, 5, 9) - 60000.0f) <= 60000.0f / 127.0f, "large");
}

// ---- attention ----

struct Problem {
  int n_rows, head_dim;
  std::vector<std::vector<std::int32_t>> n_visible;  // [block][row]
  std::vector<float> q;                              // [row][dim]
  std::vector<Bytes> keys, values;                   // [block]
  int n_blocks() const { return static_cast<int>(keys.size()); }
};

Problem make_problem(Random& random, int n_rows, int head_dim, int n_blocks, int most_visible,
                     bool all_the_same) {
  Problem p = {n_rows, head_dim, {}, {}, {}, {}};
  p.q = normals(random, n_rows * head_dim, 3.0f / std::sqrt(static_cast<float>(head_dim)));
  for (int block = 0; block < n_blocks; ++block) {
    std::vector<std::int32_t> seen;
    for (int row = 0; row < n_rows; ++row)
      seen.push_back(all_the_same ? most_visible : random.integer(0, most_visible));
    p.n_visible.push_back(seen);
    p.keys.push_back(empty_keys(head_dim));
    p.values.push_back(empty_values(head_dim));
    for (int position = 0; position < kKvBlock; ++position) {
      std::vector<float> k = normals(random, head_dim, 1.0f);
      k[5] += 4.0f;  // keys have biases
      pyglm::store_key_q8(k.data(), head_dim, position, p.keys.back().data());
      pyglm::store_value_q8(normals(random, head_dim, 1.0f).data(), head_dim, position,
                            p.values.back().data());
    }
  }
  return p;
}

struct State {
  std::vector<float> row_max, row_sum, acc;
};

bool same_state(const State& a, const State& b) {
  return same_bits(a.row_max, b.row_max) && same_bits(a.row_sum, b.row_sum) && same_bits(a.acc, b.acc);
}

// Runs all blocks for rows [begin, end).
State attend(const KernelTable& table, const Problem& p, Place place, int begin, int end) {
  const auto n = static_cast<std::size_t>(end - begin), dim = static_cast<std::size_t>(p.head_dim);
  Array<float> row_max(std::vector<float>(n, -kInf), place), row_sum(std::vector<float>(n, 0.0f), place);
  Array<float> acc(std::vector<float>(n * dim, 0.0f), place), scratch(n * pyglm::kAttendQ8Scratch, place);
  Array<float> q(std::vector<float>(p.q.begin() + begin * p.head_dim, p.q.begin() + end * p.head_dim), place);
  Array<std::int16_t> codes(n * dim, place);
  Array<float> q_scales(n, place);
  table.quantize_queries(q.data(), end - begin, p.head_dim, 1.0f, codes.data(), q_scales.data());
  for (std::size_t block = 0; block < p.keys.size(); ++block) {
    const auto& seen = p.n_visible[block];
    Array<std::int32_t> n_visible(std::vector<std::int32_t>(seen.begin() + begin, seen.begin() + end), place);
    Array<std::uint8_t> k(p.keys[block], place), v(p.values[block], place);
    table.attend_q8({codes.data(), q_scales.data(), k.data(), v.data(), n_visible.data(), row_max.data(),
                     row_sum.data(), acc.data(), scratch.data(), end - begin, p.head_dim});
  }
  CHECK(row_max.is_intact() && row_sum.is_intact() && acc.is_intact() && scratch.is_intact(), "guards");
  CHECK(codes.is_intact() && q_scales.is_intact(), "guards of the queries");
  return {row_max.values(), row_sum.values(), acc.values()};
}

// Softmax attention of one row in double. tolerance, relative to the largest |v|:
// - A query's code is off by half a step, 1 / 65534 of the row's largest, so a score by as much times
//   sum |k|; float roundings, of a group's sum, its two products and the group's addition, by
//   (2 n_groups + 4) 2^-24 sum |q k|. A weight changes by that much, and so do their sum and the quotient.
// - A weight's code is off by at most half a step of the block's largest weight times scale, which is at most
//   the largest |v| / 127, while v has codes up to 127: n_positions / 65534 in all.
// - exp (2 ulp), one rescaling a block (2 ulp, a product), the additions, and the quotient.
struct Expected {
  std::vector<double> values;
  double tolerance = 0.0;
};

Expected expected_row(const Problem& p, int row) {
  const float* q = &p.q[static_cast<std::size_t>(row * p.head_dim)];
  double largest_q = 0.0, largest_v = 0.0, score_error = 0.0, max = -std::numeric_limits<double>::infinity();
  for (int d = 0; d < p.head_dim; ++d) largest_q = std::max(largest_q, std::fabs(static_cast<double>(q[d])));
  std::vector<double> scores;
  std::vector<std::vector<double>> values;
  for (std::size_t block = 0; block < p.keys.size(); ++block) {
    for (int i = 0; i < p.n_visible[block][static_cast<std::size_t>(row)]; ++i) {
      double score = 0.0, magnitude = 0.0, key_sum = 0.0;
      values.emplace_back();
      for (int d = 0; d < p.head_dim; ++d) {
        const double k = key_at(p.keys[block], p.head_dim, i, d);
        score += q[d] * k;
        magnitude += std::fabs(q[d] * k);
        key_sum += std::fabs(k);
        values.back().push_back(value_at(p.values[block], p.head_dim, i, d));
        largest_v = std::max(largest_v, std::fabs(values.back().back()));
      }
      scores.push_back(score);
      max = std::max(max, score);
      const double roundings = 2.0 * pyglm::n_key_groups(p.head_dim) + 4.0;
      score_error =
          std::max(score_error, 1.01 * largest_q / 65534.0 * key_sum + roundings * 0x1p-24 * magnitude);
    }
  }
  Expected e;
  e.values.assign(static_cast<std::size_t>(p.head_dim), 0.0);
  double sum = 0.0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double weight = std::exp(scores[i] - max);
    sum += weight;
    for (std::size_t d = 0; d < e.values.size(); ++d) e.values[d] += weight * values[i][d];
  }
  for (double& value : e.values) value /= sum;
  const auto n = static_cast<double>(scores.size());
  const double roundings = 2.0 * (2.0 + 3.0 * p.n_blocks() + n) + 1.0;
  e.tolerance = largest_v * (2.0 * std::expm1(score_error) + 1.01 * n / 65534.0 + roundings * 0x1p-24);
  return e;
}

void check_state(const Problem& p, const State& state) {
  for (int row = 0; row < p.n_rows; ++row) {
    const auto r = static_cast<std::size_t>(row), dim = static_cast<std::size_t>(p.head_dim);
    const std::string context = format("rows %d head_dim %d row %d", p.n_rows, p.head_dim, row);
    int seen = 0;
    for (const auto& block : p.n_visible) seen += block[r];
    if (seen == 0) {
      CHECK(state.row_max[r] == -kInf && state.row_sum[r] == 0.0f && state.acc[r * dim] == 0.0f, context);
      continue;
    }
    const Expected e = expected_row(p, row);
    for (std::size_t d = 0; d < dim; ++d) {
      const double found = static_cast<double>(state.acc[r * dim + d]) / state.row_sum[r];
      CHECK(
          std::fabs(found - e.values[d]) <= e.tolerance,
          context + format(" dim %zu: %.9g, expected %.9g within %.3g", d, found, e.values[d], e.tolerance));
    }
  }
}

void check_sizes(const KernelTable& table) {
  constexpr int kRows[] = {1, 2, 3, 4, 5, 7, 16, 17, 48};
  Random random(42);
  int i = 0;
  for (const int dim : kDims) {
    for (const int positions : {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 48, 63, 64}) {
      const Problem p = make_problem(random, kRows[i % 9], dim, i % 2 ? 1 : 3, positions, i % 3 != 0);
      check_state(p, attend(table, p, kPlaces[i % 3], 0, p.n_rows));
      ++i;
    }
  }
}

// A row gives the same bits alone and among any others.
void check_same_bits(const KernelTable& table) {
  Random random(43);
  for (const int dim : {8, 64, 128, 136}) {
    const Problem p = make_problem(random, 19, dim, 4, kKvBlock, false);
    const State together = attend(table, p, Place::kOdd, 0, p.n_rows);
    for (int begin = 0; begin < p.n_rows; ++begin) {
      const int end = begin % 2 ? begin + 1 : p.n_rows;
      const State part = attend(table, p, Place::kEnd, begin, end);
      const auto n = static_cast<std::size_t>(end - begin), r = static_cast<std::size_t>(begin);
      const auto width = static_cast<std::size_t>(dim);
      const std::string context = format("dim %d rows %d..%d", dim, begin, end);
      CHECK(std::memcmp(&part.row_max[0], &together.row_max[r], n * 4) == 0, context);
      CHECK(std::memcmp(&part.row_sum[0], &together.row_sum[r], n * 4) == 0, context);
      CHECK(std::memcmp(&part.acc[0], &together.acc[r * width], n * width * 4) == 0, context);
    }
  }
}

// What lies at positions that no row sees has no influence, even if it is NaN.
void check_hidden(const KernelTable& table) {
  constexpr int kDim = 64;
  Random random(44);
  Problem p = make_problem(random, 7, kDim, 1, kKvBlock, true);
  for (std::size_t row = 0; row < 7; ++row) p.n_visible[0][row] = static_cast<std::int32_t>(20 + 5 * row);
  const State clean = attend(table, p, Place::kEnd, 0, 7);
  const std::vector<float> bad(kDim, kNaN);
  for (int position = 50; position < kKvBlock; ++position) {
    pyglm::store_key_q8(bad.data(), kDim, position, p.keys[0].data());
    pyglm::store_value_q8(bad.data(), kDim, position, p.values[0].data());
  }
  CHECK(same_state(clean, attend(table, p, Place::kEnd, 0, 7)), "hidden from all");

  // Position 45 is seen by the last row alone; no other row changes.
  for (const bool in_key : {true, false}) {
    Problem dirty = p;
    if (in_key) {
      pyglm::store_key_q8(bad.data(), kDim, 45, dirty.keys[0].data());
    } else {
      pyglm::store_value_q8(bad.data(), kDim, 45, dirty.values[0].data());
    }
    const State found = attend(table, dirty, Place::kEnd, 0, 7);
    CHECK(std::memcmp(clean.acc.data(), found.acc.data(), 6 * kDim * 4) == 0, "rows that do not see a NaN");
    CHECK(std::isnan(found.acc[6 * kDim] / found.row_sum[6]), "the row that sees a NaN");
  }
}

// Scores far apart: weights underflow to zero, the largest is one; nothing overflows.
void check_extremes(const KernelTable& table) {
  Random random(45);
  for (const float scale : {0.0f, 100.0f, 1e4f}) {
    Problem p = make_problem(random, 5, 64, 2, kKvBlock, true);
    for (float& q : p.q) q *= scale;
    const State state = attend(table, p, Place::kEnd, 0, 5);
    for (std::size_t row = 0; row < 5; ++row) {
      CHECK(state.row_sum[row] >= 1.0f, format("scale %g", scale));
      for (std::size_t d = 0; d < 64; ++d) {
        const float y = state.acc[row * 64 + d] / state.row_sum[row];
        CHECK(std::fabs(y) <= 6.0f, format("scale %g: %g", scale, y));
      }
    }
    if (scale == 0.0f) check_state(p, state);
  }
  // all codes and queries at the end of their range: sums come closest to 2^31
  Problem p = make_problem(random, 5, 256, 1, kKvBlock, true);
  const std::vector<float> ends(256, -127.0f);
  for (int position = 0; position < kKvBlock; ++position) {
    pyglm::store_key_q8(ends.data(), 256, position, p.keys[0].data());
    pyglm::store_value_q8(ends.data(), 256, position, p.values[0].data());
  }
  p.q.assign(p.q.size(), -0.01f);
  check_state(p, attend(table, p, Place::kEnd, 0, 5));
}

// Root mean square of what q . k loses when keys with large biases are stored.
double score_loss(Random& random, bool is_spread) {
  constexpr int kDim = 128, kKeys = 200;
  Bytes keys = empty_keys(kDim);
  double sum = 0.0;
  for (int i = 0; i < kKeys; ++i) {
    std::vector<float> q = normals(random, kDim, 1.0f), k = normals(random, kDim, 1.0f);
    for (const std::size_t d : {3, 40, 77}) k[d] += 50.0f;
    double expected = 0.0, found = 0.0;
    for (std::size_t d = 0; d < kDim; ++d) expected += static_cast<double>(q[d]) * k[d];
    if (is_spread) {
      pyglm::spread_key_q8(q.data(), kDim);
      pyglm::spread_key_q8(k.data(), kDim);
    }
    pyglm::store_key_q8(k.data(), kDim, 7, keys.data());
    for (int d = 0; d < kDim; ++d) found += q[static_cast<std::size_t>(d)] * key_at(keys, kDim, 7, d);
    sum += (found - expected) * (found - expected);
  }
  return std::sqrt(sum / kKeys);
}

}  // namespace

KERNEL_TEST(kv_q8) {
  for (const int dim : kDims) {
    check_store(pyglm::store_key_q8, key_at, empty_keys(dim), dim, kKeyGroup);
    check_store(pyglm::store_value_q8, value_at, empty_values(dim), dim, dim);
  }
  check_store_of_extremes(pyglm::store_key_q8, key_at, empty_keys(64));
  check_store_of_extremes(pyglm::store_value_q8, value_at, empty_values(64));
}

// Products stay; a bias of 50 in three channels of 128 costs a third or less of what it costs without.
KERNEL_TEST(spread_key_q8) {
  Random random(46);
  for (const int dim : kDims) {
    std::vector<float> q = normals(random, dim, 1.0f), k = normals(random, dim, 1.0f);
    double before = 0.0, after = 0.0, magnitude = 0.0;
    for (std::size_t d = 0; d < q.size(); ++d) {
      before += static_cast<double>(q[d]) * k[d];
      magnitude += static_cast<double>(q[d]) * q[d] + static_cast<double>(k[d]) * k[d];
    }
    pyglm::spread_key_q8(q.data(), dim);
    pyglm::spread_key_q8(k.data(), dim);
    for (std::size_t d = 0; d < q.size(); ++d) after += static_cast<double>(q[d]) * k[d];
    CHECK(std::fabs(after - before) <= 10 * 0x1p-24 * magnitude,
          format("dim %d: %g, %g", dim, after, before));
  }
  const double plain = score_loss(random, false), spread = score_loss(random, true);
  CHECK(spread <= plain / 3.0, format("%g, without spreading %g", spread, plain));
}

KERNEL_TEST(quantize_queries) {
  Random random(47);
  for (const int dim : kDims) {
    for (const Place place : kPlaces) {
      constexpr std::size_t kRows = 4;
      const auto width = static_cast<std::size_t>(dim);
      std::vector<float> x = normals(random, 4 * dim, 5.0f);
      std::fill_n(x.begin() + dim, dim, 0.0f);
      x[2 * width + 3] = kNaN;
      Array<float> rows(x, place), scales(kRows, place);
      Array<std::int16_t> codes(kRows * width, place);
      table.quantize_queries(rows.data(), kRows, dim, 0.25f, codes.data(), scales.data());
      CHECK(codes.is_intact() && scales.is_intact(), "guards");
      CHECK(scales[1] == 0.0f && codes[width] == 0, "zeros");
      CHECK(std::isnan(scales[2]), "NaN");
      for (const std::size_t row : {std::size_t{0}, std::size_t{3}}) {
        const double step = scales[row] / 0.25;
        for (std::size_t i = row * width; i < (row + 1) * width; ++i) {
          CHECK(std::fabs(codes[i] * step - x[i]) <= 0.51 * step, format("dim %d: %d", dim, codes[i]));
        }
      }
    }
  }
}

KERNEL_TEST(attend_q8) {
  check_sizes(table);
  check_same_bits(table);
  check_hidden(table);
  check_extremes(table);
}

}  // namespace kernel_tests
