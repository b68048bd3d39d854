#include "file/json.h"

#include <cmath>
#include <locale>
#include <sstream>
#include <utility>

#include "base/error.h"

namespace pyglm {
namespace {

constexpr int kMaxDepth = 16;
constexpr double kMaxCount = 9007199254740992.0;  // 2^53: every whole number up to it is a double

const char* kind_name(Json::Kind kind) {
  static const char* const names[] = {"null", "a boolean", "a number", "a string", "an array", "an object"};
  return names[static_cast<int>(kind)];
}

void append_utf8(std::string* out, std::uint32_t code) {
  if (code < 0x80) {
    out->push_back(static_cast<char>(code));
    return;
  }
  const int n_tail = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  static const std::uint32_t lead[] = {0, 0xc0, 0xe0, 0xf0};
  out->push_back(static_cast<char>(lead[n_tail] | (code >> (6 * n_tail))));
  for (int i = n_tail - 1; i >= 0; --i) out->push_back(static_cast<char>(0x80 | ((code >> (6 * i)) & 0x3f)));
}

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(const std::string& text) {
  static const std::uint32_t least[] = {0, 0x80, 0x800, 0x10000};
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i++]);
    if (lead < 0x80) continue;
    const int n_tail = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || text.size() - i < static_cast<std::size_t>(n_tail)) return false;
    std::uint32_t code = lead & (0x3fu >> n_tail);
    for (int j = 0; j < n_tail; ++j, ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if ((byte & 0xc0) != 0x80) return false;
      code = code << 6 | (byte & 0x3fu);
    }
    if (code < least[n_tail] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
  }
  return true;
}

}  // namespace

class JsonReader {
 public:
  JsonReader(std::string_view text, const std::string& what) : text_(text), what_(what) {}

