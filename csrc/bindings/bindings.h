// One register_* function per part of the extension. Bindings hold no logic: they convert, release the GIL,
// and map exceptions to pyglm.errors.
#pragma once

#include <pybind11/pybind11.h>

#include "model/model.h"

namespace pyglm {

void register_errors(pybind11::module_& module);
void register_file(pybind11::module_& module);
void register_model(pybind11::module_& module);
void register_engine(pybind11::module_& module);
void register_machine(pybind11::module_& module);
void register_packing(pybind11::module_& module);

// Looks at signals and at the Python callable (which may be None) some twenty times a second, taking the GIL
// for it; throws what a signal handler raised, or CancelledError when the callable returned true. To be
// called without the GIL.
Poll make_poll(const pybind11::object& callable);

}  // namespace pyglm
