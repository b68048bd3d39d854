#include "bindings/bindings.h"

PYBIND11_MODULE(_core, module) {
  module.doc() = "The C++ core of pyglm. Private: everything public is re-exported by pyglm.";
  pyglm::register_errors(module);
  pyglm::register_file(module);
  pyglm::register_model(module);
  pyglm::register_engine(module);
  pyglm::register_machine(module);
  pyglm::register_packing(module);
}
