// A small strict JSON reader for untrusted headers (RFC 8259): bounded depth, no duplicate keys, no trailing
// text.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pyglm {

class Json {
 public:
  enum class Kind { kNull, kBool, kNumber, kString, kArray, kObject };

  // Throws FileFormatError with the byte position; what names the text in the message.
  static Json parse(std::string_view text, const std::string& what);

  Kind kind() const { return kind_; }

  // Each throws FileFormatError when the value is of another kind; where names it in the message.
  bool as_bool(const std::string& where) const;
  double as_number(const std::string& where) const;
  // A number that is a whole one in [0, 2^53].
  std::int64_t as_count(const std::string& where) const;
  const std::string& as_string(const std::string& where) const;
  const std::vector<Json>& as_array(const std::string& where) const;
  const std::map<std::string, Json>& as_object(const std::string& where) const;

 private:
  friend class JsonReader;
  void expect(Kind kind, const std::string& where) const;

  Kind kind_ = Kind::kNull;
  bool bool_ = false;
  double number_ = 0;
  std::string string_;
  std::vector<Json> array_;
  std::map<std::string, Json> object_;
};

}  // namespace pyglm
