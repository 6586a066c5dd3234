/* The least that connecting to many ports can cost: one thread, nonblocking connect(2), epoll(7), and no more.
 *
 *   connect FIRST LAST AT_ONCE      ports of 127.0.0.1; prints how many connected and how many refused
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BATCH = 64 };

static int connected, refused;

static void settle(int descriptor, int error) {
    if (error == 0) connected++; else refused++;
    close(descriptor);
}

int main(int count, char **arguments) {
    if (count != 4) return 64;
    int port = atoi(arguments[1]), last = atoi(arguments[2]), most = atoi(arguments[3]);
    int set = epoll_create1(0), under_way = 0;
    struct epoll_event events[BATCH];
    while (port <= last || under_way > 0) {
        for (; port <= last && under_way < most; port++) {
            struct sockaddr_in to = {
                .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
            int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            if (descriptor < 0) return 71;
            if (connect(descriptor, (void *)&to, sizeof to) == 0 || errno != EINPROGRESS) {
                settle(descriptor, errno == ECONNREFUSED ? errno : 0);
                continue;
            }
            struct epoll_event event = {.events = EPOLLOUT, .data.fd = descriptor};
            epoll_ctl(set, EPOLL_CTL_ADD, descriptor, &event);
            under_way++;
        }
        int ready = under_way > 0 ? epoll_wait(set, events, BATCH, -1) : 0;
        for (int i = 0; i < ready; i++) {
            int error = 0;
            socklen_t size = sizeof error;
            getsockopt(events[i].data.fd, SOL_SOCKET, SO_ERROR, &error, &size);
            settle(events[i].data.fd, error);
            under_way--;
        }
    }
    printf("%d connected, %d refused\n", connected, refused);
    return 0;
}
