#include <pybind11/stl.h>

#include "bindings/bindings.h"
#include "file/model_file.h"

namespace py = pybind11;

namespace pyglm {

void register_file(py::module_& module) {
  py::class_<ModelFile, std::shared_ptr<ModelFile>>(module, "ModelFile")
      .def(py::init<const std::string&>(), py::arg("path"), py::call_guard<py::gil_scoped_release>())
      .def_property_readonly("metadata", [](const ModelFile& f) { return f.metadata(); })
      .def_property_readonly("size_bytes", &ModelFile::size_bytes)
      .def("tensors",
           [](const ModelFile& f) {
             py::dict tensors;
             for (const auto& [name, view] : f.tensors()) {
               tensors[py::str(name)] = py::make_tuple(view.dtype, py::cast(view.shape));
             }
             return tensors;
           })
      .def(
          "tensor_bytes",
          [](const ModelFile& f, const std::string& name) {
            const TensorView& view = f.tensor(name);
            return py::bytes(reinterpret_cast<const char*>(view.data),
                             static_cast<std::size_t>(view.size_bytes));
          },
          py::arg("name"));
}

}  // namespace pyglm
