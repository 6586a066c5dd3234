#ifndef NETLAB_CPCAP_H
#define NETLAB_CPCAP_H

#include <pcap/pcap.h>

/// Loads libpcap; returns NULL, or dlerror(3)'s text where it cannot be loaded. The other functions may be called only after it
/// returned NULL.
///
/// Only captures need the library: linked as usual, it and the nine libraries that it brings along would cost every command a
/// millisecond before its first line.
const char *netlab_load_pcap(void);

#endif
