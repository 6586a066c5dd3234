#ifndef NETLAB_CLIBRARY_H
#define NETLAB_CLIBRARY_H

#include <dlfcn.h>
#include <stddef.h>

/// A shared library that is loaded when it is first needed, and not with the program.
///
/// Linked as usual, the library and all that it brings along would cost every command time before its first line.

/// Loads the first of `names` that there is, which end with NULL; returns NULL where there is none, and then sets `failure` to
/// dlerror(3)'s text. What the library calls is its own, not what this program defines under the same name.
void *netlab_open_library(const char *const *names, const char **failure);

// Each function gets a pointer, and its own name for a function that goes through it, so that callers need not know. The
// compiler holds both to the prototype in the library's header.
#define NETLAB_DEFINE_FUNCTION(result, name, parameters, arguments) \
    static __typeof__(&name) loaded_##name;                         \
    result name parameters { return loaded_##name arguments; }
#define NETLAB_DEFINE_PROCEDURE(name, parameters, arguments) \
    static __typeof__(&name) loaded_##name;                  \
    void name parameters { loaded_##name arguments; }

// Look up what was defined so, in `library`; `failure` is set where a name is missing.
#define NETLAB_FIND(name)                  \
    loaded_##name = dlsym(library, #name); \
    if (loaded_##name == NULL && !failure) failure = dlerror();
#define NETLAB_FIND_FUNCTION(result, name, parameters, arguments) NETLAB_FIND(name)
#define NETLAB_FIND_PROCEDURE(name, parameters, arguments) NETLAB_FIND(name)

#endif
