/* The least that reading a capture with libpcap can cost: counts packets and their bytes. */
#include <pcap/pcap.h>
#include <stdio.h>

static unsigned long packets, bytes;

static void count(u_char *context, const struct pcap_pkthdr *header, const u_char *data) {
    (void)context;
    (void)data;
    packets++;
    bytes += header->len;
}

int main(int argc, char **argv) {
    char message[PCAP_ERRBUF_SIZE];
    pcap_t *capture = argc > 1 ? pcap_open_offline(argv[1], message) : NULL;
    if (!capture) return 1;
    int status = pcap_loop(capture, -1, count, NULL);
    printf("%lu packets, %lu bytes\n", packets, bytes);
    pcap_close(capture);
    return status != 0;
}
