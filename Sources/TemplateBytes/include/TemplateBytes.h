#pragma once

#include "FindingExamples.h"
#include "Pipelines.h"

/// A built-in template.
struct TemplateBytes {
  /// The path in the templates folder.
  const char *path;
  /// The content.
  const unsigned char *bytes;
  /// How many bytes there are.
  unsigned long count;
};

/// How many built-in templates there are.
extern const int templateCount;

/// One of them, in the order of their paths.
struct TemplateBytes templateAt(int index);
