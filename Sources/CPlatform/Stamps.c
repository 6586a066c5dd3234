#define _GNU_SOURCE

#include "CPlatform.h"

#include <linux/errqueue.h>
#include <linux/net_tstamp.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

int netlab_stamp(int socket) {
    int flags = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE
                | SOF_TIMESTAMPING_OPT_ID | SOF_TIMESTAMPING_OPT_TSONLY;
    return setsockopt(socket, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof flags);
}

/// The software stamp among what came with a message, in nanoseconds; 0 for none.
static int64_t stamp_of(struct msghdr *message) {
    for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part != NULL; part = CMSG_NXTHDR(message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_TIMESTAMPING) continue;
        struct timespec stamps[3];
        memcpy(stamps, CMSG_DATA(part), sizeof stamps);
        return stamps[0].tv_sec * INT64_C(1000000000) + stamps[0].tv_nsec;
    }
    return 0;
}

ssize_t netlab_receive_stamped(int socket, uint8_t *buffer, size_t size, int64_t *stamp) {
    char control[256];
    struct iovec vector = {.iov_base = buffer, .iov_len = size};
    struct msghdr message = {
        .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control,
    };
    ssize_t count = recvmsg(socket, &message, 0);
    *stamp = count < 0 ? 0 : stamp_of(&message);
    return count;
}

/// The address of who sent an ICMP message, which follows the error; that of IPv4 is mapped where the socket is one of IPv6.
static void copy_sender(struct netlab_queued *queued, const unsigned char *sender) {
    struct sockaddr any;
    memcpy(&any, sender, sizeof any);
    if (any.sa_family == AF_INET) {
        memcpy(queued->sender, sender + offsetof(struct sockaddr_in, sin_addr), 4);
    } else if (any.sa_family == AF_INET6) {
        size_t mapped = queued->is_v6 ? 0 : 12;
        memcpy(queued->sender, sender + offsetof(struct sockaddr_in6, sin6_addr) + mapped, 16 - mapped);
    }
}

int netlab_take_queued(int socket, struct netlab_queued *queued) {
    char control[512];
    char payload[64];
    struct iovec vector = {.iov_base = payload, .iov_len = sizeof payload};
    struct msghdr message = {
        .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control,
    };
    if (recvmsg(socket, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) return 0;
    *queued = (struct netlab_queued){.kind = NETLAB_QUEUED_OTHER};
    for (struct cmsghdr *part = CMSG_FIRSTHDR(&message); part != NULL; part = CMSG_NXTHDR(&message, part)) {
        bool is_v4 = part->cmsg_level == IPPROTO_IP && part->cmsg_type == IP_RECVERR;
        bool is_v6 = part->cmsg_level == IPPROTO_IPV6 && part->cmsg_type == IPV6_RECVERR;
        if (!is_v4 && !is_v6) continue;
        struct sock_extended_err found;
        memcpy(&found, CMSG_DATA(part), sizeof found);
        if (found.ee_origin == SO_EE_ORIGIN_TIMESTAMPING) {
            queued->kind = NETLAB_QUEUED_STAMP;
            queued->identifier = found.ee_data;
            queued->stamp = stamp_of(&message);
        } else if (found.ee_origin == SO_EE_ORIGIN_ICMP || found.ee_origin == SO_EE_ORIGIN_ICMP6) {
            queued->kind = NETLAB_QUEUED_ICMP;
            queued->is_v6 = found.ee_origin == SO_EE_ORIGIN_ICMP6;
            queued->error = (int)found.ee_errno;
            queued->type = found.ee_type;
            queued->code = found.ee_code;
            queued->mtu = found.ee_info;
            copy_sender(queued, CMSG_DATA(part) + sizeof found);
        }
    }
    return 1;
}
