#include "model/attention.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pyglm {
namespace {

// Query rows of a tile: 64 rows of queries, accumulators and scores (80 kB at head_dim 128) stay in the
// second-level cache while each key and value block is used 64 times.
constexpr int kTileRows = 64;

}  // namespace

std::int64_t Attention::max_rows() const {
  return std::max(kTileRows, config_.heads_per_kv_head());
}

Attention::State Attention::state_at(float* floats) const {
  return {floats, floats + max_rows(), floats + 2 * max_rows()};
}

std::vector<Attention::Tile> Attention::make_tiles(const std::vector<AttentionSpan>& spans) const {
  const std::int64_t tile_tokens = std::max(1, kTileRows / config_.heads_per_kv_head());
  std::vector<Tile> tiles;
  for (const AttentionSpan& span : spans) {
    for (std::int64_t first = 0; first < span.n_tokens; first += tile_tokens) {
      const std::int64_t n = std::min(tile_tokens, span.n_tokens - first);
      const std::int64_t n_chunks = div_up(span.past + first + n, kContextChunk);
      for (int head = 0; head < config_.num_kv_heads; ++head)
        tiles.push_back({&span, head, first, n, n_chunks, 0});
    }
  }
  return tiles;
}

void Attention::run(int layer, const std::vector<AttentionSpan>& spans, std::int64_t q_stride,
                    std::int64_t out_stride, ThreadPool* pool, const std::function<void()>& poll) {
  std::vector<Tile> tiles = make_tiles(spans);
  const std::int64_t n_tiles = static_cast<std::int64_t>(tiles.size());
  const std::int64_t query_floats = max_rows() * config_.head_dim,
                     score_floats = max_rows() * kAttendQ8Scratch;
  const std::int64_t scratch_floats = query_floats + score_floats + 2 * state_floats();
  scratch_.reserve(static_cast<std::size_t>(pool->n_threads() * scratch_floats));
  const auto thread_scratch = [&](int thread) { return scratch_.data() + thread * scratch_floats; };
  const auto thread_states = [&](int thread) { return thread_scratch(thread) + query_floats + score_floats; };

  // Few tiles over a long context, as in decoding: the chunks are separate work items and are merged
  // afterwards.
  std::int64_t n_chunks = 0;
  for (Tile& tile : tiles) {
    tile.first_state = n_chunks;
    n_chunks += tile.n_chunks;
  }
  if (n_chunks > n_tiles && n_tiles < 4 * pool->n_threads()) {
    states_.reserve(static_cast<std::size_t>(n_chunks * state_floats()));
    const auto tile_of = [&](std::int64_t item) {
      return *std::prev(
          std::upper_bound(tiles.begin(), tiles.end(), item,
                           [](std::int64_t i, const Tile& tile) { return i < tile.first_state; }));
    };
    const auto chunk_state = [&](std::int64_t item) {
      return state_at(states_.data() + item * state_floats());
    };
    pool->run(
        n_chunks,
        [&](std::int64_t item, int thread) {
          const Tile tile = tile_of(item);
          attend_chunk(layer, tile, q_stride, item - tile.first_state, thread_scratch(thread),
                       chunk_state(item));
        },
        poll);
    for (const Tile& tile : tiles) {
      const State total = chunk_state(tile.first_state);
      for (std::int64_t c = 1; c < tile.n_chunks; ++c) merge(tile, chunk_state(tile.first_state + c), total);
      write_output(tile, total, out_stride);
    }
    return;
  }
  pool->run(
      n_tiles,
      [&](std::int64_t item, int thread) {
        // The last tiles see the most context: taken first, they leave small pieces for the end.
        const Tile& tile = tiles[static_cast<std::size_t>(n_tiles - 1 - item)];
        const State total = state_at(thread_states(thread));
        const State part = state_at(thread_states(thread) + state_floats());
        attend_chunk(layer, tile, q_stride, 0, thread_scratch(thread), total);
        for (std::int64_t c = 1; c < tile.n_chunks; ++c) {
          attend_chunk(layer, tile, q_stride, c, thread_scratch(thread), part);
          merge(tile, part, total);
        }
        write_output(tile, total, out_stride);
      },
      poll);
}

