// One step over several sequences: chat, generation, a server and speculative decoding all go through it.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/sequence.h"

namespace pyglm {

enum class Logits { kNone, kLast, kAll };

struct StepInput {
  Sequence* sequence;
  std::vector<std::int32_t> ids;  // to append
  Logits logits;
};

// Logits of each input, [ids.size() | 1 | 0][vocab_size], in the inputs' order. No ids give no logits.
//
// Long inputs take several passes; a sequence grows with each pass, so after an exception it holds the tokens
// of the passes that were complete. Throws ArgumentError (an id outside the vocabulary, a sequence twice,
// another model's sequence), ContextLengthError (before any work), and what poll throws.
std::vector<std::vector<float>> step(Model* model, const std::vector<StepInput>& inputs, const Poll& poll);

}  // namespace pyglm
