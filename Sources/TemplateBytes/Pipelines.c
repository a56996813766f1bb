#include "Pipelines.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char github[] = {
#embed "../../pipelines/github.yml"
};

static const unsigned char gitlab[] = {
#embed "../../pipelines/gitlab.yml"
};

static const unsigned char gitlabInclude[] = {
#embed "../../pipelines/gitlab-include.yml"
};

static const unsigned char preCommit[] = {
#embed "../../pipelines/pre-commit.yaml"
};

const struct Pipeline githubPipeline = {github, sizeof github};
const struct Pipeline gitlabPipeline = {gitlab, sizeof gitlab};
const struct Pipeline gitlabIncludePipeline = {gitlabInclude, sizeof gitlabInclude};
const struct Pipeline preCommitPipeline = {preCommit, sizeof preCommit};
