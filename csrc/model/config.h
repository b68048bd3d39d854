#pragma once

#include <cstdint>
#include <string>

namespace pyglm {

// The network's sizes. pyglm.config.ModelConfig is the same in Python and says how a checkpoint's config maps
// to it.
struct ModelConfig {
  int num_layers;
  int hidden_size;
  int num_heads;     // query heads
  int num_kv_heads;  // query head h reads kv head h / (num_heads / num_kv_heads)
  int head_dim;
  int ffn_size;
  int vocab_size;  // rows of the embedding and the output layer, padding included
  int seq_length;  // positions the model was trained for
  int rotary_dim;  // leading dimensions of a head that turn
  double rope_theta;
  double rope_scale;  // positions are divided by it
  double norm_eps;
  bool qkv_bias;

  int heads_per_kv_head() const { return num_heads / num_kv_heads; }
  int q_size() const { return num_heads * head_dim; }
  int kv_size() const { return num_kv_heads * head_dim; }
  int qkv_size() const { return q_size() + 2 * kv_size(); }
};

// Reads the JSON object "config" of a model file; where names the file in messages. Throws FileFormatError.
ModelConfig parse_config(const std::string& json, const std::string& where);

}  // namespace pyglm
