# Everything goes into .venv and build/; nothing outside this folder is touched.
PYTHON ?= python3
BIN := .venv/bin
SOURCES := CMakeLists.txt pyproject.toml \
  $(shell find csrc pyglm quantize -name '*.cpp' -o -name '*.h' -o -name '*.py' -o -name '*.pyi' -o -name '*.glm')

.PHONY: demo test lint wheel format dev clean

# Builds, installs, and talks: with the person at the terminal, or else a scripted tour with the same model.
demo: .venv/installed
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/pyglm chat; else $(BIN)/python benchmarks/demo.py; fi

# The tests run against the installed package. TESTS="tests/test_x.py -k name" chooses some.
test: .venv/installed
	$(BIN)/pytest $(TESTS)

lint: .venv/installed
	$(BIN)/pip install -q 'pip>=25.1'  # the first with --group
	$(BIN)/pip install -q --group lint
	$(BIN)/clang-format --dry-run --Werror $$(git ls-files 'csrc/*.cpp' 'csrc/*.h' 'tests/cpp/*' 'demo_model/*.cpp')
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	cd $(BIN) && ./python -m mypy.stubtest pyglm._core --allowlist ../../tests/stubtest_allowlist.txt

# The wheel that .venv was installed from, made fit for other Linux systems, in wheelhouse/; tested in an environment of
# its own.
wheel: .venv/installed
	$(BIN)/pip install -q 'pip>=25.1'
	$(BIN)/pip install -q --group wheel
	$(BIN)/python tests/wheel.py build/wheel/*.whl

format:
	clang-format -i $$(git ls-files 'csrc/*.cpp' 'csrc/*.h' 'tests/cpp/*' 'demo_model/*.cpp')
	ruff check --fix .
	ruff format .

.venv/installed: $(SOURCES)
	test -d .venv || $(PYTHON) -m venv .venv
	@echo "Building and installing into .venv; compiling takes a minute or more, without a word."
	rm -rf build/wheel
	$(BIN)/pip wheel -q --no-deps -w build/wheel .
	$(BIN)/pip install -q --force-reinstall --no-deps build/wheel/*.whl
	$(BIN)/pip install -q "$$(echo build/wheel/*.whl)[test]"
	touch $@

# For working on the C++ code in an environment of your own that has pybind11, cmake and ninja: builds into build/dev
# and puts the extension into pyglm/.
dev:
	cmake -S . -B build/dev -G Ninja -DPYGLM_OUTPUT_DIR=$(CURDIR)/pyglm -DPYGLM_TESTS=ON \
	  -Dpybind11_DIR=$$(python -m pybind11 --cmakedir) -DPython_EXECUTABLE=$$(command -v python) >/dev/null
	cmake --build build/dev

clean:
	rm -rf build dist wheelhouse .venv
