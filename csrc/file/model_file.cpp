#include "file/model_file.h"

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "file/json.h"

namespace pyglm {
namespace {

constexpr std::uint64_t kLengthBytes = 8;             // the header's length, little-endian, comes first
constexpr std::uint64_t kMaxHeaderBytes = 100000000;  // safetensors' own limit
constexpr std::int64_t kMaxTensorBytes = std::int64_t{1} << 50;

std::string shape_text(const std::vector<std::int64_t>& shape) {
  std::string text = "[";
  for (std::size_t i = 0; i < shape.size(); ++i) text += (i ? ", " : "") + std::to_string(shape[i]);
  return text + "]";
}

std::int64_t element_bytes(const std::string& dtype, const std::string& where) {
  static const std::map<std::string, std::int64_t> sizes = {
      {"BOOL", 1}, {"U8", 1},  {"I8", 1},  {"U16", 2}, {"I16", 2}, {"F16", 2}, {"BF16", 2},
      {"U32", 4},  {"I32", 4}, {"F32", 4}, {"U64", 8}, {"I64", 8}, {"F64", 8}};
  const auto found = sizes.find(dtype);
  if (found == sizes.end()) throw FileFormatError(where + ": unknown dtype \"" + dtype + "\"");
  return found->second;
}

struct Span {
  std::int64_t begin, end;
  const std::string* name;
};

// Tensors must fill the data section without holes or overlaps.
void check_spans(std::vector<Span> spans, std::int64_t data_bytes, const std::string& path) {
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  std::int64_t at = 0;
  for (const Span& span : spans) {
    if (span.begin != at) {
      throw FileFormatError(path + ": tensor " + *span.name + " begins at byte " +
                            std::to_string(span.begin) + " of the data, expected " + std::to_string(at));
    }
    at = span.end;
  }
  if (at != data_bytes) {
    throw FileFormatError(path + ": the header describes " + std::to_string(at) +
                          " bytes of data, the file has " + std::to_string(data_bytes) + "; it is " +
                          (at > data_bytes ? "truncated" : "too long"));
  }
}

}  // namespace

ModelFile::ModelFile(const std::string& path) : path_(path), mapping_(path) {
  read_header();
}

void ModelFile::read_header() {
  const std::uint64_t file_bytes = mapping_.size_bytes();
  std::uint64_t header_bytes = 0;
  if (file_bytes >= kLengthBytes) {
    for (int i = 7; i >= 0; --i) header_bytes = header_bytes << 8 | mapping_.data()[i];
  }
  if (header_bytes < 2 || header_bytes > kMaxHeaderBytes || header_bytes > file_bytes - kLengthBytes) {
    throw FileFormatError(path_ +
                          " is not a safetensors file: its first 8 bytes give no possible header length");
  }
  const auto* text = reinterpret_cast<const char*>(mapping_.data() + kLengthBytes);
  const Json header = Json::parse({text, header_bytes}, "the header of " + path_);
  const std::uint8_t* data = mapping_.data() + kLengthBytes + header_bytes;
  const std::int64_t data_bytes = static_cast<std::int64_t>(file_bytes - kLengthBytes - header_bytes);

  std::vector<Span> spans;
  for (const auto& [name, entry] : header.as_object(path_)) {
    const std::string where = path_ + ": " + name;
    if (name == "__metadata__") {
      for (const auto& [key, value] : entry.as_object(where))
        metadata_[key] = value.as_string(where + "." + key);
      continue;
    }
    const auto& fields = entry.as_object(where);
    for (const char* field : {"dtype", "shape", "data_offsets"}) {
      if (fields.count(field) == 0) throw FileFormatError(where + ": the header gives no " + field);
    }
    TensorView view;
    view.dtype = fields.at("dtype").as_string(where);
    std::int64_t bytes = element_bytes(view.dtype, where);
    for (const Json& dimension : fields.at("shape").as_array(where)) {
      view.shape.push_back(dimension.as_count(where));
      if (view.shape.back() != 0 && bytes > kMaxTensorBytes / view.shape.back()) {
        throw FileFormatError(where + ": shape " + shape_text(view.shape) + " is too large");
      }
      bytes *= view.shape.back();
    }
    const auto& offsets = fields.at("data_offsets").as_array(where);
    if (offsets.size() != 2) throw FileFormatError(where + ": expected two data_offsets");
    const std::int64_t begin = offsets[0].as_count(where), end = offsets[1].as_count(where);
    if (begin > end || end > data_bytes || end - begin != bytes) {
      throw FileFormatError(where + ": data_offsets [" + std::to_string(begin) + ", " + std::to_string(end) +
                            "] do not fit shape " + shape_text(view.shape) + " of " + view.dtype + " in " +
                            std::to_string(data_bytes) + " bytes of data; the file is damaged or truncated");
    }
    view.data = data + begin;
    view.size_bytes = bytes;
    const auto placed = tensors_.emplace(name, std::move(view)).first;
    spans.push_back({begin, end, &placed->first});
  }
  check_spans(std::move(spans), data_bytes, path_);
}

const std::string& ModelFile::metadata(const std::string& key) const {
  const auto found = metadata_.find(key);
  if (found == metadata_.end()) {
    throw FileFormatError(path_ + " has no \"" + key +
                          "\" in its metadata: it was not written by `quantize`");
  }
  return found->second;
}

const TensorView& ModelFile::tensor(const std::string& name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) throw FileFormatError(path_ + " has no tensor " + name);
  return found->second;
}

const std::uint8_t* ModelFile::tensor(const std::string& name, const std::string& dtype,
                                      const std::vector<std::int64_t>& shape) const {
  const TensorView& view = tensor(name);
  if (view.dtype != dtype || view.shape != shape) {
    throw FileFormatError(path_ + ": tensor " + name + " is " + view.dtype + " " + shape_text(view.shape) +
                          ", expected " + dtype + " " + shape_text(shape));
  }
  if (reinterpret_cast<std::uintptr_t>(view.data) % 64 != 0) {
    throw FileFormatError(path_ + ": tensor " + name + " does not begin on a 64-byte boundary");
  }
  return view.data;
}

}  // namespace pyglm
