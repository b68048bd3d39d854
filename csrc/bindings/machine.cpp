#include "engine/machine.h"

#include <pybind11/stl.h>

#include "base/cpu.h"
#include "bindings/bindings.h"
#include "kernels/kernels.h"

namespace py = pybind11;

namespace pyglm {
namespace {

struct CpuInfo {
  std::string brand = cpu_brand();
  std::vector<std::string> features = cpu_feature_names();
  int physical = physical_cores();
  int affinity = affinity_cores();
};

}  // namespace

void register_machine(py::module_& module) {
  py::class_<CpuInfo>(module, "CpuInfo")
      .def_readonly("brand", &CpuInfo::brand)
      .def_readonly("features", &CpuInfo::features)
      .def_readonly("physical_cores", &CpuInfo::physical)
      .def_readonly("affinity_cores", &CpuInfo::affinity);
  module.def("cpu_info", [] { return CpuInfo(); });
  module.def("kernel_tables", [] {
    int n = 0;
    const KernelTable* const* tables = kernel_tables(&n);
    std::vector<std::string> names;
    for (int i = 0; i < n; ++i) names.emplace_back(tables[i]->name);
    return names;
  });
  module.def(
      "selected_isa", [](const std::string& name) { return select_kernels(name.c_str()).name; },
      py::arg("name") = "");
  module.def(
      "measure_read_bandwidth",
      [](int threads, std::int64_t size_bytes, const std::string& isa) {
        return measure_read_bandwidth(select_kernels(isa.c_str()), threads, size_bytes);
      },
      py::arg("threads"), py::arg("size_bytes"), py::arg("isa") = "",
      py::call_guard<py::gil_scoped_release>());
  module.def(
      "measure_multiply_rate",
      [](int threads, const std::string& isa) {
        std::vector<MultiplyRate> rates;
        {
          const py::gil_scoped_release release;
          rates = measure_multiply_rates(select_kernels(isa.c_str()), threads);
        }
        py::dict by_mix;
        for (const MultiplyRate& rate : rates) by_mix[py::str(rate.mix)] = rate.multiply_adds_per_s;
        return by_mix;
      },
      py::arg("threads"), py::arg("isa") = "");
}

}  // namespace pyglm
