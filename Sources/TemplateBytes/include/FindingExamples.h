#pragma once

/// Tests/Proofs/TemplateErrors/examples.cases: for each finding about a template one that gets it, and one that does not.
extern const unsigned char *const findingExamples;

/// How many bytes it has.
extern const unsigned long findingExamplesCount;
