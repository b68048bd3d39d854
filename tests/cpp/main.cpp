// kernel_tests [--table NAME] [--test NAME] [--list] [--bench [--threads N]]
//
// Runs every test on every kernel table that this machine has, or on the one called NAME. Exit code: 0 all
// passed, 1 some failed, 2 usage.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "harness.h"

namespace kernel_tests {
namespace {

std::string running;  // "table.test", for messages
long n_checks = 0;
long n_failed = 0;
constexpr long kMostMessages = 20;

// An access outside an array ends here: say whose it was.
void on_fault(int signal) {
  const std::string text = "FAILED " + running + ": signal " + std::to_string(signal) +
                           (signal == SIGILL ? " (illegal instruction)\n" : " (access outside an array)\n");
  [[maybe_unused]] const auto written = write(STDERR_FILENO, text.data(), text.size());
  _exit(1);
}

}  // namespace

void check(bool ok, const char* expression, const char* file, int line, const std::string& context) {
  ++n_checks;
  if (ok || ++n_failed > kMostMessages) return;
  std::fprintf(stderr, "FAILED %s: %s:%d: %s: %s\n", running.c_str(), file, line, expression,
               context.c_str());
}

namespace {

bool run_table(const pyglm::KernelTable& table, const std::string& only) {
  bool all_passed = true;
  for (const Test& test : tests()) {
    if (!only.empty() && only != test.name) continue;
    running = std::string(table.name) + "." + test.name;
    n_checks = n_failed = 0;
    test.run(table);
    if (n_checks == 0) ++n_failed;  // a test that checks nothing is broken
    std::printf("%s %s (%ld checks, %ld failed)\n", n_failed == 0 ? "passed" : "FAILED", running.c_str(),
                n_checks, n_failed);
    std::fflush(stdout);
    all_passed = all_passed && n_failed == 0;
  }
  return all_passed;
}

struct Options {
  std::string table;
  std::string test;
  bool list = false;
  bool bench = false;
  int threads = 1;
};

bool parse(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    const bool has_value = i + 1 < argc;
    if (arg == "--list") {
      options.list = true;
    } else if (arg == "--bench") {
      options.bench = true;
    } else if (arg == "--table" && has_value) {
      options.table = argv[++i];
    } else if (arg == "--test" && has_value) {
      options.test = argv[++i];
    } else if (arg == "--threads" && has_value) {
      options.threads = std::atoi(argv[++i]);
    } else {
      return false;
    }
  }
  return options.threads > 0;
}

void list_all(const pyglm::KernelTable* const* tables, int n) {
  for (int i = 0; i < n; ++i) {
    for (const Test& test : tests()) std::printf("%s.%s\n", tables[i]->name, test.name);
  }
}

int run(const Options& options) {
  int n = 0;
  const pyglm::KernelTable* const* tables = pyglm::kernel_tables(&n);
  if (options.list) {
    list_all(tables, n);
    return 0;
  }
  bool found = false, all_passed = true;
  for (int i = 0; i < n; ++i) {
    if (!options.table.empty() && options.table != tables[i]->name) continue;
    found = true;
    if (options.bench) {
      run_benchmarks(*tables[i], options.threads);
    } else {
      all_passed = run_table(*tables[i], options.test) && all_passed;
    }
  }
  if (!found) std::fprintf(stderr, "no kernel table called %s here\n", options.table.c_str());
  return !found ? 2 : all_passed ? 0 : 1;
}

}  // namespace
}  // namespace kernel_tests

int main(int argc, char** argv) {
  kernel_tests::Options options;
  if (!kernel_tests::parse(argc, argv, options)) {
    std::fprintf(stderr,
                 "usage: kernel_tests [--table NAME] [--test NAME] [--list] [--bench [--threads N]]\n");
    return 2;
  }
  for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE}) std::signal(signal, kernel_tests::on_fault);
  return kernel_tests::run(options);
}
