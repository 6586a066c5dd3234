#ifndef NETLAB_CYAML_H
#define NETLAB_CYAML_H

#include <yaml.h>

/// Loads libyaml; returns NULL, or dlerror(3)'s text where it cannot be loaded. The other functions may be called only after it
/// returned NULL.
const char *netlab_load_yaml(void);

#endif
