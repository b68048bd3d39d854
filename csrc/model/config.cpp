#include "model/config.h"

#include "base/error.h"
#include "file/json.h"
#include "kernels/layout.h"

namespace pyglm {
namespace {

constexpr std::int64_t kMaxSize = 1 << 24;  // far above any model; products of two sizes stay far below 2^63

[[noreturn]] void fail(const std::string& where, const std::string& what) {
  throw FileFormatError(where + ": config: " + what);
}

class Fields {
 public:
  Fields(const Json& json, const std::string& where)
      : where_(where), object_(json.as_object(where + ": config")) {}

  const Json& get(const char* key) const {
    const auto found = object_.find(key);
    if (found == object_.end()) fail(where_, std::string("\"") + key + "\" is missing");
    return found->second;
  }
  int size(const char* key) const {
    const std::int64_t value = get(key).as_count(label(key));
    if (value < 1 || value > kMaxSize) {
      fail(where_, std::string(key) + " must be from 1 to " + std::to_string(kMaxSize) + ", found " +
                       std::to_string(value));
    }
    return static_cast<int>(value);
  }
  double positive(const char* key) const {
    const double value = get(key).as_number(label(key));
    if (!(value > 0)) fail(where_, std::string(key) + " must be above 0, found " + std::to_string(value));
    return value;
  }
  bool boolean(const char* key) const { return get(key).as_bool(label(key)); }

 private:
  std::string label(const char* key) const { return where_ + ": config." + key; }

  const std::string& where_;
  const std::map<std::string, Json>& object_;
};

void check_multiple(int value, int of, const char* name, const std::string& where) {
  if (value % of != 0) {
    fail(where, std::string(name) + " must be a multiple of " + std::to_string(of) + ", found " +
                    std::to_string(value));
  }
}

}  // namespace

ModelConfig parse_config(const std::string& json, const std::string& where) {
  const Json document = Json::parse(json, "the config of " + where);
  const Fields fields(document, where);
  ModelConfig c{};
  c.num_layers = fields.size("num_layers");
  c.hidden_size = fields.size("hidden_size");
  c.num_heads = fields.size("num_heads");
  c.num_kv_heads = fields.size("num_kv_heads");
  c.head_dim = fields.size("head_dim");
  c.ffn_size = fields.size("ffn_size");
  c.vocab_size = fields.size("vocab_size");
  c.seq_length = fields.size("seq_length");
  c.rotary_dim = fields.size("rotary_dim");
  c.rope_theta = fields.positive("rope_theta");
  c.rope_scale = fields.positive("rope_scale");
  c.norm_eps = fields.positive("norm_eps");
  c.qkv_bias = fields.boolean("qkv_bias");
  check_multiple(c.hidden_size, kGroup, "hidden_size", where);
  check_multiple(c.ffn_size, kGroup, "ffn_size", where);
  check_multiple(c.head_dim, kRowTile, "head_dim", where);
  check_multiple(c.rotary_dim, 2, "rotary_dim", where);
  check_multiple(c.num_heads, c.num_kv_heads, "num_heads", where);
  if (static_cast<std::int64_t>(c.num_heads) * c.head_dim > kMaxSize)
    fail(where, "num_heads * head_dim is too large");
  check_multiple(c.q_size(), kGroup, "num_heads * head_dim", where);
  if (c.rotary_dim > c.head_dim) fail(where, "rotary_dim must be at most head_dim");
  return c;
}

}  // namespace pyglm
