// Typed exceptions of the core. The bindings turn each into the class of the same name in pyglm.errors
// (ArgumentError becomes ValueError).
#pragma once

#include <stdexcept>
#include <string>

namespace pyglm {

class Error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The model file is not what docs/format.md describes.
class FileFormatError : public Error {
  using Error::Error;
};

// More tokens than the sequence was opened for, or than the model was trained for.
class ContextLengthError : public Error {
  using Error::Error;
};

// An instruction set that this processor or this build lacks.
class UnsupportedIsaError : public Error {
  using Error::Error;
};

// NaN or infinity where a number is needed.
class NumericError : public Error {
  using Error::Error;
};

// The caller's cancel flag was set.
class CancelledError : public Error {
  using Error::Error;
};

class ArgumentError : public Error {
  using Error::Error;
};

}  // namespace pyglm
