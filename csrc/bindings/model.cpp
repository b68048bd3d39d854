#include "model/model.h"

#include <chrono>

#include "bindings/bindings.h"

namespace py = pybind11;

namespace pyglm {
namespace {

void register_config(py::module_& module) {
  py::class_<ModelConfig>(module, "ModelConfig")
      .def_readonly("num_layers", &ModelConfig::num_layers)
      .def_readonly("hidden_size", &ModelConfig::hidden_size)
      .def_readonly("num_heads", &ModelConfig::num_heads)
      .def_readonly("num_kv_heads", &ModelConfig::num_kv_heads)
      .def_readonly("head_dim", &ModelConfig::head_dim)
      .def_readonly("ffn_size", &ModelConfig::ffn_size)
      .def_readonly("vocab_size", &ModelConfig::vocab_size)
      .def_readonly("seq_length", &ModelConfig::seq_length)
      .def_readonly("rotary_dim", &ModelConfig::rotary_dim)
      .def_readonly("rope_theta", &ModelConfig::rope_theta)
      .def_readonly("rope_scale", &ModelConfig::rope_scale)
      .def_readonly("norm_eps", &ModelConfig::norm_eps)
      .def_readonly("qkv_bias", &ModelConfig::qkv_bias);
}

}  // namespace

void register_model(py::module_& module) {
  register_config(module);
  py::class_<Model, std::shared_ptr<Model>>(module, "Model")
      .def(py::init([](std::shared_ptr<ModelFile> file, int threads, const std::string& isa) {
             return std::make_shared<Model>(std::move(file), threads, isa.c_str());
           }),
           py::arg("file"), py::kw_only(), py::arg("threads") = 0, py::arg("isa") = "",
           py::call_guard<py::gil_scoped_release>())
      .def_property_readonly("config", &Model::config)
      .def_property_readonly("isa", [](const Model& m) { return m.kernels().name; })
      .def_property_readonly("threads", &Model::n_threads)
      .def_property_readonly(
          "is_float", [](const Model& m) { return m.weights().layers.front().down.type == WeightType::kF16; })
      .def(
          "time_matmuls",
          [](Model& m) {
            const std::lock_guard<std::mutex> lock(m.mutex());
            const auto begin = std::chrono::steady_clock::now();
            m.multiply_all(nullptr);
            return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
          },
          py::call_guard<py::gil_scoped_release>())
      .def_property_readonly("weight_bytes", [](const Model& m) { return m.weights().matmul_bytes(); })
      .def_property_readonly("matmul_weights", [](const Model& m) { return m.weights().matmul_elements(); });
}

}  // namespace pyglm
