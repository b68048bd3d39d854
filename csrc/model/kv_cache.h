// The paged key/value cache: blocks of kKvBlock tokens, shared between sequences until one writes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/aligned_buffer.h"
#include "kernels/kernels.h"
#include "model/config.h"

namespace pyglm {

enum class KvType : std::uint8_t { kF32, kF16, kQ8 };

// "f32", "f16" or "q8". Throws ArgumentError.
KvType parse_kv_type(const std::string& name);
const char* kv_type_name(KvType type);

// One block holds [num_layers][keys, values][num_kv_heads] parts: kKvBlock positions of head_dim floats or
// binary16 numbers, or what kernels/kv_q8.h describes.
class KvLayout {
 public:
  KvLayout(const ModelConfig& config, KvType type);

  KvType type() const { return type_; }
  std::int64_t block_bytes() const { return num_layers_ * layer_bytes(); }
  // Bytes from the block's beginning to the keys (which = 0) or values (1) of one layer and kv head.
  std::int64_t offset_bytes(int layer, int which, int kv_head) const {
    return layer * layer_bytes() + which * num_kv_heads_ * key_bytes_ +
           kv_head * (which == 0 ? key_bytes_ : value_bytes_);
  }
  // Writes x [head_dim] to one position (0 .. kKvBlock - 1) of the keys (which = 0) or values (1) at part,
  // which is a block's begin + offset_bytes.
  void store(const KernelTable& kernels, const float* x, int which, std::int64_t position,
             std::uint8_t* part) const;

 private:
  std::int64_t layer_bytes() const { return num_kv_heads_ * (key_bytes_ + value_bytes_); }

  KvType type_;
  std::int64_t num_layers_, num_kv_heads_, head_dim_;
  std::int64_t key_bytes_, value_bytes_;  // of one kv head in a block
};

// The blocks of one sequence, in order of position. Not thread-safe.
class KvCache {
 public:
  explicit KvCache(const KvLayout& layout) : layout_(layout) {}

  const KvLayout& layout() const { return layout_; }
  std::int64_t n_blocks() const { return static_cast<std::int64_t>(blocks_.size()); }
  std::int64_t size_bytes() const { return n_blocks() * layout_.block_bytes(); }

  // Makes positions [begin, end) writable: adds blocks, and copies those that another sequence shares or that
  // are in foreign memory.
  void prepare_write(std::int64_t begin, std::int64_t end);

  // Adds a block in memory that somebody else owns, which is on a 64-byte boundary and never written; the
  // cache keeps the owner alive as long as it has the block.
  void append_foreign(const std::uint8_t* data, std::shared_ptr<void> owner);

  // Drops blocks past the first n positions.
  void truncate(std::int64_t n);

  const std::uint8_t* block(std::int64_t i) const { return blocks_[static_cast<std::size_t>(i)]->data(); }
  std::uint8_t* mutable_block(std::int64_t i) { return blocks_[static_cast<std::size_t>(i)]->data(); }

 private:
  class Block {
   public:
    explicit Block(std::size_t size) : own_(size), data_(own_.data()) {}
    // Reads data alone, although the pointer would allow more: see is_foreign().
    Block(const std::uint8_t* data, std::shared_ptr<void> owner)
        : data_(const_cast<std::uint8_t*>(data)), owner_(std::move(owner)) {}
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;

    std::uint8_t* data() const { return data_; }
    bool is_foreign() const { return owner_ != nullptr; }

   private:
    AlignedBuffer<std::uint8_t> own_;
    std::uint8_t* data_;
    std::shared_ptr<void> owner_;
  };

  KvLayout layout_;
  std::vector<std::shared_ptr<Block>> blocks_;  // copying a KvCache shares them
};

}  // namespace pyglm
