// The network: token ids to logits. Reads like the paper; kernels do the arithmetic, the pool shares it out.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "base/aligned_buffer.h"
#include "base/thread_pool.h"
#include "file/model_file.h"
#include "kernels/kernels.h"
#include "model/attention.h"
#include "model/config.h"
#include "model/kv_cache.h"
#include "model/weights.h"

namespace pyglm {

// Most rows of one forward pass; longer prompts take several. A row needs 290 kB of activations at
// ChatGLM3-6B's sizes (floats of gate and up alone 107 kB), so a pass 150 MB, and it reads the weights once
// for all its rows.
constexpr int kMaxPassRows = 512;

// Consecutive new tokens of one sequence within a pass.
struct Span {
  KvCache* cache;           // prepared for writing [past, past + n_tokens)
  const std::int32_t* ids;  // [n_tokens], each in [0, vocab_size)
  std::int64_t n_tokens;
  std::int64_t past;            // tokens that the cache holds before these
  std::int64_t start_position;  // rope position of the cache's first token
};

// Called between pieces of work on the calling thread; it stops the pass by throwing.
using Poll = std::function<void()>;

// Rows of activations as a matmul reads them: floats for f16 weights, quantized for q8 and q4.
class ActivationRows {
 public:
  void reserve(std::int64_t n_rows, std::int64_t k);
  float* floats(std::int64_t row) const { return floats_.data() + row * k_; }
  QuantizedRow quantized(std::int64_t row) const;
  QuantizedRows quantized() const;

 private:
  std::int64_t k_ = 0;
  AlignedBuffer<float> floats_;
  AlignedBuffer<std::int8_t> values_;
  AlignedBuffer<std::uint8_t> biased_;
  AlignedBuffer<float> scales_;
  AlignedBuffer<std::int32_t> group_sums_;
};

// Weights are read-only; the activations of a pass are the model's own, so one pass runs at a time: hold
// mutex() while calling forward() and logits() and while changing any cache that a pass may use.
class Model {
 public:
  // n_threads as for ThreadPool, isa as for select_kernels().
  Model(std::shared_ptr<const ModelFile> file, int n_threads, const char* isa);

  const ModelConfig& config() const { return config_; }
  const Weights& weights() const { return weights_; }
  const KernelTable& kernels() const { return kernels_; }
  int n_threads() const { return pool_.n_threads(); }
  std::mutex& mutex() { return mutex_; }

  // Runs the layers over all spans, at most kMaxPassRows rows together, and writes their keys and values.
  void forward(const std::vector<Span>& spans, const Poll& poll);

  // Logits of `rows` of the last pass (counted over its spans) -> out [rows.size()][vocab_size].
  void logits(const std::vector<std::int64_t>& rows, const Poll& poll, float* out);

 private:
  struct Row {
    const Span* span;
    std::int32_t id;
    std::int64_t position;       // in the cache
    std::int64_t rope_position;  // before scaling
  };

  std::int64_t n_rows() const { return static_cast<std::int64_t>(rows_.size()); }
  void reserve(std::int64_t n_rows);
  void embed();
  void attention_block(const LayerWeights& layer, int index, const std::vector<Span>& spans,
                       const Poll& poll);
  void rotate_and_store(const LayerWeights& layer, int index);
  void ffn_block(const LayerWeights& layer, const Poll& poll);
  void add_branch(std::int64_t stride);
  void normalize(const float* weight, const Matrix& consumer);
  void quantize(const Matrix& consumer, std::int64_t row, ActivationRows* rows);
  void matmul(const Matrix& matrix, const ActivationRows& x, std::int64_t n_rows, const Poll& poll, float* y);
  void multiply_tiles(const Matrix& matrix, const ActivationRows& x, std::int64_t n_rows, std::int64_t item,
                      float* y, std::int64_t y_stride) const;

  std::shared_ptr<const ModelFile> file_;
  ModelConfig config_;
  Weights weights_;
  const KernelTable& kernels_;
  ThreadPool pool_;
  std::mutex mutex_;

  // One pass's activations; R = number of rows. Outputs of matmuls have whole row tiles as their stride.
  std::vector<Row> rows_;          // [R]
  std::vector<float> rope_theta_;  // [rotary_dim / 2] radians a position
  AlignedBuffer<float> rotation_;  // [R][rotary_dim] pairs (cos, sin)
  AlignedBuffer<float> hidden_;    // [R][hidden_size] the residual stream
  AlignedBuffer<float> branch_;    // [R][padded hidden_size] what a block adds to it
  AlignedBuffer<float> qkv_;       // [R][padded qkv_size]
  AlignedBuffer<float> gate_up_;   // [R][padded 2 * ffn_size]
  AlignedBuffer<float> logits_;    // [n][padded vocab_size]
  ActivationRows normed_;          // [R][hidden_size]
  ActivationRows attended_;        // [R][q_size]
  ActivationRows activated_;       // [R][ffn_size]
  Attention attention_;
};

}  // namespace pyglm
