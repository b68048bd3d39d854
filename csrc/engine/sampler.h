// Chooses the next token from logits.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace pyglm {

struct SamplerOptions {
  int vocab_size;                 // ids at and above it are never chosen
  double temperature = 0.8;       // 0: the largest logit, ties to the lowest id
  int top_k = 0;                  // keep the k most likely; 0 keeps all
  double top_p = 0.8;             // keep the fewest most likely tokens that reach this probability together
  double min_p = 0;               // keep tokens at least this times as likely as the likeliest
  double repetition_penalty = 1;  // divide positive logits of seen ids by it, multiply negative ones
  std::vector<std::pair<int, float>> logit_bias;
  std::uint64_t seed = 0;
};

// Order: logit bias, repetition penalty, temperature, top-k, top-p, min-p. Not thread-safe.
class Sampler {
 public:
  // Throws ArgumentError that names the option.
  explicit Sampler(SamplerOptions options);

  // Counts an id as seen, for the repetition penalty. Ids outside the vocabulary (special ones may be) are
  // ignored.
  void accept(int id);

  // logits: [n_logits], n_logits >= vocab_size. Throws NumericError when one is NaN or +infinity, or all are
  // -infinity.
  int sample(const float* logits, std::int64_t n_logits);

 private:
  struct Candidate {
    float logit;
    int id;
  };

  int choose(double temperature);
  double next_uniform();

  SamplerOptions options_;
  std::uint64_t random_state_;
  std::vector<bool> seen_;
  std::vector<int> seen_ids_;
  std::vector<float> logits_;
  std::vector<Candidate> candidates_;
};

}  // namespace pyglm
