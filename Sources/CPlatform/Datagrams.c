#define _GNU_SOURCE
#include "CPlatform.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>

/// Room for the one control message that is asked for, of either family.
union control {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(struct in6_pktinfo))];
};

struct netlab_batch {
    int capacity, answers;
    size_t size;
    /// Buffers of `size` bytes: those received into, then those of the answers.
    uint8_t *bytes;
    struct mmsghdr *in, *out;
    struct iovec *parts;
    struct sockaddr_storage *sources;
    union control *controls;
};

void netlab_close_batch(netlab_batch *batch) {
    if (batch == NULL) return;
    if (batch->bytes != NULL) munmap(batch->bytes, 2 * batch->capacity * batch->size);
    free(batch->in);
    free(batch->parts);
    free(batch->sources);
    free(batch->controls);
    free(batch);
}

netlab_batch *netlab_open_batch(int capacity, size_t size) {
    netlab_batch *batch = calloc(1, sizeof *batch);
    if (batch == NULL) return NULL;
    batch->capacity = capacity;
    batch->size = size;
    // Pages that no datagram was large enough for cost nothing.
    void *bytes = mmap(NULL, 2 * capacity * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    batch->bytes = bytes == MAP_FAILED ? NULL : bytes;
    batch->in = calloc(2 * capacity, sizeof *batch->in);
    batch->parts = calloc(2 * capacity, sizeof *batch->parts);
    batch->sources = calloc(capacity, sizeof *batch->sources);
    batch->controls = calloc(capacity, sizeof *batch->controls);
    if (!batch->bytes || !batch->in || !batch->parts || !batch->sources || !batch->controls) {
        netlab_close_batch(batch);
        return NULL;
    }
    batch->out = batch->in + capacity;
    return batch;
}

int netlab_tell_destinations(int socket, int family) {
    int on = 1;
    return family == AF_INET6 ? setsockopt(socket, IPPROTO_IPV6, IPV6_RECVPKTINFO, &on, sizeof on)
                              : setsockopt(socket, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
}

int netlab_receive_batch(netlab_batch *batch, int socket, int limit) {
    int most = limit < batch->capacity ? limit : batch->capacity;
    for (int i = 0; i < most; i++) {
        batch->parts[i] = (struct iovec){batch->bytes + i * batch->size, batch->size};
        batch->in[i].msg_hdr = (struct msghdr){
            .msg_name = &batch->sources[i],
            .msg_namelen = sizeof batch->sources[i],
            .msg_iov = &batch->parts[i],
            .msg_iovlen = 1,
            .msg_control = &batch->controls[i],
            .msg_controllen = sizeof batch->controls[i],
        };
    }
    batch->answers = 0;
    return recvmmsg(socket, batch->in, most, MSG_DONTWAIT | MSG_TRUNC, NULL);
}

struct netlab_datagram netlab_datagram_at(const netlab_batch *batch, int index) {
    const struct mmsghdr *message = &batch->in[index];
    return (struct netlab_datagram){
        .bytes = batch->bytes + index * batch->size,
        .length = message->msg_len < batch->size ? message->msg_len : batch->size,
        .whole = message->msg_len,
        .source = message->msg_hdr.msg_name,
        .source_size = message->msg_hdr.msg_namelen,
    };
}

/// Turns what a datagram's destination was into what its answer's source is to be; the way there is the routing's to choose.
static void answer_from(struct msghdr *message) {
    for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part != NULL; part = CMSG_NXTHDR(message, part)) {
        if (part->cmsg_level == IPPROTO_IP && part->cmsg_type == IP_PKTINFO) {
            struct in_pktinfo *place = (void *)CMSG_DATA(part);
            place->ipi_ifindex = 0;
        } else if (part->cmsg_level == IPPROTO_IPV6 && part->cmsg_type == IPV6_PKTINFO) {
            struct in6_pktinfo *place = (void *)CMSG_DATA(part);
            if (IN6_IS_ADDR_MULTICAST(&place->ipi6_addr)) place->ipi6_addr = in6addr_any;
            if (!IN6_IS_ADDR_LINKLOCAL(&place->ipi6_addr)) place->ipi6_ifindex = 0;
        }
    }
}

bool netlab_answer_datagram(netlab_batch *batch, int index, const uint8_t *bytes, size_t length) {
    if (length > batch->size || batch->answers == batch->capacity) return false;
    int answer = batch->capacity + batch->answers;
    uint8_t *buffer = batch->bytes + answer * batch->size;
    if (length > 0) memcpy(buffer, bytes, length);
    batch->parts[answer] = (struct iovec){buffer, length};
    struct msghdr *message = &batch->out[batch->answers].msg_hdr;
    *message = batch->in[index].msg_hdr;
    message->msg_iov = &batch->parts[answer];
    if (message->msg_controllen > 0) answer_from(message);
    else message->msg_control = NULL;
    batch->answers++;
    return true;
}

int netlab_answers(const netlab_batch *batch) {
    return batch->answers;
}

int netlab_send_batch(netlab_batch *batch, int socket, int64_t *bytes) {
    int left = 0;
    *bytes = 0;
    for (int next = 0; next < batch->answers;) {
        int sent = sendmmsg(socket, batch->out + next, batch->answers - next, MSG_DONTWAIT | MSG_NOSIGNAL);
        for (int i = 0; i < sent; i++) *bytes += batch->out[next + i].msg_len;
        if (sent > 0) left += sent;
        // One that cannot leave holds up none of those behind it.
        next += sent > 0 ? sent : 1;
    }
    batch->answers = 0;
    return left;
}
