// matmul_q8_q4, matmul_q8_q8, matmul_f32_f16 against the definition of their layouts (kernels/layout.h) in
// double.
#include <algorithm>
#include <cmath>

#include "base/half.h"
#include "harness.h"
#include "kernels/tables.h"

namespace kernel_tests {
namespace {

using pyglm::KernelTable;
using pyglm::kGroup;
using pyglm::kRowTile;

constexpr int kWidths[] = {32, 64, 96, 128, 160, 352, 512, 576, 1024, 1184};
constexpr int kManyTokens[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 33};

enum class Fill { kRandom, kZero, kHighest, kLowest, kMixed, kExact };

// A quantized weight matrix and activations, as plain numbers and as the kernels read them.
struct Problem {
  int k, n_tiles, n_tokens;
  bool is_q4;
  std::vector<int> codes;         // [row][k], q4: -8..7
  std::vector<int> group_scales;  // [row][group]
  std::vector<float> row_scales;  // [row]
  std::vector<int> x;             // [token][k]
  std::vector<float> x_scales;    // [token][group]

  int n_rows() const { return n_tiles * kRowTile; }
  int n_groups() const { return k / kGroup; }
};

int pick(Random& random, Fill fill, int lowest, int highest) {
  switch (fill) {
    case Fill::kZero:
      return 0;
    case Fill::kHighest:
      return highest;
    case Fill::kLowest:
      return lowest;
    case Fill::kMixed:
      return random.integer(0, 1) ? highest : lowest;
    default:
      return random.integer(lowest, highest);
  }
}

Problem make_problem(Random& random, bool is_q4, int k, int n_tiles, int n_tokens, Fill weights,
                     Fill activations) {
  Problem p = {k, n_tiles, n_tokens, is_q4, {}, {}, {}, {}, {}};
  const bool exact = weights == Fill::kExact;
  for (int i = 0; i < p.n_rows() * k; ++i)
    p.codes.push_back(pick(random, weights, is_q4 ? -8 : -128, is_q4 ? 7 : 127));
  for (int i = 0; i < p.n_rows() * p.n_groups(); ++i) {
    p.group_scales.push_back(exact ? 1 << random.integer(0, 2) : pick(random, weights, -127, 127));
  }
  for (int i = 0; i < p.n_rows(); ++i) p.row_scales.push_back(exact ? 0.25f : random.real(-0.01f, 0.01f));
  for (int i = 0; i < n_tokens * k; ++i) p.x.push_back(pick(random, activations, -127, 127));
  for (int i = 0; i < n_tokens * p.n_groups(); ++i)
    p.x_scales.push_back(exact ? 0.5f : random.real(0.0f, 0.1f));
  return p;
}

// The packed arrays, built from their definition one element at a time.
struct Packed {
  std::vector<std::uint8_t> codes;
  std::vector<std::int8_t> scales;
};

void pack_weights(const Problem& p, Packed& packed) {
  const int bytes = p.is_q4 ? 128 : 256;
  packed.codes.assign(static_cast<std::size_t>(p.n_tiles * p.n_groups() * bytes), 0);
  packed.scales.assign(static_cast<std::size_t>(p.n_tiles * p.n_groups() * kRowTile), 0);
  for (int row = 0; row < p.n_rows(); ++row) {
    const int tile = row / kRowTile, r = row % kRowTile;
    for (int k = 0; k < p.k; ++k) {
      const int code = p.codes[row * p.k + k], g = k / kGroup, in_group = k % kGroup;
      std::uint8_t* group = &packed.codes[(tile * p.n_groups() + g) * bytes];
      if (p.is_q4) {
        const int shift = in_group % 8 >= 4 ? 4 : 0;
        group[in_group / 8 * 32 + 4 * r + in_group % 4] |= static_cast<std::uint8_t>((code + 8) << shift);
      } else {
        group[in_group / 4 * 32 + 4 * r + in_group % 4] = static_cast<std::uint8_t>(code);
      }
    }
    for (int g = 0; g < p.n_groups(); ++g) {
      const int scale = p.group_scales[row * p.n_groups() + g];
      packed.scales[(tile * p.n_groups() + g) * kRowTile + r] = static_cast<std::int8_t>(scale);
    }
  }
}

Packed pack(const Problem& p) {
  Packed packed;
  pack_weights(p, packed);
  return packed;
}

// Activations of tokens [begin, end) in token tiles, in guarded arrays that end with the last token's group.
// Places between that no token has keep 0xff: NaN as scale.
class Activations {
 public:
  Activations(const Problem& p, int begin, int end, int token_tile, Place place)
      : Activations(p, begin, end, token_tile, place,
                    static_cast<std::size_t>(pyglm::first_group(end - begin - 1, p.n_groups(), token_tile) +
                                             static_cast<std::int64_t>(p.n_groups() - 1) * token_tile + 1)) {}

