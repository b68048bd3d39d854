// Times kernels on ChatGLM3-6B's shapes beside the machine's limits, all in one run: shares mean more than
// numbers.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <thread>

#include "harness.h"
#include "kernels/limits.h"

namespace kernel_tests {
namespace {

using pyglm::KernelTable;
using Clock = std::chrono::steady_clock;

// Seconds of the best of n_runs calls of work(thread) in n_threads threads at once.
double best_time(int n_threads, int n_runs, const std::function<void(int)>& work) {
  double best = 1e30;
  for (int run = 0; run < n_runs; ++run) {
    std::atomic<int> n_ready{0};
    std::vector<std::thread> threads;
    const auto body = [&](int thread) {
      n_ready.fetch_add(1);
      while (n_ready.load() < n_threads) {
      }
      work(thread);
    };
    for (int t = 1; t < n_threads; ++t) threads.emplace_back(body, t);
    while (n_ready.load() < n_threads - 1) {
    }
    const auto start = Clock::now();
    body(0);
    for (std::thread& thread : threads) thread.join();
    best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
  }
  return best;
}

struct Limits {
  double read_bytes;  // per second
  double multiply;    // fastest instruction mix, multiply-adds per second
};

Limits measure_limits(const KernelTable& table, int n_threads) {
  constexpr std::int64_t kBytes = std::int64_t{1} << 29;
  std::vector<std::uint8_t> data(kBytes, 1);
  std::atomic<std::uint64_t> sink{0};
  const double seconds = best_time(n_threads, 5, [&](int thread) {
    const std::int64_t share = kBytes / n_threads;
    sink += table.limits->read(data.data() + thread * share, share);
  });
  Limits limits = {kBytes / seconds, 0.0};
  std::printf("%-44s %8.1f GB/s\n", "plain read", limits.read_bytes * 1e-9);
  for (int i = 0; i < table.limits->n_multiply; ++i) {
    const pyglm::MultiplyLoop& loop = table.limits->multiply[i];
    constexpr std::int64_t kIterations = 10'000'000;
    const double s =
        best_time(n_threads, 3, [&](int) { sink += static_cast<std::uint64_t>(loop.run(kIterations)); });
    const double rate = static_cast<double>(kIterations * loop.multiply_adds_per_iteration * n_threads) / s;
    std::printf("%-44s %8.1f G multiply-adds/s\n", loop.name, rate * 1e-9);
    limits.multiply = std::max(limits.multiply, rate);
  }
  return limits;
}

enum class Weights { kQ4, kQ8, kF16 };

// Several copies of a matrix, so that decode reads memory rather than a cache.
struct Bench {
  Weights type;
  int k, n_rows, n_copies;
  std::vector<std::uint8_t> codes;
  std::vector<std::int8_t> scales;
  std::vector<float> row_scales;
  std::int64_t code_bytes() const {
    return std::int64_t{1} * k * n_rows * (type == Weights::kF16 ? 4 : type == Weights::kQ8 ? 2 : 1) / 2;
  }
  std::int64_t scale_bytes() const { return type == Weights::kF16 ? 0 : std::int64_t{1} * k * n_rows / 32; }
};

Bench make_bench(Weights type, int k, int n_rows) {
  Bench b = {type, k, n_rows, 1, {}, {}, {}};
  b.n_copies = static_cast<int>((std::int64_t{400} << 20) / b.code_bytes()) + 1;
  Random random(1);
  b.codes.resize(static_cast<std::size_t>(b.code_bytes() * b.n_copies));
  for (std::size_t i = 0; i + 8 <= b.codes.size(); i += 8) {
    const std::uint64_t bits = random.bits() & 0xbbffbbffbbffbbffu;  // no binary16 infinities
    std::memcpy(&b.codes[i], &bits, 8);
  }
  b.scales.assign(static_cast<std::size_t>(b.scale_bytes() * b.n_copies), 77);
  b.row_scales.assign(static_cast<std::size_t>(n_rows), 0.01f);
  return b;
}

struct Activations {
  std::vector<float> x, scales;
  std::vector<std::int8_t> values;
  std::vector<std::uint8_t> biased;
  std::vector<std::int32_t> group_sums;
};

Activations make_activations(const KernelTable& table, int k, int n_tokens) {
  Random random(2);
  const auto size = static_cast<std::size_t>(k) * static_cast<std::size_t>(n_tokens);
  const auto n_blocks = static_cast<std::size_t>(pyglm::n_activation_blocks(k));
  Activations a;
  for (std::size_t i = 0; i < size; ++i) a.x.push_back(random.normal());
  a.scales.resize(n_blocks * static_cast<std::size_t>(n_tokens));
  a.values.resize(size);
  a.biased.resize(size);
  a.group_sums.resize(size / pyglm::kGroup);
  for (int t = 0; t < n_tokens; ++t) {
    const std::size_t at = static_cast<std::size_t>(t) * static_cast<std::size_t>(k);
    table.quantize_activations(
        a.x.data() + at, k,
        {a.values.data() + at, a.biased.data() + at, a.scales.data() + static_cast<std::size_t>(t) * n_blocks,
         a.group_sums.data() + at / pyglm::kGroup});
  }
  return a;
}

// Tiles taken at once from the counter that the threads share.
int tiles_at_once(int n_tokens) {
  return n_tokens == 1 ? 16 : 32;
}

void call(const KernelTable& table, const Bench& b, const Activations& a, int n_tokens, int copy, float* y,
          std::int64_t tile_begin, std::int64_t tile_end) {
  const std::uint8_t* codes = b.codes.data() + copy * b.code_bytes();
  if (b.type == Weights::kF16) {
    table.matmul_f32_f16({reinterpret_cast<const std::uint16_t*>(codes), a.x.data(), y, b.n_rows, b.k,
                          n_tokens, tile_begin, tile_end});
    return;
  }
  const pyglm::QuantizedRows x = {a.values.data(), a.biased.data(), a.scales.data(), a.group_sums.data()};
  const pyglm::MatmulQuantizedArgs args = {codes,
                                           b.scales.data() + copy * b.scale_bytes(),
                                           b.row_scales.data(),
                                           x,
                                           y,
                                           b.n_rows,
                                           b.k,
                                           n_tokens,
                                           tile_begin,
                                           tile_end};
  (b.type == Weights::kQ4 ? table.matmul_q8_q4 : table.matmul_q8_q8)(args);
}

void bench_matmul(const KernelTable& table, const char* name, const Bench& b, int n_tokens, int n_threads,
                  const Limits& limits) {
  const Activations a = make_activations(table, b.k, n_tokens);
  std::vector<float> y(static_cast<std::size_t>(b.n_rows) * static_cast<std::size_t>(n_tokens));
  const int n_copies = n_tokens > 16 ? 1 : b.n_copies;
  const std::int64_t n_tiles = b.n_rows / pyglm::kRowTile;
  const int step = tiles_at_once(n_tokens);
  std::vector<std::atomic<std::int64_t>> next(static_cast<std::size_t>(n_copies));
  double best = 1e30;
  for (int run = 0; run < 7; ++run) {
    for (auto& n : next) n = 0;
    best = std::min(best, best_time(n_threads, 1, [&](int) {
                      for (int copy = 0; copy < n_copies; ++copy) {
                        for (std::int64_t tile;
                             (tile = next[static_cast<std::size_t>(copy)].fetch_add(step)) < n_tiles;) {
                          call(table, b, a, n_tokens, copy, y.data(), tile, std::min(tile + step, n_tiles));
                        }
                      }
                    }));
  }
  const double bytes = static_cast<double>(b.code_bytes() + b.scale_bytes()) * n_copies / best;
  const double rate = 1.0 * b.k * b.n_rows * n_tokens * n_copies / best;
  std::printf(
      "%-20s %5d x %5d, %3d tokens %8.1f GB/s (%3.0f %%) %8.1f G multiply-adds/s (%3.0f %%) %8.3f ms\n", name,
      b.n_rows, b.k, n_tokens, bytes * 1e-9, 100.0 * bytes / limits.read_bytes, rate * 1e-9,
      100.0 * rate / limits.multiply, best * 1e3 / n_copies);
  std::fflush(stdout);
}

// 64 positions x n_rows queries, again and again on several blocks.
void bench_attention(const KernelTable& table, int n_rows, int n_threads, const Limits& limits) {
  constexpr int kDim = 128, kBlocks = 64;
  Random random(3);
  std::vector<std::uint16_t> cache(2 * kBlocks * pyglm::kKvBlock * kDim);
  for (auto& h : cache) h = static_cast<std::uint16_t>(random.bits() & 0xb7ff);
  const auto rows = static_cast<std::size_t>(n_rows);
  const double best = best_time(n_threads, 7, [&](int) {
    std::vector<float> q(rows * kDim, 0.01f), acc(rows * kDim, 0.0f), max(rows, -1e30f), sum(rows, 0.0f);
    std::vector<float> scores(rows * pyglm::kKvBlock);
    std::vector<std::int32_t> visible(rows, pyglm::kKvBlock);
    for (int block = 0; block < kBlocks; ++block) {
      const std::uint16_t* k = cache.data() + 2 * block * pyglm::kKvBlock * kDim;
      table.attend_f16({q.data(), k, k + pyglm::kKvBlock * kDim, visible.data(), max.data(), sum.data(),
                        acc.data(), scores.data(), n_rows, pyglm::kKvBlock, kDim});
    }
  });
  const double rate = 2.0 * kBlocks * pyglm::kKvBlock * kDim * n_rows * n_threads / best;
  std::printf("%-20s %5d rows x 64 positions %28.1f G multiply-adds/s (%3.0f %%)\n", "attend_f16", n_rows,
              rate * 1e-9, 100.0 * rate / limits.multiply);
}

void bench_elementwise(const KernelTable& table) {
  constexpr int kSize = 13696, kRepeats = 100;
  std::vector<float> x(kSize, 0.5f), w(kSize, 0.5f), y(kSize);
  const auto report = [&](const char* name, const std::function<void()>& work) {
    const double s = best_time(1, 5, [&](int) {
      for (int i = 0; i < kRepeats; ++i) work();
    });
    std::printf("%-20s %5d elements %8.3f us (%.2f ns each)\n", name, kSize, s * 1e6 / kRepeats,
                s * 1e9 / kRepeats / kSize);
  };
  Activations a = make_activations(table, kSize, 1);
  report("quantize_activations", [&] {
    table.quantize_activations(x.data(), kSize,
                               {a.values.data(), a.biased.data(), a.scales.data(), a.group_sums.data()});
  });
  report("rms_norm", [&] { table.rms_norm(x.data(), w.data(), 1e-5f, kSize, y.data()); });
  report("swiglu", [&] { table.swiglu(x.data(), w.data(), kSize, y.data()); });
  report("add", [&] { table.add(y.data(), x.data(), kSize); });
}

}  // namespace

void run_benchmarks(const KernelTable& table, int n_threads) {
  std::printf("table %s, %d threads\n", table.name, n_threads);
  const Limits limits = measure_limits(table, n_threads);
  const struct {
    const char* name;
    Weights type;
  } types[] = {
      {"matmul_q8_q4", Weights::kQ4}, {"matmul_q8_q8", Weights::kQ8}, {"matmul_f32_f16", Weights::kF16}};
  for (const auto& type : types) {
    const Bench square = make_bench(type.type, 4096, 4096);
    for (const int n : {1, 2, 3, 4, 6, 8, 12, 16, 24, 64, 512}) {
      bench_matmul(table, type.name, square, n, n_threads, limits);
    }
    const Bench down = make_bench(type.type, 13696, 4096);
    for (const int n : {1, 4, 8, 512}) bench_matmul(table, type.name, down, n, n_threads, limits);
  }
  for (const int rows : {16, 32, 64, 128, 256}) bench_attention(table, rows, n_threads, limits);
  bench_elementwise(table);
}

}  // namespace kernel_tests
