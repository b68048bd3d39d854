// Tokens of one conversation and their key/value cache.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "model/kv_cache.h"
#include "model/model.h"

namespace pyglm {

// Every method takes the model's mutex, so threads may share a sequence; what a step sees is then either the
// state before a call or after it.
class Sequence {
 public:
  // Holds up to max_tokens tokens, the first of which has the rope position start_position. Throws
  // ArgumentError.
  Sequence(std::shared_ptr<Model> model, KvType kv_type, std::int64_t max_tokens,
           std::int64_t start_position);

  const std::shared_ptr<Model>& model() const { return model_; }
  KvType kv_type() const { return cache_.layout().type(); }
  std::int64_t max_tokens() const { return max_tokens_; }
  std::int64_t start_position() const { return start_position_; }
  std::int64_t length() const;
  std::int64_t cache_bytes() const;

  // Forgets all but the first `length` tokens. Throws ArgumentError when there are fewer.
  void truncate(std::int64_t length);

  // A sequence with the same tokens; the two share cache blocks until one of them writes.
  std::unique_ptr<Sequence> fork() const;

  // Bytes of cache block `index` (kKvBlock positions, all layers).
  std::vector<std::uint8_t> export_block(std::int64_t index) const;
  struct BlockBytes {
    const std::uint8_t* data;
    std::int64_t size_bytes;
    std::shared_ptr<void> owner = nullptr;
  };
  // Appends exported blocks to whole blocks; the sequence then holds `length` tokens. Blocks with an owner
  // are used where they lie (on a 64-byte boundary, and nobody may change them), others are copied. Throws
  // ArgumentError when a block of this sequence is not full, or sizes do not match.
  void import_blocks(const std::vector<BlockBytes>& blocks, std::int64_t length);

 private:
  friend class Batch;
  Sequence(const Sequence&) = default;

  std::shared_ptr<Model> model_;
  KvCache cache_;
  std::int64_t max_tokens_;
  std::int64_t start_position_;
  std::int64_t length_ = 0;
};

}  // namespace pyglm