  pyglm::QuantizedRows rows() { return {values_.data(), biased_.data(), scales_.data(), starts_.data()}; }

 private:
  Activations(const Problem& p, int begin, int end, int token_tile, Place place, std::size_t n_places)
      : values_(n_places * kGroup, place),
        biased_(n_places * kGroup, place),
        scales_(n_places, place),
        starts_(n_places, place) {
    for (int t = begin; t < end; ++t) {
      for (int g = 0; g < p.n_groups(); ++g) {
        const auto at = static_cast<std::size_t>(pyglm::first_group(t - begin, p.n_groups(), token_tile) +
                                                 static_cast<std::int64_t>(g) * token_tile);
        const int* x = &p.x[static_cast<std::size_t>(t * p.k + g * kGroup)];
        int starts[2] = {};
        for (std::size_t i = 0; i < kGroup; ++i) {
          values_[at * kGroup + i] = static_cast<std::int8_t>(x[i]);
          biased_[at * kGroup + i] = static_cast<std::uint8_t>(x[i] + 128);
          starts[i % 4 / 2] -= 8 * x[i];
        }
        scales_[at] = p.x_scales[static_cast<std::size_t>(t * p.n_groups() + g)];
        starts_[at] = static_cast<std::int32_t>((starts[1] * 65536) | (starts[0] & 0xffff));
      }
    }
  }

  Array<std::int8_t> values_;
  Array<std::uint8_t> biased_;
  Array<float> scales_;
  Array<std::int32_t> starts_;
};

// What part of a problem one call covers.
struct Part {
  int token_begin, token_end, tile_begin, tile_end;
};

// The problem in guarded arrays, ready for calls.
class Arrays {
 public:
  Arrays(const Problem& p, Place place)
      : p_(p),
        packed_(pack(p)),
        codes_(packed_.codes, place),
        scales_(packed_.scales, place),
        row_scales_(p.row_scales, place),
        place_(place),
        y_stride_(p.n_rows() + 5),
        y_(static_cast<std::size_t>((p.n_tokens - 1) * y_stride_ + p.n_rows()), place) {}

  void call(const KernelTable& table, const Part& part) {
    const int t = part.token_begin;
    Activations x(p_, t, part.token_end, table.token_tile(part.token_end - t), place_);
    const pyglm::MatmulQuantizedArgs args = {
        codes_.data(), scales_.data(), row_scales_.data(), x.rows(),        y_.data() + t * y_stride_,
        y_stride_,     p_.k,           part.token_end - t, part.tile_begin, part.tile_end};
    (p_.is_q4 ? table.matmul_q8_q4 : table.matmul_q8_q8)(args);
  }

  std::vector<float> result(const KernelTable& table) {
    call(table, {0, p_.n_tokens, 0, p_.n_tiles});
    return rows();
  }

  // y without what lies between its rows.
  std::vector<float> rows() {
    std::vector<float> y;
    for (int t = 0; t < p_.n_tokens; ++t) {
      y.insert(y.end(), y_.data() + t * y_stride_, y_.data() + t * y_stride_ + p_.n_rows());
    }
    return y;
  }

