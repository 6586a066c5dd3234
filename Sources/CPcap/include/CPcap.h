#ifndef NETLAB_CPCAP_H
#define NETLAB_CPCAP_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stdint.h>

/// Loads libpcap; returns NULL, or dlerror(3)'s text where it cannot be loaded. The other functions may be called only after it
/// returned NULL. It brings nine further libraries along, which take a millisecond.
const char *netlab_load_pcap(void);

/// Opens a capture file that has no packets, of this link type and byte order, from memory; returns NULL with the cause in
/// `error`, of PCAP_ERRBUF_SIZE bytes. pcap_close(3pcap) closes it.
///
/// For a file libpcap compiles a filter otherwise than for an interface of this host.
pcap_t *netlab_open_empty_savefile(uint16_t link, uint32_t length, bool is_big_endian, char *error);

#endif
