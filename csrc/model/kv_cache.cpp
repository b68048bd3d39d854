#include "model/kv_cache.h"

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "kernels/kv_q8.h"

namespace pyglm {

KvType parse_kv_type(const std::string& name) {
  if (name == "f32") return KvType::kF32;
  if (name == "f16") return KvType::kF16;
  if (name == "q8") return KvType::kQ8;
  throw ArgumentError("kv_type must be \"q8\", \"f16\" or \"f32\", found \"" + name + "\"");
}

const char* kv_type_name(KvType type) {
  return type == KvType::kF32 ? "f32" : type == KvType::kF16 ? "f16" : "q8";
}

KvLayout::KvLayout(const ModelConfig& config, KvType type)
    : type_(type),
      num_layers_(config.num_layers),
      num_kv_heads_(config.num_kv_heads),
      head_dim_(config.head_dim),
      key_bytes_(type == KvType::kQ8 ? kv_q8_key_bytes(config.head_dim)
                                     : kKvBlock * head_dim_ * (type == KvType::kF32 ? 4 : 2)),
      value_bytes_(type == KvType::kQ8 ? kv_q8_value_bytes(config.head_dim) : key_bytes_) {}

void KvLayout::store(const KernelTable& kernels, const float* x, int which, std::int64_t position,
                     std::uint8_t* part) const {
  if (type_ == KvType::kQ8) {
    const auto store_q8 = which == 0 ? store_key_q8 : store_value_q8;
    store_q8(x, static_cast<int>(head_dim_), static_cast<int>(position), part);
  } else if (type_ == KvType::kF16) {
    kernels.f32_to_f16(x, head_dim_, reinterpret_cast<std::uint16_t*>(part) + position * head_dim_);
  } else {
    std::copy_n(x, head_dim_, reinterpret_cast<float*>(part) + position * head_dim_);
  }
}

void KvCache::prepare_write(std::int64_t begin, std::int64_t end) {
  if (begin >= end) return;
  const std::size_t size = static_cast<std::size_t>(layout_.block_bytes());
  const std::size_t first = static_cast<std::size_t>(begin / kKvBlock);
  const std::size_t count = static_cast<std::size_t>(div_up(end, kKvBlock));
  for (std::size_t i = first; i < std::min(count, blocks_.size()); ++i) {
    if (blocks_[i].use_count() == 1 && !blocks_[i]->is_foreign()) continue;
    auto copy = std::make_shared<Block>(size);
    std::memcpy(copy->data(), blocks_[i]->data(), size);
    blocks_[i] = std::move(copy);
  }
  while (blocks_.size() < count) blocks_.push_back(std::make_shared<Block>(size));
}

void KvCache::append_foreign(const std::uint8_t* data, std::shared_ptr<void> owner) {
  blocks_.push_back(std::make_shared<Block>(data, std::move(owner)));
}

void KvCache::truncate(std::int64_t n) {
  const std::size_t count = static_cast<std::size_t>(div_up(n, kKvBlock));
  if (count < blocks_.size()) blocks_.resize(count);
}

}  // namespace pyglm
