// attend_f32 and attend_f16: one block of keys and values after the other against softmax attention in
// double.
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/half.h"
#include "harness.h"

namespace kernel_tests {
namespace {

using pyglm::KernelTable;
using pyglm::kKvBlock;

constexpr float kInf = std::numeric_limits<float>::infinity();

// Queries and the blocks that they attend to; keys and values as the halves that a cache would hold.
struct Problem {
  int n_rows, head_dim;
  std::vector<int> n_positions;                          // [block]
  std::vector<std::vector<std::int32_t>> n_visible;      // [block][row]
  std::vector<float> q;                                  // [row][dim]
  std::vector<std::vector<std::uint16_t>> keys, values;  // [block][position][dim]
  int n_blocks() const { return static_cast<int>(n_positions.size()); }
};

enum class Visible { kAll, kRandom };

Problem make_problem(Random& random, int n_rows, int head_dim, const std::vector<int>& n_positions,
                     Visible visible) {
  Problem p = {n_rows, head_dim, n_positions, {}, {}, {}, {}};
  const float scale = 3.0f / std::sqrt(static_cast<float>(head_dim));
  for (int i = 0; i < n_rows * head_dim; ++i) p.q.push_back(scale * random.normal());
  for (const int n : n_positions) {
    std::vector<std::int32_t> seen;
    for (int row = 0; row < n_rows; ++row)
      seen.push_back(visible == Visible::kAll ? n : random.integer(0, n));
    p.n_visible.push_back(seen);
    std::vector<std::uint16_t> k, v;
    for (int i = 0; i < n * head_dim; ++i) {
      k.push_back(
          pyglm::float_to_half(random.normal() + (i % head_dim == 5 ? 4.0f : 0.0f)));  // keys have biases
      v.push_back(pyglm::float_to_half(random.normal()));
    }
    p.keys.push_back(k);
    p.values.push_back(v);
  }
  return p;
}

std::vector<float> to_floats(const std::vector<std::uint16_t>& halves) {
  std::vector<float> floats;
  for (const std::uint16_t h : halves) floats.push_back(pyglm::half_to_float(h));
  return floats;
}

struct State {
  std::vector<float> row_max, row_sum, acc;
};

bool same_state(const State& a, const State& b) {
  return same_bits(a.row_max, b.row_max) && same_bits(a.row_sum, b.row_sum) && same_bits(a.acc, b.acc);
}

// Runs all blocks for rows [begin, end).
State attend(const KernelTable& table, const Problem& p, bool is_f16, Place place, int begin, int end) {
  const auto n = static_cast<std::size_t>(end - begin), dim = static_cast<std::size_t>(p.head_dim);
  Array<float> row_max(std::vector<float>(n, -kInf), place), row_sum(std::vector<float>(n, 0.0f), place);
  Array<float> acc(std::vector<float>(n * dim, 0.0f), place), scores(n * kKvBlock, place);
  Array<float> q(std::vector<float>(p.q.begin() + begin * p.head_dim, p.q.begin() + end * p.head_dim), place);
  for (std::size_t block = 0; block < p.keys.size(); ++block) {
    const auto& seen = p.n_visible[block];
    Array<std::int32_t> n_visible(std::vector<std::int32_t>(seen.begin() + begin, seen.begin() + end), place);
    Array<std::uint16_t> k16(p.keys[block], place), v16(p.values[block], place);
    Array<float> k32(to_floats(p.keys[block]), place), v32(to_floats(p.values[block]), place);
    pyglm::AttendArgs args = {};
    args.q = q.data();
    args.k = is_f16 ? static_cast<const void*>(k16.data()) : k32.data();
    args.v = is_f16 ? static_cast<const void*>(v16.data()) : v32.data();
    args.n_visible = n_visible.data();
    args.row_max = row_max.data();
    args.row_sum = row_sum.data();
    args.acc = acc.data();
    args.scores = scores.data();
    args.n_rows = end - begin;
    args.n_positions = p.n_positions[block];
    args.head_dim = p.head_dim;
    (is_f16 ? table.attend_f16 : table.attend_f32)(args);
  }
  CHECK(row_max.is_intact() && row_sum.is_intact() && acc.is_intact() && scores.is_intact(), "guards");
  return {row_max.values(), row_sum.values(), acc.values()};
}

std::string describe(const Problem& p) {
  return format("rows %d head_dim %d positions %d blocks %d", p.n_rows, p.head_dim, p.n_positions[0],
                p.n_blocks());
}

// Softmax attention of one row in double. tolerance: a score is rounded at most head_dim + 3 times, which
// moves its exponential by as much times sum |q k|; then exp (2 ulp), at most one rescaling a block (2 ulp
// and a product), the additions over all positions, and the quotient.
struct Expected {
  std::vector<double> values;
  double tolerance = 0.0;  // relative to the largest |v|
};

Expected expected_row(const Problem& p, int row) {
  std::vector<double> scores;
  std::vector<std::vector<float>> values;
  double largest_magnitude = 0.0, largest_value = 0.0;
  for (std::size_t block = 0; block < p.keys.size(); ++block) {
    const std::vector<float> k = to_floats(p.keys[block]), v = to_floats(p.values[block]);
    for (int i = 0; i < p.n_visible[block][static_cast<std::size_t>(row)]; ++i) {
      double score = 0.0, magnitude = 0.0;
      for (int d = 0; d < p.head_dim; ++d) {
        const double product = static_cast<double>(p.q[static_cast<std::size_t>(row * p.head_dim + d)]) *
                               k[static_cast<std::size_t>(i * p.head_dim + d)];
        score += product;
        magnitude += std::fabs(product);
      }
      scores.push_back(score);
      largest_magnitude = std::max(largest_magnitude, magnitude);
      values.emplace_back(v.begin() + i * p.head_dim, v.begin() + (i + 1) * p.head_dim);
      for (const float x : values.back())
        largest_value = std::max(largest_value, std::fabs(static_cast<double>(x)));
    }
  }
  Expected e;
  e.values.assign(static_cast<std::size_t>(p.head_dim), 0.0);
  double max = -std::numeric_limits<double>::infinity(), sum = 0.0;
  for (const double s : scores) max = std::max(max, s);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double weight = std::exp(scores[i] - max);
    sum += weight;
    for (std::size_t d = 0; d < e.values.size(); ++d) e.values[d] += weight * values[i][d];
  }
  for (double& value : e.values) value /= sum;
  const double roundings = 2.0 * (p.head_dim + 3) * largest_magnitude +
                           2.0 * (2.0 + 3.0 * p.n_blocks() + static_cast<double>(scores.size())) + 1.0;
  e.tolerance = roundings * 0x1p-24 * largest_value;
  return e;
}

void check_state(const Problem& p, const State& state) {
  for (int row = 0; row < p.n_rows; ++row) {
    const auto r = static_cast<std::size_t>(row), dim = static_cast<std::size_t>(p.head_dim);
    int seen = 0;
    for (const auto& block : p.n_visible) seen += block[r];
    if (seen == 0) {
      CHECK(state.row_max[r] == -kInf && state.row_sum[r] == 0.0f && state.acc[r * dim] == 0.0f, describe(p));
      continue;
    }
    const Expected e = expected_row(p, row);
    for (std::size_t d = 0; d < dim; ++d) {
      const double found = static_cast<double>(state.acc[r * dim + d]) / state.row_sum[r];
      CHECK(std::fabs(found - e.values[d]) <= e.tolerance,
            describe(p) + format(" row %d dim %zu: %.9g, expected %.9g within %.3g", row, d, found,
                                 e.values[d], e.tolerance));
    }
  }
}

constexpr int kRows[] = {1, 2, 3, 4, 5, 7, 16, 17, 48};
constexpr int kDims[] = {8, 16, 24, 64, 80, 128, 136, 256};
constexpr int kPositions[] = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64};

