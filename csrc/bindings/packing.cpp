#include "packing/packing.h"

#include <pybind11/numpy.h>

#include <algorithm>
#include <mutex>

#include "base/aligned_buffer.h"
#include "base/error.h"
#include "base/thread_pool.h"
#include "bindings/bindings.h"

namespace py = pybind11;

namespace pyglm {
namespace {

SourceType parse_source(const std::string& name) {
  if (name == "f16") return SourceType::kF16;
  if (name == "bf16") return SourceType::kBf16;
  if (name == "f32") return SourceType::kF32;
  throw ArgumentError("source must be \"f16\", \"bf16\" or \"f32\", found \"" + name + "\"");
}

// Rows of a matrix in a checkpoint's type.
struct Source {
  SourceType type;
  py::buffer_info info;

  Source(const py::array& weights, const std::string& name)
      : type(parse_source(name)), info(weights.request()) {
    if (info.ndim != 2 || info.itemsize != source_bytes(type) ||
        (weights.flags() & py::array::c_style) == 0) {
      throw ArgumentError("weights must be a contiguous [rows, k] array of the source's type");
    }
    if (k() % kGroup != 0 || k() == 0 || n_rows() == 0) {
      throw ArgumentError("weights must have rows and a multiple of 32 columns, found " +
                          std::to_string(n_rows()) + " x " + std::to_string(k()));
    }
  }
  std::int64_t n_rows() const { return info.shape[0]; }
  std::int64_t k() const { return info.shape[1]; }
  std::int64_t n_tiles() const { return n_row_tiles(n_rows()); }
};

[[noreturn]] void fail_at(std::int64_t row, std::int64_t column, const char* what) {
  throw ArgumentError("row " + std::to_string(row) + ", column " + std::to_string(column) + " " + what);
}

// Calls pack_tile(tile, weights, &out_of_range) for every row tile on all threads, with the tile's weights as
// floats.
template <typename PackTile>
PackStatistics pack_tiles(const Source& source, int n_threads, const PackTile& pack_tile) {
  py::gil_scoped_release released;
  ThreadPool pool(n_threads);
  const std::int64_t k = source.k(), tile_floats = kRowTile * k;
  AlignedBuffer<float> floats(static_cast<std::size_t>(pool.n_threads() * tile_floats));
  std::vector<PackStatistics> statistics(static_cast<std::size_t>(source.n_tiles()));
  std::mutex mutex;
  std::int64_t bad_row = -1, bad_column = 0;  // the first bad weight
  const char* bad_what = "";
  pool.run(source.n_tiles(), [&](std::int64_t tile, int thread) {
    float* weights = floats.data() + thread * tile_floats;
    const std::int64_t first_row = tile * kRowTile,
                       n_rows = std::min<std::int64_t>(kRowTile, source.n_rows() - first_row);
    const auto* begin =
        static_cast<const std::uint8_t*>(source.info.ptr) + first_row * k * source_bytes(source.type);
    std::int64_t out_of_range = -1;
    const std::int64_t not_finite = to_floats(source.type, begin, n_rows * k, weights);
    std::fill(weights + n_rows * k, weights + tile_floats, 0.0f);
    if (not_finite < 0) statistics[static_cast<std::size_t>(tile)] = pack_tile(tile, weights, &out_of_range);
    const std::int64_t bad = not_finite >= 0 ? not_finite : out_of_range;
    if (bad < 0) return;
    std::lock_guard<std::mutex> lock(mutex);
    if (bad_row >= 0 && bad_row <= first_row + bad / k) return;
    bad_row = first_row + bad / k;
    bad_column = bad % k;
    bad_what = not_finite >= 0 ? "is not finite" : "is out of fp16's range (65504)";
  });
  if (bad_row >= 0) fail_at(bad_row, bad_column, bad_what);
  PackStatistics total;
  for (const PackStatistics& s : statistics) {
    total.squared_error += s.squared_error;
    total.squared_norm += s.squared_norm;
  }
  return total;
}

using CodeArray = py::array_t<std::uint8_t>;
using ScaleArray = py::array_t<std::int8_t>;

template <typename Code, PackStatistics (*PackTile)(const float*, std::int64_t, Code*, std::int8_t*, float*)>
py::tuple pack_quantized(const py::array& weights, const std::string& source_name, int threads,
                         WeightType type) {
  const Source source(weights, source_name);
  const py::ssize_t n_groups = source.k() / kGroup, chunk_rows = type == WeightType::kQ4 ? 4 : 8;
  py::array_t<Code> codes(
      {static_cast<py::ssize_t>(source.n_tiles()), n_groups, chunk_rows, py::ssize_t{32}});
  ScaleArray scales(
      {static_cast<py::ssize_t>(source.n_tiles()), n_groups, static_cast<py::ssize_t>(kRowTile)});
  py::array_t<float> row_scales(static_cast<py::ssize_t>(source.n_tiles() * kRowTile));
  Code* code_data = codes.mutable_data();
  std::int8_t* scale_data = scales.mutable_data();
  float* row_scale_data = row_scales.mutable_data();
  const std::int64_t k = source.k();
  const PackStatistics total =
      pack_tiles(source, threads, [=](std::int64_t tile, const float* floats, std::int64_t*) {
        return PackTile(floats, k, code_data + tile * tile_code_bytes(type, k),
                        scale_data + tile * tile_scale_bytes(k), row_scale_data + tile * kRowTile);
      });
  return py::make_tuple(codes, scales, row_scales, total.squared_error, total.squared_norm);
}

py::tuple pack_f16(const py::array& weights, const std::string& source_name, int threads) {
  const Source source(weights, source_name);
  const std::int64_t k = source.k();
  py::array_t<std::uint16_t> values(
      {static_cast<py::ssize_t>(source.n_tiles()), static_cast<py::ssize_t>(k), py::ssize_t{kRowTile}});
  std::uint16_t* data = values.mutable_data();
  const PackStatistics total =
      pack_tiles(source, threads, [=](std::int64_t tile, const float* floats, std::int64_t* bad) {
        return pack_tile_f16(floats, k, data + tile * kRowTile * k, bad);
      });
  return py::make_tuple(values, total.squared_error, total.squared_norm);
}

}  // namespace

void register_packing(py::module_& module) {
  module.def(
      "pack_q4",
      [](const py::array& weights, const std::string& source, int threads) {
        return pack_quantized<std::uint8_t, pack_tile_q4>(weights, source, threads, WeightType::kQ4);
      },
      py::arg("weights"), py::arg("source"), py::arg("threads") = 0);
  module.def(
      "pack_q8",
      [](const py::array& weights, const std::string& source, int threads) {
        return pack_quantized<std::int8_t, pack_tile_q8>(weights, source, threads, WeightType::kQ8);
      },
      py::arg("weights"), py::arg("source"), py::arg("threads") = 0);
  module.def("pack_f16", &pack_f16, py::arg("weights"), py::arg("source"), py::arg("threads") = 0);
}

}  // namespace pyglm
