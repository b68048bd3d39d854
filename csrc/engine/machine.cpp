#include "engine/machine.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <limits>

#include "base/aligned_buffer.h"
#include "base/error.h"
#include "base/thread_pool.h"
#include "kernels/limits.h"

namespace pyglm {
namespace {

constexpr int kPasses = 5;
constexpr std::int64_t kPieceBytes = 1 << 20;
constexpr std::int64_t kMultiplyIterations = 4000000;
constexpr int kMultiplyPieces = 8;  // per thread, so that a slow core does less

double seconds(const std::function<void()>& work) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point begin = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

// The best pass: others were disturbed.
double best_seconds(const std::function<void()>& work) {
  double best = seconds(work);
  for (int i = 1; i < kPasses; ++i) best = std::min(best, seconds(work));
  return best;
}

}  // namespace

double measure_read_bandwidth(const KernelTable& kernels, int n_threads, std::int64_t size_bytes) {
  if (size_bytes < kPieceBytes)
    throw ArgumentError("size_bytes must be at least " + std::to_string(kPieceBytes));
  ThreadPool pool(n_threads);
  const std::int64_t n_pieces = size_bytes / kPieceBytes;
  AlignedBuffer<std::uint8_t> buffer(static_cast<std::size_t>(n_pieces * kPieceBytes));
  // Written once: untouched pages would all be the one page of zeros, which stays in the cache.
  pool.run(n_pieces, [&](std::int64_t i, int) {
    std::memset(buffer.data() + i * kPieceBytes, static_cast<int>(i), kPieceBytes);
  });
  std::atomic<std::uint64_t> sink{0};
  double time = std::numeric_limits<double>::infinity();
  for (const int n_streams : {1, 2, 4}) {
    const auto read_all = [&] {
      pool.run(n_pieces, [&](std::int64_t i, int) {
        const std::uint8_t* piece = buffer.data() + i * kPieceBytes;
        sink.fetch_add(kernels.limits->read(piece, kPieceBytes / n_streams, n_streams),
                       std::memory_order_relaxed);
      });
    };
    time = std::min(time, best_seconds(read_all));
  }
  return static_cast<double>(n_pieces * kPieceBytes) / time;
}

std::vector<MultiplyRate> measure_multiply_rates(const KernelTable& kernels, int n_threads) {
  ThreadPool pool(n_threads);
  const std::int64_t n_pieces = static_cast<std::int64_t>(pool.n_threads()) * kMultiplyPieces;
  std::vector<MultiplyRate> rates;
  for (int i = 0; i < kernels.limits->n_multiply; ++i) {
    const MultiplyLoop& loop = kernels.limits->multiply[i];
    std::atomic<std::int64_t> sink{0};
    const double time = best_seconds([&] {
      pool.run(n_pieces, [&](std::int64_t, int) {
        sink.fetch_add(loop.run(kMultiplyIterations / kMultiplyPieces), std::memory_order_relaxed);
      });
    });
    const double multiply_adds = static_cast<double>(n_pieces) * (kMultiplyIterations / kMultiplyPieces) *
                                 static_cast<double>(loop.multiply_adds_per_iteration);
    rates.push_back({loop.name, multiply_adds / time});
  }
  return rates;
}

}  // namespace pyglm