void check_sizes(const KernelTable& table, bool is_f16) {
  Random random(31);
  int i = 0;
  for (const int dim : kDims) {
    for (const int positions : kPositions) {
      const int rows = kRows[i % 9];
      const std::vector<int> blocks =
          i % 2 ? std::vector<int>{positions} : std::vector<int>{64, positions, 64};
      const Problem p = make_problem(random, rows, dim, blocks, i % 3 ? Visible::kAll : Visible::kRandom);
      check_state(p, attend(table, p, is_f16, kPlaces[i % 3], 0, rows));
      ++i;
    }
  }
}

// A row gives the same bits alone, among any others, and in blocks that end where it sees no further.
void check_same_bits(const KernelTable& table, bool is_f16) {
  Random random(32);
  for (const int dim : {8, 64, 128, 136}) {
    const Problem p = make_problem(random, 19, dim, {64, 37, 64, 64}, Visible::kRandom);
    const State together = attend(table, p, is_f16, Place::kOdd, 0, p.n_rows);
    for (int row = 0; row < p.n_rows; ++row) {
      Problem cut = p;
      for (std::size_t block = 0; block < p.keys.size(); ++block) {
        cut.n_positions[block] = p.n_visible[block][static_cast<std::size_t>(row)];
        cut.keys[block].resize(static_cast<std::size_t>(cut.n_positions[block] * dim));
        cut.values[block].resize(cut.keys[block].size());
      }
      const State alone = attend(table, cut, is_f16, Place::kEnd, row, row + 1);
      const auto r = static_cast<std::size_t>(row), n = static_cast<std::size_t>(dim);
      CHECK(std::memcmp(&alone.row_max[0], &together.row_max[r], 4) == 0, format("dim %d row %d", dim, row));
      CHECK(std::memcmp(&alone.row_sum[0], &together.row_sum[r], 4) == 0, format("dim %d row %d", dim, row));
      CHECK(std::memcmp(&alone.acc[0], &together.acc[r * n], n * 4) == 0, format("dim %d row %d", dim, row));
    }
    for (int split = 1; split < p.n_rows; split += 3) {
      const State tail = attend(table, p, is_f16, Place::kStart, split, p.n_rows);
      const auto at = static_cast<std::ptrdiff_t>(split) * dim;
      const std::vector<float> rest(together.acc.begin() + at, together.acc.end());
      CHECK(same_bits(tail.acc, rest), format("dim %d split %d", dim, split));
    }
  }
}

