#include "engine/step.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/error.h"

namespace pyglm {

// The part of a step that may touch sequences; lives while the model's mutex is held.
class Batch {
 public:
  Batch(Model* model, const std::vector<StepInput>& inputs)
      : model_(model), inputs_(inputs), done_(inputs.size(), 0) {
    std::set<const Sequence*> seen;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      check(inputs[i], i);
      if (!seen.insert(inputs[i].sequence).second) fail(i, "its sequence comes twice");
    }
  }

  std::vector<std::vector<float>> run(const Poll& poll) {
    std::vector<std::vector<float>> logits(inputs_.size());
    while (next_pass()) {
      model_->forward(spans_, poll);
      collect_logits(poll, &logits);
      for (std::size_t s = 0; s < spans_.size(); ++s) {
        inputs_[owners_[s]].sequence->length_ += spans_[s].n_tokens;
        done_[owners_[s]] += spans_[s].n_tokens;
      }
    }
    return logits;
  }

 private:
  [[noreturn]] static void fail(std::size_t index, const std::string& what) {
    throw ArgumentError("batch entry " + std::to_string(index) + ": " + what);
  }

  void check(const StepInput& input, std::size_t index) const {
    const Sequence& sequence = *input.sequence;
    if (sequence.model_.get() != model_) fail(index, "its sequence belongs to another model");
    const int vocab_size = model_->config().vocab_size;
    for (std::int32_t id : input.ids) {
      if (id >= 0 && id < vocab_size) continue;
      fail(index, "token id " + std::to_string(id) + " is outside the vocabulary, 0 to " +
                      std::to_string(vocab_size - 1));
    }
    const std::int64_t n = static_cast<std::int64_t>(input.ids.size());
    if (n > sequence.max_tokens_ - sequence.length_) {
      throw ContextLengthError("the sequence holds " + std::to_string(sequence.length_) + " of at most " +
                               std::to_string(sequence.max_tokens_) + " tokens: there is no room for " +
                               std::to_string(n) + " more");
    }
  }

  // Fills spans_ with the next tokens, at most kMaxPassRows of them; false when none are left.
  bool next_pass() {
    spans_.clear();
    owners_.clear();
    std::int64_t room = kMaxPassRows;
    for (std::size_t i = 0; i < inputs_.size() && room > 0; ++i) {
      const std::int64_t left = static_cast<std::int64_t>(inputs_[i].ids.size()) - done_[i];
      const std::int64_t n = std::min(left, room);
      if (n == 0) continue;
      Sequence& sequence = *inputs_[i].sequence;
      sequence.cache_.prepare_write(sequence.length_, sequence.length_ + n);
      spans_.push_back({&sequence.cache_, inputs_[i].ids.data() + done_[i], n, sequence.length_,
                        sequence.start_position_});
      owners_.push_back(i);
      room -= n;
    }
    return !spans_.empty();
  }

  void collect_logits(const Poll& poll, std::vector<std::vector<float>>* logits) {
    std::vector<std::int64_t> rows;
    std::int64_t first_row = 0;
    for (std::size_t s = 0; s < spans_.size(); ++s) {
      const StepInput& input = inputs_[owners_[s]];
      const std::int64_t n = spans_[s].n_tokens;
      const bool is_last_pass = done_[owners_[s]] + n == static_cast<std::int64_t>(input.ids.size());
      if (input.logits == Logits::kAll) {
        for (std::int64_t t = 0; t < n; ++t) rows.push_back(first_row + t);
      } else if (input.logits == Logits::kLast && is_last_pass) {
        rows.push_back(first_row + n - 1);
      }
      first_row += n;
    }
    if (rows.empty()) return;
    const auto vocab_size = static_cast<std::size_t>(model_->config().vocab_size);
    // One sequence, the usual case: the logits are written where they are returned.
    if (spans_.size() == 1) {
      std::vector<float>& out = (*logits)[owners_[0]];
      const std::size_t before = out.size();
      out.reserve(n_logits(inputs_[owners_[0]]) * vocab_size);
      out.resize(before + rows.size() * vocab_size);
      model_->logits(rows, poll, out.data() + before);
      return;
    }
    std::vector<float> all(rows.size() * vocab_size);
    model_->logits(rows, poll, all.data());
    std::size_t at = 0;
    first_row = 0;
    for (std::size_t s = 0; s < spans_.size(); ++s) {
      const std::int64_t end_row = first_row + spans_[s].n_tokens;
      for (; at < rows.size() && rows[at] < end_row; ++at) {
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(at * vocab_size);
        std::vector<float>& out = (*logits)[owners_[s]];
        out.insert(out.end(), begin, begin + static_cast<std::ptrdiff_t>(vocab_size));
      }
      first_row = end_row;
    }
  }

  static std::size_t n_logits(const StepInput& input) {
    return input.logits == Logits::kAll ? input.ids.size() : input.logits == Logits::kLast ? 1 : 0;
  }

  Model* model_;
  const std::vector<StepInput>& inputs_;
  std::vector<std::int64_t> done_;   // tokens of each input that earlier passes took
  std::vector<Span> spans_;          // of the current pass
  std::vector<std::size_t> owners_;  // input of each span
};

std::vector<std::vector<float>> step(Model* model, const std::vector<StepInput>& inputs, const Poll& poll) {
  std::lock_guard<std::mutex> lock(model->mutex());
  return Batch(model, inputs).run(poll);
}

}  // namespace pyglm
