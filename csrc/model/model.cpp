#include "model/model.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "kernels/kv_q8.h"
#include "model/attention.h"

namespace pyglm {
namespace {

// Row tiles of one work item of a matmul: 32 rows, the panel that the kernels unpack, some 70 kB of q4
// weights at k = 4096: small enough to even out two cores, large enough that taking it costs nothing.
constexpr std::int64_t kItemTiles = 4;

// theta_i = 1 / base^(2i / rotary_dim). The original rounds the power and its inverse to float; at position
// 20000 the difference to rounding once moves logits by 3e-3.
std::vector<float> rope_frequencies(const ModelConfig& config) {
  std::vector<float> theta;
  for (int i = 0; i < config.rotary_dim; i += 2) {
    theta.push_back(
        1.0f / static_cast<float>(std::pow(config.rope_theta, static_cast<double>(i) / config.rotary_dim)));
  }
  return theta;
}

std::int64_t n_items(const Matrix& matrix) {
  return div_up(matrix.n_tiles(), kItemTiles);
}

std::int64_t padded(std::int64_t n_rows) {
  return n_row_tiles(n_rows) * kRowTile;
}

}  // namespace

void ActivationRows::reserve(std::int64_t n_rows, std::int64_t k, int token_tile) {
  k_ = k;
  token_tile_ = token_tile;
  const auto n_groups = static_cast<std::size_t>(div_up(n_rows, token_tile) * token_tile * (k / kGroup));
  floats_.reserve(static_cast<std::size_t>(n_rows * k));
  values_.reserve(n_groups * kGroup);
  biased_.reserve(n_groups * kGroup);
  scales_.reserve(n_groups);
  group_starts_.reserve(n_groups);
}

QuantizedRow ActivationRows::quantized(std::int64_t row) const {
  const std::int64_t group = first_group(row, k_ / kGroup, token_tile_);
  return {values_.data() + group * kGroup, biased_.data() + group * kGroup, scales_.data() + group,
          group_starts_.data() + group, token_tile_};
}

QuantizedRows ActivationRows::quantized() const {
  const QuantizedRow first = quantized(0);
  return {first.values, first.biased, first.scales, first.group_starts};
}

Model::Model(std::shared_ptr<const ModelFile> file, int n_threads, const char* isa)
    : file_(std::move(file)),
      config_(parse_config(file_->metadata("config"), file_->path())),
      weights_(bind_weights(*file_, config_)),
      kernels_(select_kernels(isa)),
      pool_(n_threads),
      rope_theta_(rope_frequencies(config_)),
      attention_(config_, kernels_) {}

void Model::reserve(std::int64_t n_rows) {
  const auto n = static_cast<std::size_t>(n_rows);
  rotation_.reserve(n * static_cast<std::size_t>(config_.rotary_dim));
  hidden_.reserve(n * static_cast<std::size_t>(config_.hidden_size));
  branch_.reserve(n * static_cast<std::size_t>(padded(config_.hidden_size)));
  qkv_.reserve(n * static_cast<std::size_t>(padded(config_.qkv_size())));
  gate_up_.reserve(n * static_cast<std::size_t>(padded(2 * static_cast<std::int64_t>(config_.ffn_size))));
  const int token_tile = kernels_.token_tile(static_cast<int>(n_rows));
  normed_.reserve(n_rows, config_.hidden_size, token_tile);
  attended_.reserve(n_rows, config_.q_size(), token_tile);
  activated_.reserve(n_rows, config_.ffn_size, token_tile);
}

void Model::forward(const std::vector<Span>& spans, const Poll& poll) {
  rows_.clear();
  for (const Span& span : spans) {
    for (std::int64_t t = 0; t < span.n_tokens; ++t) {
      rows_.push_back({&span, span.ids[t], span.past + t, span.start_position + span.past + t});
    }
  }
  reserve(n_rows());
  embed();
  for (int i = 0; i < config_.num_layers; ++i) {
    const LayerWeights& layer = weights_.layers[static_cast<std::size_t>(i)];
    attention_block(layer, i, spans, poll);
    ffn_block(layer, poll);
  }
}

// hidden = embedding of each id; rotation = cosines and sines of each row's position.
void Model::embed() {
  pool_.run(n_rows(), [&](std::int64_t r, int) {
    const Row& row = rows_[static_cast<std::size_t>(r)];
    unpack_row(weights_.embedding, row.id, hidden_.data() + r * config_.hidden_size);
    const float position = static_cast<float>(static_cast<double>(row.rope_position) / config_.rope_scale);
    float* rotation = rotation_.data() + r * config_.rotary_dim;
    for (std::size_t i = 0; i < rope_theta_.size(); ++i) {
      const float angle = position * rope_theta_[i];  // rounded to float, as in the original
      rotation[2 * i] = static_cast<float>(std::cos(static_cast<double>(angle)));
      rotation[2 * i + 1] = static_cast<float>(std::sin(static_cast<double>(angle)));
    }
  });
}

// hidden += attention_output(attention(qkv(norm(hidden))))
void Model::attention_block(const LayerWeights& layer, int index, const std::vector<Span>& spans,
                            const Poll& poll) {
  normalize(layer.attention_norm, layer.query_key);
  project(layer, poll);
  rotate_and_store(layer, index);

  const std::int64_t qkv_stride = padded(config_.qkv_size());
  std::vector<AttentionSpan> attention_spans;
  std::int64_t row = 0;
  for (const Span& span : spans) {
    attention_spans.push_back(
        {span.cache, span.past, span.n_tokens, qkv_.data() + row * qkv_stride, attended_.floats(row)});
    row += span.n_tokens;
  }
  attention_.run(index, attention_spans, qkv_stride, config_.q_size(), &pool_, poll);

  pool_.run(n_rows(), [&](std::int64_t r, int) { quantize(layer.attention_output, r, &attended_); });
  matmul(layer.attention_output, attended_, n_rows(), poll, branch_.data());
  add_branch(layer.attention_output.padded_rows());
}

// qkv = the projections of normed to queries, keys and values
void Model::project(const LayerWeights& layer, const Poll& poll) {
  const std::int64_t qkv_stride = padded(config_.qkv_size()),
                     first_value = config_.q_size() + config_.kv_size();
  const std::int64_t n_query_key_items = n_items(layer.query_key);
  pool_.run(
      n_query_key_items + n_items(layer.value),
      [&](std::int64_t item, int) {
        if (item < n_query_key_items) {
          multiply_tiles(layer.query_key, normed_, n_rows(), item, qkv_.data(), qkv_stride);
        } else {
          multiply_tiles(layer.value, normed_, n_rows(), item - n_query_key_items, qkv_.data() + first_value,
                         qkv_stride);
        }
      },
      poll);
}

// Adds the bias, rotates queries and keys, and puts keys and values into the cache.
void Model::rotate_and_store(const LayerWeights& layer, int index) {
  const std::int64_t dim = config_.head_dim;
  const int n_kv = config_.num_kv_heads, n_rotated = config_.num_heads + n_kv;
  pool_.run(n_rows(), [&](std::int64_t r, int) {
    const Row& row = rows_[static_cast<std::size_t>(r)];
    float* heads = qkv_.data() + r * padded(config_.qkv_size());  // [q heads | k heads | v heads]
    if (layer.qkv_bias != nullptr) kernels_.add(heads, layer.qkv_bias, config_.qkv_size());
    KvCache& cache = *row.span->cache;
    const KvLayout& layout = cache.layout();
    const bool is_q8 = layout.type() == KvType::kQ8;
    if (is_q8) drop_fixed_key_bias(layer, heads);
    for (int h = 0; h < n_rotated; ++h) {
      kernels_.rope(heads + h * dim, rotation_.data() + r * config_.rotary_dim, config_.rotary_dim);
      if (is_q8) spread_key_q8(heads + h * dim, config_.head_dim);
    }
    std::uint8_t* block = cache.mutable_block(row.position / kKvBlock);
    for (int h = 0; h < 2 * n_kv; ++h) {
      layout.store(kernels_, heads + (config_.num_heads + h) * dim, h / n_kv, row.position % kKvBlock,
                   block + layout.offset_bytes(index, h / n_kv, h % n_kv));
    }
  });
}

// Takes the bias off the dimensions of the keys that are not rotated. There it adds the same to all scores of
// a query, which softmax does not see, while it would make the int8 cache's steps coarser: real checkpoints
// have biases far larger than what they are added to.
void Model::drop_fixed_key_bias(const LayerWeights& layer, float* heads) const {
  if (layer.qkv_bias == nullptr) return;
  for (int h = config_.num_heads; h < config_.num_heads + config_.num_kv_heads; ++h) {
    for (int i = config_.rotary_dim; i < config_.head_dim; ++i) {
      heads[h * config_.head_dim + i] -= layer.qkv_bias[h * config_.head_dim + i];
    }
  }
}

// hidden += down(silu(gate(norm(hidden))) * up(norm(hidden)))
void Model::ffn_block(const LayerWeights& layer, const Poll& poll) {
  normalize(layer.ffn_norm, layer.gate_up);
  matmul(layer.gate_up, normed_, n_rows(), poll, gate_up_.data());
  pool_.run(n_rows(), [&](std::int64_t r, int) {
    const float* gate = gate_up_.data() + r * layer.gate_up.padded_rows();
    kernels_.swiglu(gate, gate + config_.ffn_size, config_.ffn_size, activated_.floats(r));
    quantize(layer.down, r, &activated_);
  });
  matmul(layer.down, activated_, n_rows(), poll, branch_.data());
  add_branch(layer.down.padded_rows());
}

void Model::add_branch(std::int64_t stride) {
  pool_.run(n_rows(), [&](std::int64_t r, int) {
    kernels_.add(hidden_.data() + r * config_.hidden_size, branch_.data() + r * stride, config_.hidden_size);
  });
}

// normed = RMSNorm(hidden) * weight, in the form that consumer reads.
void Model::normalize(const float* weight, const Matrix& consumer) {
  pool_.run(n_rows(), [&](std::int64_t r, int) {
    kernels_.rms_norm(hidden_.data() + r * config_.hidden_size, weight, static_cast<float>(config_.norm_eps),
                      config_.hidden_size, normed_.floats(r));
    quantize(consumer, r, &normed_);
  });
}

// Quantizes one row of floats where consumer's weights are quantized.
void Model::quantize(const Matrix& consumer, std::int64_t row, ActivationRows* rows) {
  if (consumer.type == WeightType::kF16) return;
  kernels_.quantize_activations(rows->floats(row), consumer.k, rows->quantized(row));
}

// y = matrix x for the first n rows of x; y: [n][padded rows of the matrix]
void Model::matmul(const Matrix& matrix, const ActivationRows& x, std::int64_t n, const Poll& poll,
                   float* y) {
  pool_.run(
      n_items(matrix),
      [&](std::int64_t item, int) { multiply_tiles(matrix, x, n, item, y, matrix.padded_rows()); }, poll);
}

// One work item of a matmul: kItemTiles row tiles for all n rows of x.
void Model::multiply_tiles(const Matrix& matrix, const ActivationRows& x, std::int64_t n, std::int64_t item,
                           float* y, std::int64_t y_stride) const {
  const std::int64_t begin = item * kItemTiles, end = std::min(begin + kItemTiles, matrix.n_tiles());
  const int n_tokens = static_cast<int>(n);
  if (matrix.type == WeightType::kF16) {
    const auto* values = reinterpret_cast<const std::uint16_t*>(matrix.codes);
    kernels_.matmul_f32_f16({values, x.floats(0), y, y_stride, matrix.k, n_tokens, begin, end});
    return;
  }
  const auto kernel = matrix.type == WeightType::kQ8 ? kernels_.matmul_q8_q8 : kernels_.matmul_q8_q4;
  kernel({matrix.codes, matrix.scales, matrix.row_scales, x.quantized(), y, y_stride, matrix.k, n_tokens,
          begin, end});
}

void Model::multiply_all(const Poll& poll) {
  if (rows_.empty()) throw ArgumentError("expected a pass before the products alone; call step() first");
  reserve(n_rows());
  for (const LayerWeights& layer : weights_.layers) {
    project(layer, poll);
    matmul(layer.attention_output, attended_, n_rows(), poll, branch_.data());
    matmul(layer.gate_up, normed_, n_rows(), poll, gate_up_.data());
    matmul(layer.down, activated_, n_rows(), poll, branch_.data());
  }
  normed_.reserve(1, config_.hidden_size, kernels_.token_tile(1));
  logits_.reserve(static_cast<std::size_t>(weights_.output.padded_rows()));
  matmul(weights_.output, normed_, 1, poll, logits_.data());
}

void Model::logits(const std::vector<std::int64_t>& rows, const Poll& poll, float* out) {
  const std::int64_t n = static_cast<std::int64_t>(rows.size()), stride = weights_.output.padded_rows();
  if (n == 0) return;
  const float eps = static_cast<float>(config_.norm_eps);
  normed_.reserve(n, config_.hidden_size, kernels_.token_tile(static_cast<int>(n)));
  pool_.run(n, [&](std::int64_t i, int) {
    const float* hidden = hidden_.data() + rows[static_cast<std::size_t>(i)] * config_.hidden_size;
    kernels_.rms_norm(hidden, weights_.final_norm, eps, config_.hidden_size, normed_.floats(i));
    quantize(weights_.output, i, &normed_);
  });
  if (stride == config_.vocab_size) {
    matmul(weights_.output, normed_, n, poll, out);
    return;
  }
  logits_.reserve(static_cast<std::size_t>(n * stride));
  matmul(weights_.output, normed_, n, poll, logits_.data());
  for (std::int64_t i = 0; i < n; ++i)
    std::copy_n(logits_.data() + i * stride, config_.vocab_size, out + i * config_.vocab_size);
}

}  // namespace pyglm