  // Nothing but y's rows was written: what lies around and between them is as poisoned.
  bool is_intact() {
    bool ok = y_.is_intact();
    for (int t = 0; t + 1 < p_.n_tokens; ++t) {
      for (int i = p_.n_rows(); i < y_stride_; ++i)
        ok = ok && std::isnan(y_[static_cast<std::size_t>(t * y_stride_ + i)]);
    }
    return ok;
  }

 private:
  const Problem& p_;
  Packed packed_;
  Array<std::uint8_t> codes_;
  Array<std::int8_t> scales_;
  Array<float> row_scales_;
  Place place_;
  int y_stride_;
  Array<float> y_;
};

// y by definition in double, and how far a result may lie from it: each of n groups is rounded to float,
// scaled and added, and the row scale rounds once more: (n + 3) * 2^-24 of the sum of magnitudes.
struct Expected {
  double value, tolerance;
};

Expected expected(const Problem& p, int token, int row) {
  double value = 0.0, magnitude = 0.0;
  for (int group = 0; group < p.n_groups(); ++group) {
    long long sum = 0;
    for (int k = group * kGroup; k < (group + 1) * kGroup; ++k) {
      sum += static_cast<long long>(p.codes[row * p.k + k]) * p.group_scales[row * p.n_groups() + group] *
             p.x[token * p.k + k];
    }
    const double scaled =
        static_cast<double>(sum) * p.x_scales[token * p.n_groups() + group] * p.row_scales[row];
    value += scaled;
    magnitude += std::fabs(scaled);
  }
  return {value, (p.n_groups() + 3) * 0x1p-24 * magnitude};
}

std::string describe(const Problem& p) {
  return format("%s k %d tiles %d tokens %d", p.is_q4 ? "q4" : "q8", p.k, p.n_tiles, p.n_tokens);
}

void check_against_definition(const Problem& p, const std::vector<float>& y) {
  for (int token = 0; token < p.n_tokens; ++token) {
    for (int row = 0; row < p.n_rows(); ++row) {
      const Expected e = expected(p, token, row);
      const double found = y[static_cast<std::size_t>(token * p.n_rows() + row)];
      CHECK(std::fabs(found - e.value) <= e.tolerance,
            describe(p) + format(" token %d row %d: %.9g, expected %.9g within %.3g", token, row, found,
                                 e.value, e.tolerance));
    }
  }
}

void check_sizes(const KernelTable& table, bool is_q4) {
  Random random(is_q4 ? 4 : 8);
  int i = 0;
  for (const int k : kWidths) {
    for (const int n_tokens : kManyTokens) {
      const int n_tiles = 1 + (i * 5 + n_tokens) % 7;
      const Problem p = make_problem(random, is_q4, k, n_tiles, n_tokens, Fill::kRandom, Fill::kRandom);
      Arrays arrays(p, kPlaces[i++ % 3]);
      const std::vector<float> y = arrays.result(table);
      check_against_definition(p, y);
      CHECK(arrays.is_intact(), describe(p));
      Arrays again(p, Place::kStart);
      CHECK(same_bits(y, again.result(pyglm::kScalarTable)), describe(p) + ": unlike the scalar table");
    }
  }
}

// Codes, scales and activations at both ends: nothing overflows on the way.
void check_extremes(const KernelTable& table, bool is_q4) {
  Random random(11);
  const Fill fills[] = {Fill::kZero, Fill::kHighest, Fill::kLowest, Fill::kMixed};
  for (const int n_tokens : {1, 5, 20}) {
    for (const Fill weights : fills) {
      for (const Fill activations : fills) {
        const Problem p = make_problem(random, is_q4, 288, 5, n_tokens, weights, activations);
        check_against_definition(p, Arrays(p, Place::kEnd).result(table));
      }
    }
  }
}

// Scales are powers of two and sums small: every float operation is exact, so the result is the integers'.
void check_exact(const KernelTable& table, bool is_q4) {
  Random random(12);
  for (const int n_tokens : {1, 2, 8, 18}) {
    const Problem p = make_problem(random, is_q4, 96, 5, n_tokens, Fill::kExact, Fill::kRandom);
    const std::vector<float> y = Arrays(p, Place::kOdd).result(table);
    for (int i = 0; i < n_tokens * p.n_rows(); ++i) {
      const double e = expected(p, i / p.n_rows(), i % p.n_rows()).value;
      CHECK(static_cast<double>(y[static_cast<std::size_t>(i)]) == e, describe(p));
    }
  }
}

// Any split by tokens and tiles gives the same bits.
void check_splits(const KernelTable& table, bool is_q4) {
  Random random(13);
  for (const int k : {96, 1056}) {
    const Problem p = make_problem(random, is_q4, k, 9, 41, Fill::kRandom, Fill::kRandom);
    const std::vector<float> together = Arrays(p, Place::kStart).result(table);
    for (int trial = 0; trial < 24; ++trial) {
      Arrays arrays(p, Place::kOdd);
      const int most_tokens = trial < 20 ? trial + 1 : 41, most_tiles = random.integer(1, 9);
      for (int token = 0, n = 0; token < p.n_tokens; token += n) {
        n = std::min(p.n_tokens - token, trial % 2 ? most_tokens : random.integer(1, most_tokens));
        for (int tile = 0, m = 0; tile < p.n_tiles; tile += m) {
          m = std::min(p.n_tiles - tile, random.integer(1, most_tiles));
          arrays.call(table, {token, token + n, tile, tile + m});
        }
      }
      CHECK(same_bits(together, arrays.rows()), describe(p) + format(" split %d", trial));
    }
  }
}

// Only rows of the tiles asked for are written.
void check_tile_range(const KernelTable& table, bool is_q4) {
  Random random(14);
  for (const int n_tokens : {1, 4, 30}) {
    const Problem p = make_problem(random, is_q4, 64, 8, n_tokens, Fill::kRandom, Fill::kRandom);
    Arrays arrays(p, Place::kEnd);
    arrays.call(table, {0, n_tokens, 2, 7});
    const std::vector<float> y = arrays.rows();
    for (std::size_t i = 0; i < y.size(); ++i) {
      const int tile = static_cast<int>(i) % p.n_rows() / kRowTile;
      CHECK(std::isnan(y[i]) == (tile < 2 || tile == 7), describe(p) + format(" tile %d", tile));
    }
    CHECK(arrays.is_intact(), describe(p));
  }
}

// A NaN scale of one group reaches its token's results, and no other token's.
void check_nan(const KernelTable& table, bool is_q4) {
  Random random(15);
  for (const int n_tokens : {3, 21}) {
    Problem p = make_problem(random, is_q4, 288, 3, n_tokens, Fill::kRandom, Fill::kRandom);
    p.x_scales[static_cast<std::size_t>(p.n_groups() + 1)] = std::nanf("");
    const std::vector<float> y = Arrays(p, Place::kEnd).result(table);
    for (std::size_t i = 0; i < y.size(); ++i) {
      CHECK(std::isnan(y[i]) == (static_cast<int>(i) / p.n_rows() == 1), describe(p));
    }
  }
}

void check_quantized(const KernelTable& table, bool is_q4) {
  check_sizes(table, is_q4);
  check_extremes(table, is_q4);
  check_exact(table, is_q4);
  check_splits(table, is_q4);
  check_tile_range(table, is_q4);
  check_nan(table, is_q4);
}

// ---- f16 ----

struct HalfProblem {
  int k, n_tiles, n_tokens;
  std::vector<std::uint16_t> weights;  // [tile][k][8]
  std::vector<float> x;                // [token][k]
  int n_rows() const { return n_tiles * kRowTile; }
};

HalfProblem make_half_problem(Random& random, int k, int n_tiles, int n_tokens) {
  HalfProblem p = {k, n_tiles, n_tokens, {}, {}};
  for (int i = 0; i < n_tiles * k * kRowTile; ++i) p.weights.push_back(pyglm::float_to_half(random.normal()));
  for (int i = 0; i < n_tokens * k; ++i) p.x.push_back(random.normal());
  return p;
}

class HalfArrays {
 public:
  HalfArrays(const HalfProblem& p, Place place)
      : p_(p),
        weights_(p.weights, place),
        x_(p.x, place),
        y_(static_cast<std::size_t>(p.n_tokens * p.n_rows()), place) {}