// The tile's softmax state over positions [chunk * kContextChunk, ...) alone. scratch: queries, then scores.
void Attention::attend_chunk(int layer, const Tile& tile, std::int64_t q_stride, std::int64_t chunk,
                             float* scratch, const State& state) const {
  const int heads = config_.heads_per_kv_head(), dim = config_.head_dim;
  const std::int64_t n_rows = tile.n_tokens * heads;
  scale_queries(tile, q_stride, scratch);
  std::fill_n(state.row_max, n_rows, -std::numeric_limits<float>::infinity());
  std::fill_n(state.row_sum, n_rows, 0.0f);
  std::fill_n(state.acc, n_rows * dim, 0.0f);

  const std::int64_t first_position = tile.span->past + tile.first_token;  // of the tile's first token
  const std::int64_t end = std::min((chunk + 1) * kContextChunk, first_position + tile.n_tokens);
  std::vector<std::int32_t> n_visible(static_cast<std::size_t>(n_rows));
  for (std::int64_t begin = chunk * kContextChunk; begin < end; begin += kKvBlock) {
    for (std::int64_t row = 0; row < n_rows; ++row) {
      const std::int64_t visible = first_position + row / heads + 1 - begin;
      n_visible[static_cast<std::size_t>(row)] =
          static_cast<std::int32_t>(std::clamp<std::int64_t>(visible, 0, kKvBlock));
    }
    attend_block(layer, tile, begin / kKvBlock, n_visible, scratch, state);
  }
}

// The tile's queries times 1 / sqrt(head_dim): floats, or the codes and then the scales that attend_q8 reads.
void Attention::scale_queries(const Tile& tile, std::int64_t q_stride, float* queries) const {
  const int heads = config_.heads_per_kv_head(), dim = config_.head_dim;
  const std::int64_t token_floats = static_cast<std::int64_t>(heads) * dim;
  const float scale = 1.0f / std::sqrt(static_cast<float>(dim));
  for (std::int64_t t = 0; t < tile.n_tokens; ++t) {
    const float* q = tile.span->q + (tile.first_token + t) * q_stride + tile.kv_head * token_floats;
    if (tile.span->cache->layout().type() == KvType::kQ8) {
      kernels_.quantize_queries(q, heads, dim, scale,
                                reinterpret_cast<std::int16_t*>(queries) + t * token_floats,
                                query_scales(queries) + t * heads);
    } else {
      for (std::int64_t i = 0; i < token_floats; ++i) queries[t * token_floats + i] = q[i] * scale;
    }
  }
}

// Takes one block of the cache into the tile's state. n_visible: of its positions, for each row.
void Attention::attend_block(int layer, const Tile& tile, std::int64_t block,
                             const std::vector<std::int32_t>& n_visible, float* scratch,
                             const State& state) const {
  const KvCache& cache = *tile.span->cache;
  const std::uint8_t* data = cache.block(block);
  const std::uint8_t* k = data + cache.layout().offset_bytes(layer, 0, tile.kv_head);
  const std::uint8_t* v = data + cache.layout().offset_bytes(layer, 1, tile.kv_head);
  float* scores = scratch + max_rows() * config_.head_dim;
  const int n_rows = static_cast<int>(n_visible.size()), dim = config_.head_dim;
  if (cache.layout().type() == KvType::kQ8) {
    kernels_.attend_q8({reinterpret_cast<const std::int16_t*>(scratch), query_scales(scratch), k, v,
                        n_visible.data(), state.row_max, state.row_sum, state.acc, scores, n_rows, dim});
    return;
  }
  const auto attend = cache.layout().type() == KvType::kF32 ? kernels_.attend_f32 : kernels_.attend_f16;
  const int n_positions = *std::max_element(n_visible.begin(), n_visible.end());
  attend({scratch, k, v, n_visible.data(), state.row_max, state.row_sum, state.acc, scores, n_rows,
          n_positions, dim});
}

// Adds one chunk's state to another's. A chunk that a row does not see has the maximum -inf and changes
// nothing.
void Attention::merge(const Tile& tile, const State& from, const State& into) const {
  const std::int64_t dim = config_.head_dim;
  for (std::int64_t row = 0; row < tile.n_tokens * config_.heads_per_kv_head(); ++row) {
    if (from.row_max[row] == -std::numeric_limits<float>::infinity()) continue;
    const float top = std::max(from.row_max[row], into.row_max[row]);
    const float from_factor = std::exp(from.row_max[row] - top),
                into_factor = std::exp(into.row_max[row] - top);
    into.row_max[row] = top;
    into.row_sum[row] = into.row_sum[row] * into_factor + from.row_sum[row] * from_factor;
    for (std::int64_t i = row * dim; i < (row + 1) * dim; ++i) {
      into.acc[i] = into.acc[i] * into_factor + from.acc[i] * from_factor;
    }
  }
}

void Attention::write_output(const Tile& tile, const State& state, std::int64_t out_stride) const {
  const std::int64_t dim = config_.head_dim, heads = config_.heads_per_kv_head();
  for (std::int64_t row = 0; row < tile.n_tokens * heads; ++row) {
    const float factor = 1.0f / state.row_sum[row];
    float* out = tile.span->out + (tile.first_token + row / heads) * out_stride +
                 (tile.kv_head * heads + row % heads) * dim;
    for (std::int64_t i = 0; i < dim; ++i) out[i] = state.acc[row * dim + i] * factor;
  }
}

}  // namespace pyglm
