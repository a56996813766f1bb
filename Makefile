# Two targets do all the set-up: `make build` compiles site.yaml into out/, `make test` runs all tests.

GEN := .build/release/gen

# Where `make install` puts gen, its manual pages and its completions.
PREFIX := /usr/local

.PHONY: build install dist quick test soak bench fuzz mutants reference docs clean

build: $(GEN)
	$(GEN) build site.yaml

# The package manager knows better than make which files have changed.
$(GEN): FORCE
	@sh Scripts/install-build.sh
	swift build -c release --product gen

FORCE:

install: $(GEN)
	sh packaging/install.sh $(GEN) $(PREFIX) $(DESTDIR)

# A release in dist/: the program, an archive, a package for Debian and Ubuntu, the list of its parts, checksums.
dist: $(GEN)
	sh packaging/dist.sh $(GEN) dist

# Format, unit tests and the command line: run it before a commit.
quick: $(GEN)
	python3 Scripts/steps.py quick $(GEN)

# Everything that must hold, as CI runs it.
test: $(GEN)
	python3 Scripts/steps.py test $(GEN)

# Tests that take hours: a million inputs for each fuzz target, every hostile value in every setting, and all planted bugs.
soak: $(GEN)
	python3 Scripts/steps.py soak $(GEN)

bench: $(GEN)
	sh Benchmarks/run.sh $(GEN)

# Fuzzing for longer than in the tests, with a new seed each day; inputs that are new to libFuzzer are added to the corpus.
fuzz:
	@sh Scripts/install-build.sh
	sh Tests/RealParts/install.sh
	python3 Tests/Proofs/Readers/run.py --values 3000 --seed $$(date +%j)
	python3 Tests/Proofs/Fuzz/run.py --runs 20000000 --seed $$(date +%j) --keep

# Whether the tests notice a deliberate bug in the rules of each format; about a quarter of an hour.
mutants:
	python3 Tests/Proofs/Mutants/run.py

# Generates the references of settings, model, findings and versions from the code.
reference: $(GEN)
	$(GEN) schema --reference > docs/settings.md
	$(GEN) schema --model > docs/model.md
	$(GEN) schema --model-schema > docs/schemas/model.json
	$(GEN) schema --versions > docs/versions.md
	$(GEN) docs --findings > docs/findings.md

# The pages of docs/ as a site, in .build/docs/site; needs no network.
docs:
	python3 Scripts/docs/build.py .build/docs
	python3 Scripts/docs/links.py .build/docs/site

clean:
	swift package clean