  void call(const KernelTable& table, const Part& part) {
    const int t = part.token_begin;
    table.matmul_f32_f16({weights_.data(), x_.data() + t * p_.k, y_.data() + t * p_.n_rows(), p_.n_rows(),
                          p_.k, part.token_end - t, part.tile_begin, part.tile_end});
  }
  std::vector<float> result(const KernelTable& table) {
    call(table, {0, p_.n_tokens, 0, p_.n_tiles});
    return y_.values();
  }
  Array<float>& y() { return y_; }

 private:
  const HalfProblem& p_;
  Array<std::uint16_t> weights_;
  Array<float> x_;
  Array<float> y_;
};

// Products of 128 k are added in order, then such sums: no term is rounded more than 128 + k / 128 + 2 times,
// each by 2^-24 of a partial sum that is at most the sum of magnitudes.
void check_half(const HalfProblem& p, const std::vector<float>& y) {
  const double roundings = 128 + p.k / 128 + 2;
  for (int i = 0; i < p.n_tokens * p.n_rows(); ++i) {
    const int token = i / p.n_rows(), row = i % p.n_rows();
    double value = 0.0, magnitude = 0.0;
    for (int k = 0; k < p.k; ++k) {
      const int at = (row / kRowTile * p.k + k) * kRowTile + row % kRowTile;
      const double product =
          static_cast<double>(pyglm::half_to_float(p.weights[static_cast<std::size_t>(at)])) *
          p.x[static_cast<std::size_t>(token * p.k + k)];
      value += product;
      magnitude += std::fabs(product);
    }
    const double found = y[static_cast<std::size_t>(i)];
    CHECK(std::fabs(found - value) <= roundings * 0x1p-24 * magnitude,
          format("k %d tokens %d token %d row %d: %.9g, expected %.9g", p.k, p.n_tokens, token, row, found,
                 value));
  }
}

void check_half_splits(const KernelTable& table) {
  Random random(17);
  const HalfProblem p = make_half_problem(random, 288, 9, 23);
  const std::vector<float> together = HalfArrays(p, Place::kStart).result(table);
  for (int trial = 0; trial < 16; ++trial) {
    HalfArrays arrays(p, Place::kOdd);
    for (int token = 0, n = 0; token < p.n_tokens; token += n) {
      n = std::min(p.n_tokens - token, random.integer(1, trial + 1));
      for (int tile = 0, m = 0; tile < p.n_tiles; tile += m) {
        m = std::min(p.n_tiles - tile, random.integer(1, 9));
        arrays.call(table, {token, token + n, tile, tile + m});
      }
    }
    CHECK(same_bits(together, arrays.y().values()), format("split %d", trial));
  }
}

}  // namespace

KERNEL_TEST(matmul_q8_q4) {
  check_quantized(table, true);
}

KERNEL_TEST(matmul_q8_q8) {
  check_quantized(table, false);
}

KERNEL_TEST(matmul_f32_f16) {
  Random random(16);
  int i = 0;
  for (const int k : kWidths) {
    for (const int n_tokens : kManyTokens) {
      const HalfProblem p = make_half_problem(random, k, 1 + (i * 5 + n_tokens) % 7, n_tokens);
      HalfArrays arrays(p, kPlaces[i++ % 3]);
      check_half(p, arrays.result(table));
      CHECK(arrays.y().is_intact(), format("k %d tokens %d", k, n_tokens));
    }
  }
  check_half_splits(table);
}

}  // namespace kernel_tests
