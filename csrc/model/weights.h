// Views of a model file's tensors, bound to their roles. docs/format.md lists the names.
#pragma once

#include <cstdint>
#include <vector>

#include "file/model_file.h"
#include "kernels/layout.h"
#include "model/config.h"

namespace pyglm {

// A packed [n_rows][k] matrix; kernels/layout.h describes the arrays.
struct Matrix {
  WeightType type;
  std::int64_t n_rows;
  std::int64_t k;
  const std::uint8_t* codes;  // f16 values, q8 or q4 codes
  const std::int8_t* scales;  // q8, q4
  const float* row_scales;    // q8, q4

  std::int64_t n_tiles() const { return n_row_tiles(n_rows); }
  std::int64_t padded_rows() const { return n_tiles() * kRowTile; }
  std::int64_t size_bytes() const;
};

struct LayerWeights {
  const float* attention_norm;  // [hidden_size]
  Matrix query_key;             // rows [q heads | k heads]
  Matrix value;                 // [kv_size][hidden_size]: apart, since it may be of a finer type
  const float* qkv_bias;        // [qkv_size], null without
  Matrix attention_output;      // [hidden_size][q_size]
  const float* ffn_norm;        // [hidden_size]
  Matrix gate_up;               // rows [gate | up]
  Matrix down;                  // [hidden_size][ffn_size]
};

struct Weights {
  Matrix embedding;  // [vocab_size][hidden_size]
  std::vector<LayerWeights> layers;
  const float* final_norm;  // [hidden_size]
  Matrix output;            // [vocab_size][hidden_size]

  // Over all matrices that one token is multiplied with (the embedding is only looked up).
  std::int64_t matmul_bytes() const;
  std::int64_t matmul_elements() const;
};

// Throws FileFormatError that names a tensor that is missing, misshapen, or without a role under this config.
Weights bind_weights(const ModelFile& file, const ModelConfig& config);

// Row `row` of a matrix as floats: the embedding of one token. out: [k]
void unpack_row(const Matrix& matrix, std::int64_t row, float* out);

}  // namespace pyglm
