// Causal attention of one layer over a paged cache, without a score matrix: memory stays O(block).
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/aligned_buffer.h"
#include "base/thread_pool.h"
#include "kernels/kernels.h"
#include "model/config.h"
#include "model/kv_cache.h"

namespace pyglm {

// Positions whose softmax state is computed apart and merged in order of position. The partition is by
// position alone, so a row's bits do not depend on how the work is shared out. A multiple of kKvBlock.
constexpr std::int64_t kContextChunk = 1024;

// Queries of consecutive tokens of one sequence; their keys and values are in the cache already.
struct AttentionSpan {
  const KvCache* cache;
  std::int64_t past;  // tokens in the cache before these
  std::int64_t n_tokens;
  const float* q;  // [n_tokens][q_stride]: num_heads heads of head_dim, rotated, not yet scaled
  float* out;      // [n_tokens][out_stride]
};

class Attention {
 public:
  Attention(const ModelConfig& config, const KernelTable& kernels) : config_(config), kernels_(kernels) {}

  void run(int layer, const std::vector<AttentionSpan>& spans, std::int64_t q_stride, std::int64_t out_stride,
           ThreadPool* pool, const std::function<void()>& poll);

 private:
  // The query heads of one kv head for a few tokens: the rows that read each key and value block together.
  struct Tile {
    const AttentionSpan* span;
    int kv_head;
    std::int64_t first_token;
    std::int64_t n_tokens;
    std::int64_t n_chunks;     // chunks of the context that the tile's last token sees
    std::int64_t first_state;  // where its chunks' states begin, when they are separate work items
  };
  // Softmax state of a tile over one or more chunks.
  struct State {
    float* row_max;  // [n_rows]
    float* row_sum;  // [n_rows]
    float* acc;      // [n_rows][head_dim]
  };

  std::vector<Tile> make_tiles(const std::vector<AttentionSpan>& spans) const;
  std::int64_t max_rows() const;
  std::int64_t state_floats() const { return max_rows() * (2 + config_.head_dim); }
  State state_at(float* floats) const;
  void attend_chunk(int layer, const Tile& tile, std::int64_t q_stride, std::int64_t chunk, float* scratch,
                    const State& state) const;
  void scale_queries(const Tile& tile, std::int64_t q_stride, float* queries) const;
  void attend_block(int layer, const Tile& tile, std::int64_t block,
                    const std::vector<std::int32_t>& n_visible, float* scratch, const State& state) const;
  // Where the scales of int16 queries lie: behind their codes, in the room of as many floats.
  float* query_scales(float* queries) const { return queries + max_rows() * config_.head_dim / 2; }
  void merge(const Tile& tile, const State& from, const State& into) const;
  void write_output(const Tile& tile, const State& state, std::int64_t out_stride) const;

  const ModelConfig& config_;
  const KernelTable& kernels_;
  AlignedBuffer<float> scratch_;  // [n_threads]: queries, scores, two states
  AlignedBuffer<float> states_;   // [chunks that are separate work items]
};

}  // namespace pyglm
