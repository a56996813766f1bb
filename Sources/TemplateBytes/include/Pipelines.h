#pragma once

/// A file of `pipelines/`.
struct Pipeline {
  const unsigned char *const bytes;
  const unsigned long count;
};

extern const struct Pipeline githubPipeline;
extern const struct Pipeline gitlabPipeline;
extern const struct Pipeline gitlabIncludePipeline;
extern const struct Pipeline preCommitPipeline;
