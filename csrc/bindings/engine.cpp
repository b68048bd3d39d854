#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <chrono>
#include <cstring>

#include "base/error.h"
#include "bindings/bindings.h"
#include "engine/sampler.h"
#include "engine/sequence.h"
#include "engine/step.h"

namespace py = pybind11;

namespace pyglm {
namespace {

using IdArray = py::array_t<std::int32_t, py::array::c_style>;
using FloatArray = py::array_t<float, py::array::c_style>;
using ByteArray = py::array_t<std::uint8_t, py::array::c_style>;
using NoGil = py::call_guard<py::gil_scoped_release>;

// Seldom enough to cost nothing, often enough that Ctrl-C feels immediate.
constexpr auto kPollInterval = std::chrono::milliseconds(50);

Logits parse_logits(const std::string& name) {
  if (name == "all") return Logits::kAll;
  if (name == "last") return Logits::kLast;
  if (name == "none") return Logits::kNone;
  throw ArgumentError("logits must be \"all\", \"last\" or \"none\", found \"" + name + "\"");
}

// A numpy array that owns values: no copy of what may be hundreds of megabytes.
FloatArray to_array(std::vector<float>&& values, py::ssize_t columns) {
  auto* owned = new std::vector<float>(std::move(values));
  py::capsule owner(owned, [](void* p) { delete static_cast<std::vector<float>*>(p); });
  const py::ssize_t rows = static_cast<py::ssize_t>(owned->size()) / columns;
  return FloatArray({rows, columns}, owned->data(), owner);
}

// What keeps an array until it is dropped, from any thread.
std::shared_ptr<void> keep_alive(const ByteArray& array) {
  return {new ByteArray(array), [](void* p) {
            py::gil_scoped_acquire gil;
            delete static_cast<ByteArray*>(p);
          }};
}

py::list run_step(Model& model, const std::vector<std::tuple<Sequence*, IdArray, std::string>>& batch,
                  const py::object& poll_callable) {
  std::vector<StepInput> inputs;
  for (const auto& [sequence, ids, logits] : batch) {
    if (sequence == nullptr) throw ArgumentError("a batch entry has None for its sequence");
    if (ids.ndim() != 1)
      throw ArgumentError("ids must have one dimension, found " + std::to_string(ids.ndim()));
    inputs.push_back({sequence, {ids.data(), ids.data() + ids.size()}, parse_logits(logits)});
  }
  std::vector<std::vector<float>> logits;
  {
    const Poll poll = make_poll(poll_callable);
    py::gil_scoped_release released;
    logits = step(&model, inputs, poll);
  }
  py::list arrays;
  for (auto& values : logits) arrays.append(to_array(std::move(values), model.config().vocab_size));
  return arrays;
}

void register_sequence(py::module_& module) {
  py::class_<Sequence>(module, "Sequence")
      .def(py::init([](std::shared_ptr<Model> model, const std::string& kv_type, std::int64_t max_tokens,
                       std::int64_t start_position) {
             return std::make_unique<Sequence>(std::move(model), parse_kv_type(kv_type), max_tokens,
                                               start_position);
           }),
           py::arg("model"), py::kw_only(), py::arg("kv_type"), py::arg("max_tokens"),
           py::arg("start_position") = 0)
      .def_property_readonly("length", py::cpp_function(&Sequence::length, NoGil()))
      .def_property_readonly("max_tokens", &Sequence::max_tokens)
      .def_property_readonly("start_position", &Sequence::start_position)
      .def_property_readonly("kv_type", [](const Sequence& s) { return kv_type_name(s.kv_type()); })
      .def_property_readonly("cache_bytes", py::cpp_function(&Sequence::cache_bytes, NoGil()))
      .def("truncate", &Sequence::truncate, py::arg("length"), NoGil())
      .def("fork", &Sequence::fork, NoGil())
      .def(
          "export_block",
          [](const Sequence& s, std::int64_t index) {
            std::vector<std::uint8_t> bytes;
            {
              py::gil_scoped_release released;
              bytes = s.export_block(index);
            }
            ByteArray array(static_cast<py::ssize_t>(bytes.size()));
            std::memcpy(array.mutable_data(), bytes.data(), bytes.size());
            return array;
          },
          py::arg("index"))
      .def(
          "import_blocks",
          [](Sequence& s, const std::vector<ByteArray>& blocks, std::int64_t length, bool copy) {
            std::vector<Sequence::BlockBytes> views;
            for (const ByteArray& block : blocks) {
              views.push_back({block.data(), static_cast<std::int64_t>(block.nbytes()),
                               copy ? nullptr : keep_alive(block)});
            }
            py::gil_scoped_release released;
            s.import_blocks(views, length);
          },
          py::arg("blocks"), py::arg("length"), py::kw_only(), py::arg("copy") = true);
}

void register_sampler(py::module_& module) {
  py::class_<Sampler>(module, "Sampler")
      .def(
          py::init([](int vocab_size, double temperature, int top_k, double top_p, double min_p,
                      double repetition_penalty, const std::map<int, float>& logit_bias, std::uint64_t seed) {
            SamplerOptions options;
            options.vocab_size = vocab_size;
            options.temperature = temperature;
            options.top_k = top_k;
            options.top_p = top_p;
            options.min_p = min_p;
            options.repetition_penalty = repetition_penalty;
            options.logit_bias.assign(logit_bias.begin(), logit_bias.end());
            options.seed = seed;
            return std::make_unique<Sampler>(std::move(options));
          }),
          py::kw_only(), py::arg("vocab_size"), py::arg("temperature"), py::arg("top_k"), py::arg("top_p"),
          py::arg("min_p"), py::arg("repetition_penalty"), py::arg("logit_bias"), py::arg("seed"))
      .def(
          "accept",
          [](Sampler& s, const std::vector<int>& ids) {
            for (int id : ids) s.accept(id);
          },
          py::arg("ids"))
      .def(
          "sample",
          [](Sampler& s, const FloatArray& logits) {
            if (logits.ndim() != 1)
              throw ArgumentError("logits must have one dimension, found " + std::to_string(logits.ndim()));
            return s.sample(logits.data(), logits.size());
          },
          py::arg("logits"));
}

}  // namespace

Poll make_poll(const py::object& callable) {
  using Clock = std::chrono::steady_clock;
  return [callable, last = Clock::now()]() mutable {
    const Clock::time_point now = Clock::now();
    if (now - last < kPollInterval) return;
    last = now;
    py::gil_scoped_acquire gil;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    if (!callable.is_none() && callable().cast<bool>()) throw CancelledError("cancelled while computing");
  };
}

void register_engine(py::module_& module) {
  register_sequence(module);
  register_sampler(module);
  module.def("step", &run_step, py::arg("model"), py::arg("batch"), py::arg("poll") = py::none());
}

}  // namespace pyglm
