#define _GNU_SOURCE
#include "CLibrary.h"

void *netlab_open_library(const char *const *names, const char **failure) {
    void *library = NULL;
    for (; *names != NULL && library == NULL; names++) library = dlopen(*names, RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
    if (library == NULL) *failure = dlerror();
    return library;
}
