#include "FindingExamples.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char examples[] = {
#embed "../../Tests/Proofs/TemplateErrors/examples.cases"
};

const unsigned char *const findingExamples = examples;

const unsigned long findingExamplesCount = sizeof examples;
