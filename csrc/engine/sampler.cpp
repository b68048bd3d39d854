#include "engine/sampler.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "base/error.h"

namespace pyglm {
namespace {

void require(bool ok, const char* what, double found) {
  if (!ok) throw ArgumentError(std::string(what) + ", found " + std::to_string(found));
}

// Below this share of the likeliest token's probability a token is not considered: 2^-40, so that even a
// vocabulary of 10^5 such tokens has a share of 10^-7 together.
const double kNegligibleLogit = 40 * std::log(2.0);

}  // namespace

Sampler::Sampler(SamplerOptions options)
    : options_(std::move(options)),
      random_state_(options_.seed),
      seen_(static_cast<std::size_t>(std::max(0, options_.vocab_size))) {
  const SamplerOptions& o = options_;
  require(o.vocab_size > 0, "vocab_size must be above 0", o.vocab_size);
  require(o.temperature >= 0 && std::isfinite(o.temperature), "temperature must be at least 0",
          o.temperature);
  require(o.top_k >= 0, "top_k must be at least 0", o.top_k);
  require(o.top_p > 0 && o.top_p <= 1, "top_p must be above 0 and at most 1", o.top_p);
  require(o.min_p >= 0 && o.min_p <= 1, "min_p must be from 0 to 1", o.min_p);
  require(o.repetition_penalty > 0 && std::isfinite(o.repetition_penalty),
          "repetition_penalty must be above 0", o.repetition_penalty);
  for (const auto& [id, bias] : o.logit_bias) {
    require(id >= 0 && id < o.vocab_size, "logit_bias needs ids of the vocabulary", id);
    require(!std::isnan(bias) && bias < std::numeric_limits<float>::infinity(), "logit_bias needs numbers",
            bias);
  }
}

void Sampler::accept(int id) {
  if (id < 0 || id >= options_.vocab_size || seen_[static_cast<std::size_t>(id)]) return;
  seen_[static_cast<std::size_t>(id)] = true;
  seen_ids_.push_back(id);
}

int Sampler::sample(const float* logits, std::int64_t n_logits) {
  const auto n = static_cast<std::size_t>(options_.vocab_size);
  if (n_logits < options_.vocab_size) {
    throw ArgumentError("expected at least " + std::to_string(n) + " logits, found " +
                        std::to_string(n_logits));
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (logits[i] < std::numeric_limits<float>::infinity()) continue;  // false for NaN
    throw NumericError("the logit of token " + std::to_string(i) + " is " + std::to_string(logits[i]) +
                       ": the weights or the key/value cache are damaged");
  }
  logits_.assign(logits, logits + n);
  for (const auto& [id, bias] : options_.logit_bias) logits_[static_cast<std::size_t>(id)] += bias;
  const auto penalty = static_cast<float>(options_.repetition_penalty);
  if (penalty != 1.0f) {
    for (int id : seen_ids_) {
      float& logit = logits_[static_cast<std::size_t>(id)];
      logit = logit > 0 ? logit / penalty : logit * penalty;
    }
  }
  const int id = choose(options_.temperature);
  accept(id);
  return id;
}

int Sampler::choose(double temperature) {
  const auto best = std::max_element(logits_.begin(), logits_.end());  // the first of equals
  if (*best == -std::numeric_limits<float>::infinity())
    throw NumericError("every token's logit is -infinity");
  if (temperature == 0) return static_cast<int>(best - logits_.begin());

  const double floor = *best - kNegligibleLogit * temperature;
  candidates_.clear();
  for (std::size_t i = 0; i < logits_.size(); ++i) {
    if (logits_[i] >= floor) candidates_.push_back({logits_[i], static_cast<int>(i)});
  }
  // Most likely first, ties by id, so that the choice depends on the logits alone.
  const auto more_likely = [](const Candidate& a, const Candidate& b) {
    return a.logit != b.logit ? a.logit > b.logit : a.id < b.id;
  };
  const auto top_k = static_cast<std::size_t>(options_.top_k);
  if (top_k > 0 && top_k < candidates_.size()) {
    std::partial_sort(candidates_.begin(), candidates_.begin() + options_.top_k, candidates_.end(),
                      more_likely);
    candidates_.resize(top_k);
  } else {
    std::sort(candidates_.begin(), candidates_.end(), more_likely);
  }
  std::vector<double> weights;
  double total = 0;
  for (const Candidate& c : candidates_) {
    weights.push_back(std::exp((static_cast<double>(c.logit) - *best) / temperature));
    total += weights.back();
  }
  double kept = 0;
  std::size_t n_kept = 0;
  while (n_kept < weights.size() &&
         (n_kept == 0 || (kept < options_.top_p * total && weights[n_kept] >= options_.min_p))) {
    kept += weights[n_kept++];
  }
  double left = next_uniform() * kept;
  for (std::size_t i = 0; i + 1 < n_kept; ++i) {
    left -= weights[i];
    if (left < 0) return candidates_[i].id;
  }
  return candidates_[n_kept - 1].id;
}

// In [0, 1), 53 bits: SplitMix64 (Steele, Lea & Flood 2014), whose numbers are the same on every platform.
double Sampler::next_uniform() {
  std::uint64_t z = random_state_ += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  z ^= z >> 31;
  return static_cast<double>(z >> 11) * 0x1.0p-53;
}

}  // namespace pyglm