  Json document() {
    Json value = read_value(0);
    skip_space();
    if (at_ != text_.size()) fail("text after the value");
    return value;
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw FileFormatError(what_ + " is not valid JSON at byte " + std::to_string(at_) + ": " + reason);
  }

  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
      ++at_;
  }

  char peek() const {
    if (at_ >= text_.size()) fail("it ends early");
    return text_[at_];
  }

  bool take(char c) {
    skip_space();
    if (peek() != c) return false;
    ++at_;
    return true;
  }

  void require(char c) {
    if (!take(c)) fail(std::string("expected '") + c + "'");
  }

  Json read_value(int depth) {
    if (depth > kMaxDepth) fail("nested too deeply");
    skip_space();
    const char c = peek();
    if (c == '{') return read_object(depth);
    if (c == '[') return read_array(depth);
    if (c == '"') return read_string();
    if (c == 't' || c == 'f' || c == 'n') return read_word();
    return read_number();
  }

  Json read_object(int depth) {
    Json value;
    value.kind_ = Json::Kind::kObject;
    require('{');
    if (take('}')) return value;
    do {
      skip_space();
      std::string key = read_string().string_;
      require(':');
      if (!value.object_.emplace(key, read_value(depth + 1)).second)
        fail("the key \"" + key + "\" comes twice");
    } while (take(','));
    require('}');
    return value;
  }

  Json read_array(int depth) {
    Json value;
    value.kind_ = Json::Kind::kArray;
    require('[');
    if (take(']')) return value;
    do {
      value.array_.push_back(read_value(depth + 1));
    } while (take(','));
    require(']');
    return value;
  }

  Json read_word() {
    Json value;
    const std::pair<std::string_view, Json::Kind> words[] = {
        {"true", Json::Kind::kBool}, {"false", Json::Kind::kBool}, {"null", Json::Kind::kNull}};
    for (const auto& [word, kind] : words) {
      if (text_.substr(at_, word.size()) != word) continue;
      at_ += word.size();
      value.kind_ = kind;
      value.bool_ = word == "true";
      return value;
    }
    fail("expected a value");
  }

  bool is_digit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }

  void skip_digits() {
    if (!is_digit()) fail("expected a digit");
    while (is_digit()) ++at_;
  }

  Json read_number() {
    const std::size_t begin = at_;
    if (peek() == '-') ++at_;
    if (is_digit() && text_[at_] == '0') {
      ++at_;
    } else {
      skip_digits();
    }
    if (at_ < text_.size() && text_[at_] == '.') {
      ++at_;
      skip_digits();
    }
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      ++at_;
      if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
      skip_digits();
    }
    // A stream with the classic locale, since strtod reads a decimal comma in some.
    std::istringstream in{std::string(text_.substr(begin, at_ - begin))};
    in.imbue(std::locale::classic());
    Json value;
    value.kind_ = Json::Kind::kNumber;
    in >> value.number_;
    if (!in || !std::isfinite(value.number_)) fail("a number out of range");
    return value;
  }

  std::uint32_t read_hex4() {
    std::uint32_t code = 0;
    for (int i = 0; i < 4; ++i) {
      const char c = peek();
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) fail("expected four hexadecimal digits");
      code = code * 16 + static_cast<std::uint32_t>(digit);
      ++at_;
    }
    return code;
  }

  void read_escape(std::string* out) {
    const char c = peek();
    ++at_;
    static const std::string_view from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
    const std::size_t simple = from.find(c);
    if (simple != std::string_view::npos) {
      out->push_back(to[simple]);
      return;
    }
    if (c != 'u') fail("unknown escape");
    std::uint32_t code = read_hex4();
    if (code >= 0xd800 && code < 0xdc00) {  // a surrogate pair
      if (text_.substr(at_, 2) != "\\u") fail("half a surrogate pair");
      at_ += 2;
      const std::uint32_t low = read_hex4();
      if (low < 0xdc00 || low > 0xdfff) fail("half a surrogate pair");
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    } else if (code >= 0xdc00 && code <= 0xdfff) {
      fail("half a surrogate pair");
    }
    append_utf8(out, code);
  }

  Json read_string() {
    Json value;
    value.kind_ = Json::Kind::kString;
    if (peek() != '"') fail("expected a string");
    ++at_;
    for (;;) {
      const char c = peek();
      ++at_;
      if (c == '"') {
        if (!is_utf8(value.string_)) fail("a string that is not UTF-8");
        return value;
      }
      if (c == '\\') {
        read_escape(&value.string_);
      } else if (static_cast<unsigned char>(c) < 0x20) {
        fail("a control character in a string");
      } else {
        value.string_.push_back(c);
      }
    }
  }

  std::string_view text_;
  const std::string& what_;
  std::size_t at_ = 0;
};

Json Json::parse(std::string_view text, const std::string& what) {
  return JsonReader(text, what).document();
}

void Json::expect(Kind kind, const std::string& where) const {
  if (kind_ == kind) return;
  throw FileFormatError(where + ": expected " + kind_name(kind) + ", found " + kind_name(kind_));
}

bool Json::as_bool(const std::string& where) const {
  expect(Kind::kBool, where);
  return bool_;
}

double Json::as_number(const std::string& where) const {
  expect(Kind::kNumber, where);
  return number_;
}

std::int64_t Json::as_count(const std::string& where) const {
  expect(Kind::kNumber, where);
  if (!(number_ >= 0 && number_ <= kMaxCount) || number_ != std::floor(number_)) {
    throw FileFormatError(where + ": expected a whole number from 0 to 2^53, found " +
                          std::to_string(number_));
  }
  return static_cast<std::int64_t>(number_);
}

const std::string& Json::as_string(const std::string& where) const {
  expect(Kind::kString, where);
  return string_;
}

const std::vector<Json>& Json::as_array(const std::string& where) const {
  expect(Kind::kArray, where);
  return array_;
}

const std::map<std::string, Json>& Json::as_object(const std::string& where) const {
  expect(Kind::kObject, where);
  return object_;
}

}  // namespace pyglm
