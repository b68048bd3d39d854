#include "model/weights.h"

#include <set>
#include <string>

#include "base/error.h"
#include "base/half.h"

namespace pyglm {
namespace {

// Hands out tensors and remembers which.
class Binder {
 public:
  explicit Binder(const ModelFile& file) : file_(file) {}

  const float* vector(const std::string& name, std::int64_t n) {
    return reinterpret_cast<const float*>(tensor(name, "F32", {n}));
  }

  Matrix matrix(const std::string& name, std::int64_t n_rows, std::int64_t k) {
    Matrix m{};
    m.n_rows = n_rows;
    m.k = k;
    const std::int64_t n_tiles = m.n_tiles(), n_groups = k / kGroup;
    if (file_.tensors().count(name + ".f16") != 0) {
      m.type = WeightType::kF16;
      m.codes = tensor(name + ".f16", "F16", {n_tiles, k, kRowTile});
      return m;
    }
    if (file_.tensors().count(name + ".q8") != 0) {
      m.type = WeightType::kQ8;
      m.codes = tensor(name + ".q8", "I8", {n_tiles, n_groups, 8, 32});
    } else if (file_.tensors().count(name + ".q4") != 0) {
      m.type = WeightType::kQ4;
      m.codes = tensor(name + ".q4", "U8", {n_tiles, n_groups, 4, 32});
    } else {
      throw FileFormatError(file_.path() + " has no matrix " + name + " (" + name + ".f16, .q8 or .q4)");
    }
    m.scales =
        reinterpret_cast<const std::int8_t*>(tensor(name + ".scales", "I8", {n_tiles, n_groups, kRowTile}));
    m.row_scales = vector(name + ".row_scales", n_tiles * kRowTile);
    return m;
  }

  // A tensor that nobody took means that the config is another network's.
  void check_all_bound() const {
    for (const auto& [name, view] : file_.tensors()) {
      if (bound_.count(name) != 0 || name == "tokenizer" || name.rfind("padding.", 0) == 0) continue;
      throw FileFormatError(file_.path() + ": tensor " + name +
                            " has no place in the network that the config describes; the file is damaged");
    }
  }

 private:
  const std::uint8_t* tensor(const std::string& name, const std::string& dtype,
                             const std::vector<std::int64_t>& shape) {
    bound_.insert(name);
    return file_.tensor(name, dtype, shape);
  }

  const ModelFile& file_;
  std::set<std::string> bound_;
};

}  // namespace

std::int64_t Matrix::size_bytes() const {
  const std::int64_t codes_bytes = n_tiles() * tile_code_bytes(type, k);
  if (type == WeightType::kF16) return codes_bytes;
  return codes_bytes + n_tiles() * tile_scale_bytes(k) +
         padded_rows() * static_cast<std::int64_t>(sizeof(float));
}

std::int64_t Weights::matmul_bytes() const {
  std::int64_t total = output.size_bytes();
  for (const LayerWeights& l : layers) {
    for (const Matrix* m : {&l.query_key, &l.value, &l.attention_output, &l.gate_up, &l.down})
      total += m->size_bytes();
  }
  return total;
}

std::int64_t Weights::matmul_elements() const {
  std::int64_t total = output.n_rows * output.k;
  for (const LayerWeights& l : layers) {
    for (const Matrix* m : {&l.query_key, &l.value, &l.attention_output, &l.gate_up, &l.down})
      total += m->n_rows * m->k;
  }
  return total;
}

Weights bind_weights(const ModelFile& file, const ModelConfig& config) {
  const std::int64_t hidden = config.hidden_size;
  Binder binder(file);
  Weights w{};
  w.embedding = binder.matrix("embedding", config.vocab_size, hidden);
  for (int i = 0; i < config.num_layers; ++i) {
    const std::string layer = "layers." + std::to_string(i) + ".";
    LayerWeights l{};
    l.attention_norm = binder.vector(layer + "attention_norm", hidden);
    l.query_key = binder.matrix(layer + "query_key", config.q_size() + config.kv_size(), hidden);
    l.value = binder.matrix(layer + "value", config.kv_size(), hidden);
    if ((l.query_key.type == WeightType::kF16) != (l.value.type == WeightType::kF16)) {
      throw FileFormatError(file.path() + ": " + layer + "query_key and " + layer +
                            "value must both be f16 or both quantized");
    }
    l.qkv_bias = config.qkv_bias ? binder.vector(layer + "qkv_bias", config.qkv_size()) : nullptr;
    l.attention_output = binder.matrix(layer + "attention_output", hidden, config.q_size());
    l.ffn_norm = binder.vector(layer + "ffn_norm", hidden);
    l.gate_up = binder.matrix(layer + "gate_up", 2 * static_cast<std::int64_t>(config.ffn_size), hidden);
    l.down = binder.matrix(layer + "down", hidden, config.ffn_size);
    w.layers.push_back(l);
  }
  w.final_norm = binder.vector("final_norm", hidden);
  w.output = binder.matrix("output", config.vocab_size, hidden);
  binder.check_all_bound();
  return w;
}

void unpack_row(const Matrix& m, std::int64_t row, float* out) {
  const std::int64_t tile = row / kRowTile, r = row % kRowTile;
  const std::uint8_t* codes = m.codes + tile * tile_code_bytes(m.type, m.k);
  if (m.type == WeightType::kF16) {
    const auto* values = reinterpret_cast<const std::uint16_t*>(codes);
    for (std::int64_t k = 0; k < m.k; ++k) out[k] = half_to_float(values[k * kRowTile + r]);
    return;
  }
  const std::int8_t* scales = m.scales + tile * tile_scale_bytes(m.k);
  for (std::int64_t k = 0; k < m.k; ++k) {
    const std::int64_t group = k / kGroup, chunk = k % kGroup / 4, j = k % 4;
    int code;
    if (m.type == WeightType::kQ8) {
      code = static_cast<std::int8_t>(codes[(group * 8 + chunk) * 32 + 4 * r + j]);
    } else {
      const std::uint8_t two_codes = codes[(group * 4 + chunk / 2) * 32 + 4 * r + j];
      code = (chunk % 2 == 0 ? two_codes & 15 : two_codes >> 4) - 8;
    }
    out[k] = static_cast<float>(code * scales[group * kRowTile + r]) * m.row_scales[row];
  }
}

}  // namespace pyglm
