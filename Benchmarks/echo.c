/* The least that serving an echo can cost: one thread, epoll(7) over streams or recvmmsg(2) over datagrams, and no more. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BATCH = 64, DATAGRAM = 65536 };

static char buffer[65536];

static int bound(int type) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int one = 1, descriptor = socket(AF_INET, type, 0);
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(descriptor, (void *)&address, length) != 0) exit(1);
    getsockname(descriptor, (void *)&address, &length);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return descriptor;
}

static void datagrams(void) {
    static char bytes[BATCH][DATAGRAM];
    static struct sockaddr_in sources[BATCH];
    static struct iovec parts[BATCH];
    static struct mmsghdr messages[BATCH];
    int descriptor = bound(SOCK_DGRAM);
    for (;;) {
        for (int i = 0; i < BATCH; i++) {
            parts[i] = (struct iovec){bytes[i], DATAGRAM};
            messages[i].msg_hdr = (struct msghdr){
                .msg_name = &sources[i], .msg_namelen = sizeof sources[i], .msg_iov = &parts[i], .msg_iovlen = 1};
        }
        int count = recvmmsg(descriptor, messages, BATCH, MSG_WAITFORONE, NULL);
        for (int i = 0; i < count; i++) parts[i].iov_len = messages[i].msg_len;
        for (int sent = 0; sent < count;) {
            int more = sendmmsg(descriptor, messages + sent, count - sent, 0);
            if (more < 1) break;
            sent += more;
        }
    }
}

/* Sends all of it: where the socket takes no more, the client is one that reads while it writes. */
static int answer(int descriptor, ssize_t count) {
    for (ssize_t sent = 0; sent < count;) {
        ssize_t more = send(descriptor, buffer + sent, count - sent, MSG_NOSIGNAL);
        if (more < 0 && errno != EAGAIN) return -1;
        if (more > 0) sent += more;
    }
    return 0;
}

static void streams(void) {
    struct epoll_event events[BATCH];
    int listener = bound(SOCK_STREAM), set = epoll_create1(0);
    listen(listener, 4096);
    epoll_ctl(set, EPOLL_CTL_ADD, listener, &(struct epoll_event){.events = EPOLLIN, .data.fd = listener});
    for (;;) {
        int count = epoll_wait(set, events, BATCH, -1);
        for (int i = 0; i < count; i++) {
            int descriptor = events[i].data.fd;
            if (descriptor == listener) {
                int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
                epoll_ctl(set, EPOLL_CTL_ADD, client, &(struct epoll_event){.events = EPOLLIN, .data.fd = client});
                continue;
            }
            ssize_t got = recv(descriptor, buffer, sizeof buffer, 0);
            if (got > 0 ? answer(descriptor, got) != 0 : got == 0 || errno != EAGAIN) close(descriptor);
        }
    }
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "udp") == 0) datagrams();
    streams();
}
