/* Closed-loop load on an echo: each of so many connections sends a message, reads it back, and begins anew.
 *
 *   load PORT CONNECTIONS BYTES SECONDS          over TCP; prints round trips a second and MB/s in one direction
 *   load PORT CONNECTIONS BYTES SECONDS udp      over UDP, as many datagrams under way as there are connections
 *   load PORT CONNECTIONS 0 SECONDS              holds idle connections open; prints how many there are
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 64 };

struct connection {
    int descriptor, waits;
    long sent, received;
};

static char message[1 << 20], buffer[1 << 20];
static long size;
static struct sockaddr_in server = {.sin_family = AF_INET};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void stop(const char *what) {
    perror(what);
    exit(1);
}

/* Sends what the socket takes, and has `set` tell when it takes more. */
static void push(int set, struct connection *c, int operation) {
    while (c->sent < size) {
        ssize_t count = send(c->descriptor, message + c->sent, size - c->sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno == EAGAIN) break;
        if (count < 0) stop("send");
        c->sent += count;
    }
    int waits = c->sent < size;
    if (operation == EPOLL_CTL_MOD && waits == c->waits) return;
    c->waits = waits;
    epoll_ctl(set, operation, c->descriptor,
              &(struct epoll_event){.events = EPOLLIN | (waits ? EPOLLOUT : 0), .data.ptr = c});
}

static double streams(struct connection *all, int connections, double seconds) {
    int set = epoll_create1(0);
    struct epoll_event events[BATCH];
    for (int i = 0; i < connections; i++) push(set, &all[i], EPOLL_CTL_ADD);
    double start = now(), end = start;
    long rounds = 0;
    while (end - start < seconds) {
        int count = epoll_wait(set, events, BATCH, 100);
        for (int i = 0; i < count; i++) {
            struct connection *c = events[i].data.ptr;
            if (events[i].events & ~EPOLLOUT) {
                ssize_t got = recv(c->descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
                if (got == 0) errno = ECONNRESET;
                if (got <= 0 && errno != EAGAIN) stop("recv");
                if (got > 0) c->received += got;
                if (c->received == size) {
                    rounds++;
                    c->sent = c->received = 0;
                }
            }
            if (c->sent < size) push(set, c, EPOLL_CTL_MOD);
        }
        end = now();
    }
    return rounds / (end - start);
}

/* A datagram that is lost is replaced by a new one after a tenth of a second of silence. */
static double datagrams(int under_way, double seconds) {
    static struct iovec parts[BATCH], answers[BATCH];
    static struct mmsghdr out[BATCH], in[BATCH];
    int descriptor = socket(AF_INET, SOCK_DGRAM, 0);
    if (connect(descriptor, (void *)&server, sizeof server) != 0) stop("connect");
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){.tv_usec = 100000}, sizeof(struct timeval));
    if (under_way > BATCH) under_way = BATCH;
    for (int i = 0; i < under_way; i++) {
        parts[i] = (struct iovec){message, size};
        answers[i] = (struct iovec){buffer + i * (sizeof buffer / BATCH), sizeof buffer / BATCH};
        out[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
        in[i].msg_hdr = (struct msghdr){.msg_iov = &answers[i], .msg_iovlen = 1};
    }
    double start = now(), end = start;
    long rounds = 0;
    int wanted = under_way;
    while (end - start < seconds) {
        if (sendmmsg(descriptor, out, wanted, 0) < 0) stop("sendmmsg");
        wanted = recvmmsg(descriptor, in, under_way, MSG_WAITFORONE, NULL);
        if (wanted > 0) rounds += wanted;
        else if (errno == EAGAIN) wanted = under_way;
        else stop("recvmmsg");
        end = now();
    }
    return rounds / (end - start);
}

int main(int argc, char **argv) {
    if (argc < 5) return 64;
    int connections = atoi(argv[2]);
    double seconds = atof(argv[4]);
    size = atol(argv[3]);
    if (size < 0 || size > (long)sizeof message || connections < 1) return 64;
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    server.sin_port = htons(atoi(argv[1]));
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (argc > 5) {
        double rate = datagrams(connections, seconds);
        printf("%.0f %.1f\n", rate, rate * size / 1e6);
        return 0;
    }
    struct connection *all = calloc(connections, sizeof *all);
    for (int i = 0; i < connections; i++) {
        all[i].descriptor = socket(AF_INET, SOCK_STREAM, 0);
        if (all[i].descriptor < 0 || connect(all[i].descriptor, (void *)&server, sizeof server) != 0) stop("connect");
        setsockopt(all[i].descriptor, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    }
    if (size == 0) {
        printf("%d\n", connections);
        fflush(stdout);
        sleep(seconds);
        return 0;
    }
    double rate = streams(all, connections, seconds);
    printf("%.0f %.1f\n", rate, rate * size / 1e6);
}
