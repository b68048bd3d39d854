#include <exception>

#include "base/error.h"
#include "bindings/bindings.h"

namespace py = pybind11;

namespace pyglm {
namespace {

void raise(const char* class_name, const char* message) {
  try {
    const py::object type = py::module_::import("pyglm.errors").attr(class_name);
    PyErr_SetString(type.ptr(), message);
  } catch (py::error_already_set& failure) {
    failure.restore();
  }
}

}  // namespace

void register_errors(py::module_&) {
  py::register_exception_translator([](std::exception_ptr pointer) {
    try {
      if (pointer) std::rethrow_exception(pointer);
    } catch (const ArgumentError& e) {
      PyErr_SetString(PyExc_ValueError, e.what());
    } catch (const FileFormatError& e) {
      raise("FileFormatError", e.what());
    } catch (const ContextLengthError& e) {
      raise("ContextLengthError", e.what());
    } catch (const UnsupportedIsaError& e) {
      raise("UnsupportedIsaError", e.what());
    } catch (const NumericError& e) {
      raise("NumericError", e.what());
    } catch (const CancelledError& e) {
      raise("CancelledError", e.what());
    } catch (const Error& e) {
      raise("Error", e.what());
    }
  });
}

}  // namespace pyglm