// What lies at positions that no row sees has no influence, even if it is NaN.
void check_hidden(const KernelTable& table, bool is_f16) {
  Random random(33);
  Problem p = make_problem(random, 7, 64, {64}, Visible::kAll);
  for (std::size_t row = 0; row < 7; ++row) p.n_visible[0][row] = static_cast<std::int32_t>(20 + 5 * row);
  const State clean = attend(table, p, is_f16, Place::kEnd, 0, 7);
  for (std::size_t i = 50 * 64; i < 64 * 64; ++i) p.keys[0][i] = p.values[0][i] = i % 2 ? 0x7e00 : 0x7bff;
  CHECK(same_state(clean, attend(table, p, is_f16, Place::kEnd, 0, 7)), "hidden from all");

  // Position 45 is seen by the last row alone; no other row changes.
  for (std::size_t i = 45 * 64; i < 46 * 64; ++i) p.keys[0][i] = p.values[0][i] = 0x7e00;
  const State dirty = attend(table, p, is_f16, Place::kEnd, 0, 7);
  CHECK(std::memcmp(clean.acc.data(), dirty.acc.data(), 6 * 64 * 4) == 0, "rows that do not see a NaN");
  CHECK(std::isnan(dirty.row_sum[6]) && std::isnan(dirty.acc[6 * 64]), "the row that sees a NaN");
}

// Scores far apart: weights underflow to zero, the largest is one; nothing overflows.
void check_extremes(const KernelTable& table, bool is_f16) {
  Random random(34);
  for (const float scale : {0.0f, 100.0f, 1e4f}) {
    Problem p = make_problem(random, 5, 64, {64, 64}, Visible::kAll);
    for (float& q : p.q) q *= scale;
    const State state = attend(table, p, is_f16, Place::kEnd, 0, 5);
    for (int row = 0; row < 5; ++row) {
      CHECK(state.row_sum[static_cast<std::size_t>(row)] >= 1.0f, format("scale %g", scale));
      for (int d = 0; d < 64; ++d) {
        const float y =
            state.acc[static_cast<std::size_t>(row * 64 + d)] / state.row_sum[static_cast<std::size_t>(row)];
        CHECK(std::fabs(y) <= 6.0f, format("scale %g: %g", scale, y));
      }
    }
    if (scale == 0.0f) check_state(p, state);
  }
}

void check_all(const KernelTable& table, bool is_f16) {
  check_sizes(table, is_f16);
  check_same_bits(table, is_f16);
  check_hidden(table, is_f16);
  check_extremes(table, is_f16);
}

}  // namespace

KERNEL_TEST(attend_f32) {
  check_all(table, false);
}

KERNEL_TEST(attend_f16) {
  check_all(table, true);
}

}  // namespace kernel_tests
