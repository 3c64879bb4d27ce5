# make demo   installs what is missing, builds, and runs a first session
# make test   installs what is missing, lints, builds with warnings as errors, runs every test
#             (DATA=folder adds the suite on the real files)
# make checklist  asks the essay's 84 questions of a fresh knowledge base and prints the table of results
# make dist   a tarball in .build/dist that runs on any Linux of this machine's kind, without Swift
# make man    the manual pages, in English and Chinese, in .build/man
# make faults    every read, write, sync, lock and allocation failing once and for good (long)
# make fuzz      a million tables, 20,000 whole ingests, 100,000 searches and as many questions, made to
#                break it (long)
# make judge     chooses the weights of the search on half of the judged queries, measures them on the others
# make sanitize  every test under AddressSanitizer and ThreadSanitizer (long)

SHELL := /bin/bash
DATA ?=
RELEASE := swift build -c release --static-swift-stdlib --product aikb
PACKAGES := libsqlite3-dev libyaml-dev libmd-dev libexpat1-dev zlib1g-dev sqlite3

.PHONY: demo test build man deps dist lint checklist faults fuzz fuzz-coverage judge sanitize \
  interop bench bench-search bench-reading bench-memory clean

demo: build
	Examples/demo.sh .build/release/aikb

build: deps
	$(RELEASE)

man: build
	mkdir -p .build/man/man1 .build/man/zh_CN/man1
	Scripts/man.sh .build/release/aikb en > .build/man/man1/aikb.1
	Scripts/man.sh .build/release/aikb zh > .build/man/zh_CN/man1/aikb.1

# Everything linked in, the C library too; its own folder, since every object is compiled anew.
dist: deps
	swift build -c release --static-swift-stdlib -Xswiftc -static-executable --product aikb \
	  --scratch-path .build/static
	Scripts/dist.sh .build/static/release/aikb .build/dist

# Debian and Ubuntu; elsewhere install SQLite 3.40 or newer, libyaml, libmd, expat and
# zlib by hand.
deps:
	@missing=; for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  echo "installing$$missing"; \
	  as=; [ "$$(id -u)" = 0 ] || as=sudo; \
	  $$as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as apt-get install -qq -y $$missing >/dev/null; \
	fi

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

test: deps lint build
	@$(if $(DATA),,echo "The suite on the real files was not run: make test DATA=folder")
	AIKB_BINARY=$(CURDIR)/.build/release/aikb AIKB_DATA=$(if $(DATA),$(abspath $(DATA))/data,) \
	  swift test --parallel

checklist: build
	Scripts/checklist.py .build/release/aikb

faults: deps
	FAULTS_ALL=1 swift test --filter '^FaultTests\.'

fuzz: deps
	swift build -c release --product fuzz
	.build/release/fuzz tables 1000000
	.build/release/fuzz ingests 20000
	.build/release/fuzz questions 100000
	AIKB_FUZZ=100000 swift test --filter '^KnowledgeBaseTests\.SearchSyntaxTests/fuzz'

# With libFuzzer, which looks for inputs that reach code no other has reached; MINUTES of it.
MINUTES ?= 10
fuzz-coverage: deps
	swift build -c release --sanitize=fuzzer -Xswiftc -DLIBFUZZER \
	  --scratch-path .build/fuzzer --product fuzz
	mkdir -p .build/fuzzer/corpus
	.build/fuzzer/release/fuzz -max_total_time=$$((60 * $(MINUTES))) -max_len=600 -timeout=20 \
	  -rss_limit_mb=1024 .build/fuzzer/corpus

judge: deps
	AIKB_JUDGE=1 swift test --filter '^IngestTests\.JudgedSearchTests'

# Suppressed is what lies in others' code, each with its reason. The suites in one process are also
# searched for leaks; the end of a program gives everything back. ThreadSanitizer leaves out the faults
# of the allocator, which it replaces, and the full disk.
SANITIZERS := $(CURDIR)/Tests/Faults/Sanitizers

sanitize: deps
	swift build --build-tests --sanitize=address --scratch-path .build/address
	ASAN_OPTIONS=suppressions=$(SANITIZERS)/address.txt \
	  LSAN_OPTIONS=suppressions=$(SANITIZERS)/leaks.txt \
	  swift test --skip-build --sanitize=address --scratch-path .build/address \
	  --filter '^(SQLite|Tabular|KnowledgeBase|Ingest)Tests\.'
	ASAN_OPTIONS=detect_leaks=0:suppressions=$(SANITIZERS)/address.txt \
	  AIKB_BINARY=$(CURDIR)/.build/address/debug/aikb \
	  swift test --skip-build --sanitize=address --scratch-path .build/address \
	  --filter '^(Fault|aikb)Tests\.'
	swift build --build-tests --sanitize=thread --scratch-path .build/thread
	TSAN_OPTIONS=suppressions=$(SANITIZERS)/thread.txt \
	  AIKB_BINARY=$(CURDIR)/.build/thread/debug/aikb \
	  swift test --skip-build --sanitize=thread --scratch-path .build/thread \
	  --skip '^FaultTests\.FaultTests|fullDisk'

interop: build
	AIKB_DATA=$(if $(DATA),$(abspath $(DATA))/data,) Tests/interop.sh .build/release/aikb
	Tests/frictionless.sh .build/release/aikb

bench: build
	Benchmarks/run.sh

# Needs pip install tantivy duckdb==1.4.4 duckdb-ext-fts
bench-search: build
	swift build -c release --static-swift-stdlib --product search-bench
	Benchmarks/search.sh

# Needs pip install openpyxl pandas duckdb, what is missing is left out; PYTHON has them. The data is
# that of make bench.
PYTHON ?= python3
READING := $(CURDIR)/.build/release/reading-bench

bench-reading: build
	swift build -c release --static-swift-stdlib --product reading-bench
	python3 Benchmarks/generate.py 100000 .build/bench/data-100000
	$(PYTHON) Benchmarks/reading.py $(READING) .build/bench/data-100000 .build/bench/reading

# 2 GB of disk at the most.
bench-memory: build
	swift build -c release --static-swift-stdlib --product reading-bench
	python3 Benchmarks/memory.py $(READING) .build/release/aikb .build/bench/memory

clean:
	rm -rf .build demo
