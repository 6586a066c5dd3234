#include "CYAML.h"

#include <CLibrary.h>
#include <pthread.h>

// Every function of libyaml that is used: what it returns, its name, its parameters and how they are passed on.
#define FUNCTIONS(F)                                                                                         \
    F(int, yaml_parser_initialize, (yaml_parser_t * parser), (parser))                                       \
    F(int, yaml_parser_parse, (yaml_parser_t * parser, yaml_event_t * event), (parser, event))

// The same for those that return nothing.
#define PROCEDURES(F)                                                                                        \
    F(yaml_event_delete, (yaml_event_t * event), (event))                                                    \
    F(yaml_parser_delete, (yaml_parser_t * parser), (parser))                                                \
    F(yaml_parser_set_input_string, (yaml_parser_t * parser, const unsigned char *input, size_t size),       \
      (parser, input, size))

FUNCTIONS(NETLAB_DEFINE_FUNCTION)
PROCEDURES(NETLAB_DEFINE_PROCEDURE)

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *failure;

static void load(void) {
    static const char *const names[] = {"libyaml-0.so.2", NULL};
    void *library = netlab_open_library(names, &failure);
    if (library == NULL) return;
    FUNCTIONS(NETLAB_FIND_FUNCTION)
    PROCEDURES(NETLAB_FIND_PROCEDURE)
}

const char *netlab_load_yaml(void) {
    pthread_once(&once, load);
    return failure;
}
