// Times kernels on ChatGLM3-6B's widths beside the machine's limits. Short runs of a kernel and of a limit
// loop take turns, since neighbours and clock rates change what a machine can do from one second to the next:
// the share of the limit is the result, not the rate.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <thread>

#include "harness.h"
#include "kernels/kv_q8.h"
#include "kernels/limits.h"

namespace kernel_tests {
namespace {

using pyglm::KernelTable;
using Clock = std::chrono::steady_clock;

// Seconds that n_threads threads take for work(thread) at once.
double time_once(int n_threads, const std::function<void(int)>& work) {
  std::atomic<int> n_ready{0};
  std::atomic<bool> go{false};
  std::vector<std::thread> threads;
  for (int t = 1; t < n_threads; ++t) {
    threads.emplace_back([&, t] {
      n_ready.fetch_add(1);
      while (!go.load()) {
      }
      work(t);
    });
  }
  while (n_ready.load() < n_threads - 1) {
  }
  const auto start = Clock::now();
  go.store(true);
  work(0);
  for (std::thread& thread : threads) thread.join();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                   values.end());
  return values[values.size() / 2];
}

enum class Weights { kQ4, kQ8, kF16 };

double bytes_per_weight(Weights type) {
  return type == Weights::kQ4 ? 0.53125 : type == Weights::kQ8 ? 1.03125 : 2.0;
}

// Tiles of weights, and activations for up to n_tokens tokens, in whatever order: only their speed counts.
struct Data {
  Weights type;
  int k, n_tiles, n_tokens;
  std::vector<std::uint8_t> codes;
  std::vector<std::int8_t> scales, values;
  std::vector<std::uint8_t> biased;
  std::vector<float> row_scales, x, x_scales;
  std::vector<std::int32_t> group_starts;

