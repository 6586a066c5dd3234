#ifndef NETLAB_CPCAP_H
#define NETLAB_CPCAP_H

#include <pcap/pcap.h>

/// Loads libpcap; returns NULL, or dlerror(3)'s text where it cannot be loaded. The other functions may be called only after it
/// returned NULL. It brings nine further libraries along, which take a millisecond.
const char *netlab_load_pcap(void);

#endif
