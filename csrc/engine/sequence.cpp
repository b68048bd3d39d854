#include "engine/sequence.h"

#include <cstring>
#include <string>

#include "base/error.h"

namespace pyglm {
namespace {

// rope positions are floats: above 2^24 two neighbours would be the same number.
constexpr std::int64_t kMaxPosition = 1 << 24;

}  // namespace

Sequence::Sequence(std::shared_ptr<Model> model, KvType kv_type, std::int64_t max_tokens,
                   std::int64_t start_position)
    : model_(std::move(model)),
      cache_(KvLayout(model_->config(), kv_type)),
      max_tokens_(max_tokens),
      start_position_(start_position) {
  if (max_tokens < 1)
    throw ArgumentError("max_tokens must be at least 1, found " + std::to_string(max_tokens));
  if (start_position < 0 || start_position > kMaxPosition || max_tokens > kMaxPosition - start_position) {
    throw ArgumentError("start_position must be at least 0 and start_position + max_tokens at most " +
                        std::to_string(kMaxPosition) + ", found " + std::to_string(start_position) + " + " +
                        std::to_string(max_tokens));
  }
}

std::int64_t Sequence::length() const {
  std::lock_guard<std::mutex> lock(model_->mutex());
  return length_;
}

std::int64_t Sequence::cache_bytes() const {
  std::lock_guard<std::mutex> lock(model_->mutex());
  return cache_.size_bytes();
}

void Sequence::truncate(std::int64_t length) {
  std::lock_guard<std::mutex> lock(model_->mutex());
  if (length < 0 || length > length_) {
    throw ArgumentError("truncate needs a length from 0 to " + std::to_string(length_) + ", found " +
                        std::to_string(length));
  }
  length_ = length;
  cache_.truncate(length);
}

std::unique_ptr<Sequence> Sequence::fork() const {
  std::lock_guard<std::mutex> lock(model_->mutex());
  return std::unique_ptr<Sequence>(new Sequence(*this));
}

std::vector<std::uint8_t> Sequence::export_block(std::int64_t index) const {
  std::lock_guard<std::mutex> lock(model_->mutex());
  if (index < 0 || index >= div_up(length_, kKvBlock)) {
    throw ArgumentError("there is no cache block " + std::to_string(index) + ": the sequence has " +
                        std::to_string(div_up(length_, kKvBlock)));
  }
  const std::uint8_t* data = cache_.block(index);
  return {data, data + cache_.layout().block_bytes()};
}

void Sequence::import_blocks(const std::vector<BlockBytes>& blocks, std::int64_t length) {
  std::lock_guard<std::mutex> lock(model_->mutex());
  const std::int64_t n_blocks = static_cast<std::int64_t>(blocks.size());
  const std::int64_t first = length_ / kKvBlock;
  if (length_ % kKvBlock != 0) {
    throw ArgumentError("import_blocks appends to whole blocks of " + std::to_string(kKvBlock) +
                        " tokens, this sequence holds " + std::to_string(length_));
  }
  if (length < length_ || length > max_tokens_ || first + n_blocks != div_up(length, kKvBlock)) {
    throw ArgumentError("import_blocks: " + std::to_string(n_blocks) + " blocks after " +
                        std::to_string(length_) + " tokens do not hold " + std::to_string(length) +
                        " of at most " + std::to_string(max_tokens_) + " tokens");
  }
  const std::int64_t block_bytes = cache_.layout().block_bytes();
  for (const BlockBytes& block : blocks) {
    if (block.size_bytes == block_bytes) continue;
    throw ArgumentError("import_blocks: a block has " + std::to_string(block.size_bytes) +
                        " bytes, expected " + std::to_string(block_bytes));
  }
  for (const BlockBytes& block : blocks) {
    if (block.owner == nullptr) continue;
    if (reinterpret_cast<std::uintptr_t>(block.data) % 64 != 0)
      throw ArgumentError("import_blocks: a block to be used where it lies is not on a 64-byte boundary");
  }
  for (std::int64_t i = 0; i < n_blocks; ++i) {
    const BlockBytes& block = blocks[static_cast<std::size_t>(i)];
    if (block.owner != nullptr) {
      cache_.append_foreign(block.data, block.owner);
    } else {
      cache_.prepare_write((first + i) * kKvBlock, (first + i + 1) * kKvBlock);
      std::memcpy(cache_.mutable_block(first + i), block.data, static_cast<std::size_t>(block_bytes));
    }
  }
  length_ = length;
}

}  // namespace pyglm
