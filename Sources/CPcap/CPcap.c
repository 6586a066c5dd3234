#include "CPcap.h"

#include <CLibrary.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

// Every function of libpcap that is used: what it returns, its name, its parameters and how they are passed on.
#define FUNCTIONS(F)                                                                                                        \
    F(int, pcap_activate, (pcap_t * capture), (capture))                                                                    \
    F(int, pcap_compile, (pcap_t * capture, struct bpf_program * program, const char *text, int optimize, bpf_u_int32 mask), \
      (capture, program, text, optimize, mask))                                                                             \
    F(pcap_t *, pcap_create, (const char *source, char *error), (source, error))                                            \
    F(int, pcap_datalink, (pcap_t * capture), (capture))                                                                    \
    F(int, pcap_dispatch, (pcap_t * capture, int count, pcap_handler handler, u_char * user),                               \
      (capture, count, handler, user))                                                                                      \
    F(int, pcap_findalldevs, (pcap_if_t * *devices, char *error), (devices, error))                                         \
    F(char *, pcap_geterr, (pcap_t * capture), (capture))                                                                   \
    F(int, pcap_get_selectable_fd, (pcap_t * capture), (capture))                                                           \
    F(int, pcap_list_tstamp_types, (pcap_t * capture, int **types), (capture, types))                                       \
    F(int, pcap_next_ex, (pcap_t * capture, struct pcap_pkthdr * *header, const u_char **bytes), (capture, header, bytes))   \
    F(int, pcap_offline_filter,                                                                                             \
      (const struct bpf_program *program, const struct pcap_pkthdr *header, const u_char *packet),                          \
      (program, header, packet))                                                                                            \
    F(pcap_t *, pcap_fopen_offline, (FILE * file, char *error), (file, error))                                              \
    F(int, pcap_set_buffer_size, (pcap_t * capture, int size), (capture, size))                                             \
    F(int, pcap_set_immediate_mode, (pcap_t * capture, int enabled), (capture, enabled))                                    \
    F(int, pcap_set_promisc, (pcap_t * capture, int enabled), (capture, enabled))                                           \
    F(int, pcap_set_snaplen, (pcap_t * capture, int length), (capture, length))                                             \
    F(int, pcap_set_timeout, (pcap_t * capture, int milliseconds), (capture, milliseconds))                                 \
    F(int, pcap_set_tstamp_precision, (pcap_t * capture, int precision), (capture, precision))                              \
    F(int, pcap_set_tstamp_type, (pcap_t * capture, int type), (capture, type))                                             \
    F(int, pcap_setfilter, (pcap_t * capture, struct bpf_program * program), (capture, program))                            \
    F(int, pcap_setnonblock, (pcap_t * capture, int enabled, char *error), (capture, enabled, error))                       \
    F(int, pcap_stats, (pcap_t * capture, struct pcap_stat * counts), (capture, counts))                                    \
    F(const char *, pcap_statustostr, (int status), (status))                                                               \
    F(int, pcap_tstamp_type_name_to_val, (const char *name), (name))                                                        \
    F(const char *, pcap_tstamp_type_val_to_name, (int type), (type))

// The same for those that return nothing.
#define PROCEDURES(F)                                              \
    F(pcap_breakloop, (pcap_t * capture), (capture))               \
    F(pcap_close, (pcap_t * capture), (capture))                   \
    F(pcap_freealldevs, (pcap_if_t * devices), (devices))          \
    F(pcap_freecode, (struct bpf_program * program), (program))    \
    F(pcap_free_tstamp_types, (int *types), (types))

FUNCTIONS(NETLAB_DEFINE_FUNCTION)
PROCEDURES(NETLAB_DEFINE_PROCEDURE)

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *failure;

static void load(void) {
    // Debian's name, then upstream's.
    static const char *const names[] = {"libpcap.so.0.8", "libpcap.so.1", NULL};
    void *library = netlab_open_library(names, &failure);
    if (library == NULL) return;
    FUNCTIONS(NETLAB_FIND_FUNCTION)
    PROCEDURES(NETLAB_FIND_PROCEDURE)
}

const char *netlab_load_pcap(void) {
    pthread_once(&once, load);
    return failure;
}

pcap_t *netlab_open_empty_savefile(uint16_t link, uint32_t length, bool is_big_endian, char *error) {
    // The file's head (draft-ietf-opsawg-pcap): magic number, version 2.4, two fields that nobody used, snap length, link type.
    const uint32_t words[] = {0xa1b2c3d4, 0, 0, 0, length, link};
    uint8_t head[sizeof words];
    for (size_t word = 0; word < sizeof words / sizeof *words; word++)
        for (int byte = 0; byte < 4; byte++)
            head[4 * word + byte] = words[word] >> (is_big_endian ? 24 - 8 * byte : 8 * byte);
    head[is_big_endian ? 5 : 4] = 2;
    head[is_big_endian ? 7 : 6] = 4;
    // glibc ends what was written with a null byte, for which there has to be room.
    FILE *file = fmemopen(NULL, sizeof head + 1, "w+");
    if (file == NULL || fwrite(head, sizeof head, 1, file) != 1 || fseek(file, 0, SEEK_SET) != 0) {
        snprintf(error, PCAP_ERRBUF_SIZE, "no memory for a filter");
        if (file != NULL) fclose(file);
        return NULL;
    }
    pcap_t *capture = pcap_fopen_offline(file, error);
    if (capture == NULL) fclose(file);
    return capture;
}
