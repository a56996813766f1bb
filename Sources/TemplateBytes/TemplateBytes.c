#include "TemplateBytes.h"
