#pragma once

/// A built-in template.
struct TemplateBytes {
  /// The path in the templates folder.
  const char *path;
  /// The content.
  const unsigned char *bytes;
  /// How many bytes there are.
  unsigned long count;
};

/// Every built-in template, in the order of the paths.
extern const struct TemplateBytes templateBytes[];
/// How many there are.
extern const int templateBytesCount;