  std::int64_t code_bytes_per_tile() const { return pyglm::tile_code_bytes(weight_type(), k); }
  pyglm::WeightType weight_type() const {
    return type == Weights::kQ4   ? pyglm::WeightType::kQ4
           : type == Weights::kQ8 ? pyglm::WeightType::kQ8
                                  : pyglm::WeightType::kF16;
  }
};

Data make_data(const KernelTable& table, Weights type, int k, int n_tiles, int n_tokens) {
  Data d = {type, k, n_tiles, n_tokens, {}, {}, {}, {}, {}, {}, {}, {}};
  const auto width = static_cast<std::size_t>(k), tokens = static_cast<std::size_t>(n_tokens);
  const auto n_groups = static_cast<std::size_t>(k / pyglm::kGroup);
  Random random(1);
  d.codes.resize(static_cast<std::size_t>(d.code_bytes_per_tile() * n_tiles));
  for (std::size_t i = 0; i + 8 <= d.codes.size(); i += 8) {
    const std::uint64_t bits = random.bits() & 0xbbffbbffbbffbbffu;  // no infinity in binary16
    std::memcpy(&d.codes[i], &bits, 8);
  }
  d.scales.assign(static_cast<std::size_t>(pyglm::tile_scale_bytes(k) * n_tiles), 77);
  d.row_scales.assign(static_cast<std::size_t>(n_tiles) * 8, 0.01f);
  for (std::size_t i = 0; i < width * tokens; ++i) d.x.push_back(random.normal());
  const std::size_t places = tokens + 16;  // the last token tile may be partly unused
  d.values.resize(width * places);
  d.biased.resize(width * places);
  d.x_scales.resize(n_groups * places);
  d.group_starts.resize(n_groups * places);
  for (std::size_t t = 0; t < tokens; ++t) {
    table.quantize_activations(&d.x[t * width], k,
                               {&d.values[t * width], &d.biased[t * width], &d.x_scales[t * n_groups],
                                &d.group_starts[t * n_groups], 1});
  }
  return d;
}

void multiply(const KernelTable& table, const Data& d, int n_tokens, std::int64_t tile_begin,
              std::int64_t tile_end, float* y) {
  // y is that of tile_begin: each thread has a small one of its own.
  const std::int64_t stride = (tile_end - tile_begin) * pyglm::kRowTile;
  float* first = y - tile_begin * pyglm::kRowTile;
  if (d.type == Weights::kF16) {
    const auto* weights = reinterpret_cast<const std::uint16_t*>(d.codes.data());
    table.matmul_f32_f16({weights, d.x.data(), first, stride, d.k, n_tokens, tile_begin, tile_end});
    return;
  }
  const pyglm::QuantizedRows x = {d.values.data(), d.biased.data(), d.x_scales.data(), d.group_starts.data()};
  const auto kernel = d.type == Weights::kQ4 ? table.matmul_q8_q4 : table.matmul_q8_q8;
  kernel({d.codes.data(), d.scales.data(), d.row_scales.data(), x, first, stride, d.k, n_tokens, tile_begin,
          tile_end});
}

// Few tokens: a kernel and a plain read take turns on pieces of weights that no cache holds.
void bench_reading(const KernelTable& table, const char* name, const Data& d, int n_tokens, int n_threads) {
  const std::int64_t piece_tiles = std::max<std::int64_t>(1, (1 << 20) / d.code_bytes_per_tile());
  const std::int64_t n_pieces = d.n_tiles / piece_tiles / n_threads;
  std::vector<std::vector<float>> y(static_cast<std::size_t>(n_threads));
  for (auto& part : y) part.resize(static_cast<std::size_t>(piece_tiles * pyglm::kRowTile * n_tokens));
  std::vector<double> read_rates, rates;
  std::atomic<std::uint64_t> sink{0};
  for (std::int64_t i = 0; i + 1 < n_pieces; ++i) {
    const double seconds = time_once(n_threads, [&](int thread) {
      const std::int64_t tile = (i * n_threads + thread) * piece_tiles;
      const std::int64_t bytes = piece_tiles * d.code_bytes_per_tile();
      if (i % 2 == 0) {
        sink += table.limits->read(d.codes.data() + tile * d.code_bytes_per_tile(), bytes / 1024 * 256, 4);
      } else {
        multiply(table, d, n_tokens, tile, tile + piece_tiles, y[static_cast<std::size_t>(thread)].data());
      }
    });
    const double weights = static_cast<double>(piece_tiles * n_threads) * pyglm::kRowTile * d.k;
    if (i % 2 == 0) {
      read_rates.push_back(static_cast<double>(piece_tiles * n_threads * d.code_bytes_per_tile()) / seconds);
    } else {
      rates.push_back(weights * bytes_per_weight(d.type) / seconds);
    }
  }
  const double read = median(read_rates), rate = median(rates);
  std::printf("%-16s k %5d %3d tokens %8.1f GB/s, %3.0f %% of a plain read (%.1f GB/s)\n", name, d.k,
              n_tokens, rate * 1e-9, 100.0 * rate / read, read * 1e-9);
  std::fflush(stdout);
}

// Best of alternating runs: multiply-adds per second of work, and of the table's limit loop for integers or
// floats.
void bench_multiplying(const KernelTable& table, const std::string& name, double multiply_adds, bool is_float,
                       int n_threads, const std::function<void(int)>& work) {
  const pyglm::MultiplyLoop& loop = table.limits->multiply[is_float ? table.limits->n_multiply - 1 : 0];
  constexpr std::int64_t kIterations = 20'000;
  double best_loop = 1e30, best_work = 1e30;
  std::atomic<std::int64_t> sink{0};
  for (int run = 0; run < 40; ++run) {
    best_loop = std::min(best_loop, time_once(n_threads, [&](int) { sink += loop.run(kIterations); }));
    best_work = std::min(best_work, time_once(n_threads, work));
  }
  const double limit_rate =
      static_cast<double>(kIterations * loop.multiply_adds_per_iteration * n_threads) / best_loop;
  const double rate = multiply_adds * n_threads / best_work;
  std::printf("%-37s %8.1f G multiply-adds/s, %3.0f %% of %s (%.1f G/s)\n", name.c_str(), rate * 1e-9,
              100.0 * rate / limit_rate, loop.name, limit_rate * 1e-9);
  std::fflush(stdout);
}

void bench_matmul(const KernelTable& table, const char* name, Weights type, int k, int n_threads) {
  constexpr std::int64_t kMemory = std::int64_t{600} << 20;
  const auto n_tiles = static_cast<int>(kMemory / pyglm::tile_code_bytes(pyglm::WeightType::kQ4, k) *
                                        0.53125 / bytes_per_weight(type));
  const Data large = make_data(table, type, k, n_tiles, 8);
  for (const int n : {1, 2, 3, 4, 8}) bench_reading(table, name, large, n, n_threads);
  constexpr int kTiles = 4;  // some milliseconds at most: less than a turn of the scheduler
  const Data small = make_data(table, type, k, kTiles, 512);
  std::vector<std::vector<float>> y(static_cast<std::size_t>(n_threads),
                                    std::vector<float>(512 * kTiles * 8));
  for (const int n : {4, 8, 16, 64, 512}) {
    const double work = 1.0 * n * k * kTiles * pyglm::kRowTile;
    bench_multiplying(table, format("%-16s k %5d %3d tokens", name, k, n), work, type == Weights::kF16,
                      n_threads, [&](int thread) {
                        multiply(table, small, n, 0, kTiles, y[static_cast<std::size_t>(thread)].data());
                      });
  }
}

// n_rows queries meet 64 positions of one head after the other.
void bench_attention(const KernelTable& table, int n_rows, int n_threads) {
  constexpr int kDim = 128, kBlocks = 8;
  Random random(3);
  std::vector<std::uint16_t> cache(2 * kBlocks * pyglm::kKvBlock * kDim);
  for (auto& h : cache) h = static_cast<std::uint16_t>(random.bits() & 0xb7ff);
  const auto rows = static_cast<std::size_t>(n_rows);
  const double work = 2.0 * kBlocks * pyglm::kKvBlock * kDim * n_rows;
  bench_multiplying(table, format("attend_f16       %3d rows", n_rows), work, true, n_threads, [&](int) {
    std::vector<float> q(rows * kDim, 0.01f), acc(rows * kDim, 0.0f), max(rows, -1e30f), sum(rows, 0.0f);
    std::vector<float> scores(rows * pyglm::kKvBlock);
    std::vector<std::int32_t> visible(rows, pyglm::kKvBlock);
    for (int block = 0; block < kBlocks; ++block) {
      const std::uint16_t* k = cache.data() + 2 * block * pyglm::kKvBlock * kDim;
      table.attend_f16({q.data(), k, k + pyglm::kKvBlock * kDim, visible.data(), max.data(), sum.data(),
                        acc.data(), scores.data(), n_rows, pyglm::kKvBlock, kDim});
    }
  });
}

// n_rows queries meet 8 blocks of one head in the int8 cache. Judged by what vpmaddwd and its like can do.
void bench_attention_q8(const KernelTable& table, int n_rows, int n_threads) {
  constexpr int kDim = 128, kBlocks = 8;
  Random random(4);
  std::vector<std::uint8_t> keys(kBlocks * pyglm::kv_q8_key_bytes(kDim)),
      values(kBlocks * pyglm::kv_q8_value_bytes(kDim));
  for (int p = 0; p < kBlocks * pyglm::kKvBlock; ++p) {
    std::vector<float> x;
    for (int i = 0; i < kDim; ++i) x.push_back(random.normal());
    const int block = p / pyglm::kKvBlock, position = p % pyglm::kKvBlock;
    pyglm::store_key_q8(x.data(), kDim, position, &keys[block * pyglm::kv_q8_key_bytes(kDim)]);
    pyglm::store_value_q8(x.data(), kDim, position, &values[block * pyglm::kv_q8_value_bytes(kDim)]);
  }
  const auto rows = static_cast<std::size_t>(n_rows);
  std::vector<std::int16_t> q;
  for (std::size_t i = 0; i < rows * kDim; ++i)
    q.push_back(static_cast<std::int16_t>(random.integer(-32767, 32767)));
  const std::vector<float> q_scales(rows, 1e-5f);
  const std::vector<std::int32_t> visible(rows, pyglm::kKvBlock);
  const double work = 2.0 * kBlocks * pyglm::kKvBlock * kDim * n_rows;
  bench_multiplying(table, format("attend_q8        %3d rows", n_rows), work, false, n_threads, [&](int) {
    std::vector<float> acc(rows * kDim, 0.0f), max(rows, -1e30f), sum(rows, 0.0f);
    std::vector<float> scratch(rows * pyglm::kAttendQ8Scratch);
    for (int block = 0; block < kBlocks; ++block) {
      table.attend_q8({q.data(), q_scales.data(), &keys[block * pyglm::kv_q8_key_bytes(kDim)],
                       &values[block * pyglm::kv_q8_value_bytes(kDim)], visible.data(), max.data(),
                       sum.data(), acc.data(), scratch.data(), n_rows, kDim});
    }
  });
}

void bench_elementwise(const KernelTable& table) {
  constexpr int kSize = 13696;
  std::vector<float> x(kSize, 0.5f), w(kSize, 0.5f), y(kSize);
  Data d = make_data(table, Weights::kQ8, kSize, 1, 1);
  const auto report = [&](const char* name, const std::function<void()>& work) {
    double best = 1e30;
    for (int i = 0; i < 200; ++i) best = std::min(best, time_once(1, [&](int) { work(); }));
    std::printf("%-37s %8.2f us for %d elements\n", name, best * 1e6, kSize);
  };
  report("quantize_activations", [&] {
    table.quantize_activations(
        d.x.data(), kSize, {d.values.data(), d.biased.data(), d.x_scales.data(), d.group_starts.data(), 1});
  });
  report("rms_norm", [&] { table.rms_norm(x.data(), w.data(), 1e-5f, kSize, y.data()); });
  report("swiglu", [&] { table.swiglu(x.data(), w.data(), kSize, y.data()); });
  report("add", [&] { table.add(y.data(), x.data(), kSize); });
}

}  // namespace

void run_benchmarks(const KernelTable& table, int n_threads) {
  std::printf("table %s, threads %d\n", table.name, n_threads);
  for (const int k : {4096, 13696}) {
    bench_matmul(table, "matmul_q8_q4", Weights::kQ4, k, n_threads);
    bench_matmul(table, "matmul_q8_q8", Weights::kQ8, k, n_threads);
    bench_matmul(table, "matmul_f32_f16", Weights::kF16, k, n_threads);
  }
  for (const int rows : {16, 64, 256}) bench_attention(table, rows, n_threads);
  for (const int rows : {16, 64, 256}) bench_attention_q8(table, rows, n_threads);
  bench_elementwise(table);
}

}  // namespace kernel_tests
