# Everything runs in .venv; nothing outside this folder is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
SOURCES := CMakeLists.txt pyproject.toml $(shell find csrc pyglm quantize -name '*.cpp' -o -name '*.h' -o -name '*.py' -o -name '*.pyi')

.PHONY: demo test lint format dev clean

demo: $(STAMP)
	$(BIN)/python benchmarks/demo.py

test: $(STAMP)
	$(BIN)/pip install -q '.[test]' --no-deps --no-build-isolation 2>/dev/null || true
	$(BIN)/python -m pytest

$(STAMP): $(SOURCES)
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q '.[test]'
	touch $@

dev:
	cmake -S . -B build/dev -G Ninja -DPYGLM_OUTPUT_DIR=$(CURDIR)/pyglm -DPYGLM_TESTS=ON \
	  -Dpybind11_DIR=$$(python -m pybind11 --cmakedir) -DPython_EXECUTABLE=$$(command -v python) >/dev/null
	cmake --build build/dev

clean:
	rm -rf build dist $(VENV)
