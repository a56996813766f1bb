# Two targets do all the set-up: `make build` compiles site.yaml into out/, `make test` proves everything.

GEN := .build/release/gen

.PHONY: build quick test soak bench fuzz mutants reference clean

build: $(GEN)
	$(GEN) build site.yaml

# The package manager knows better than make what has changed.
$(GEN): FORCE
	@sh Scripts/install-build.sh
	swift build -c release --product gen

FORCE:

# Format, unit tests and the command line: what one wants to know before a commit.
quick: $(GEN)
	python3 Scripts/steps.py quick $(GEN)

# Everything that must hold, as CI runs it.
test: $(GEN)
	python3 Scripts/steps.py test $(GEN)

# What takes hours and is true all the same: a million inputs for each target of the fuzzer, every hostile value in every
# setting, and all planted bugs.
soak: $(GEN)
	python3 Scripts/steps.py soak $(GEN)

bench: $(GEN)
	sh Benchmarks/run.sh $(GEN)

# Longer than the tests do it, from another beginning each day; what is new to libFuzzer goes into the corpus.
fuzz:
	@sh Scripts/install-build.sh
	sh Tests/RealParts/install.sh
	python3 Tests/Proofs/Readers/run.py --values 3000 --seed $$(date +%j)
	python3 Tests/Proofs/Fuzz/run.py --runs 20000000 --seed $$(date +%j) --keep

# Whether the tests notice a deliberate bug in the rules of each format; about a quarter of an hour.
mutants:
	python3 Tests/Proofs/Mutants/run.py

# The references of settings, model and findings, and what differs between versions, from the code that decides it.
reference: $(GEN)
	$(GEN) schema --reference > docs/settings.md
	$(GEN) schema --model > docs/model.md
	$(GEN) schema --versions > docs/versions.md
	$(GEN) explain-error > docs/findings.md

clean:
	swift package clean
