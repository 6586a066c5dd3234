#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/errqueue.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <malloc.h>
#include <net/if.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int netlab_unshare_network(bool user_too) {
    return unshare(CLONE_NEWNET | (user_too ? CLONE_NEWUSER : 0));
}

const char *netlab_errno_name(int error) {
    return strerrorname_np(error);
}

int netlab_map_large_blocks(void) {
    return mallopt(M_MMAP_THRESHOLD, 128 << 10);
}

int netlab_accept(int socket) {
    return accept4(socket, NULL, NULL, SOCK_CLOEXEC);
}

int netlab_open_stop_signals(bool reports, bool reopens) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    // Whoever ignores it, as nohup(1) does, wants to go on without the terminal.
    struct sigaction hangup;
    if (sigaction(SIGHUP, NULL, &hangup) != 0) return -1;
    if (reopens || hangup.sa_handler != SIG_IGN) sigaddset(&signals, SIGHUP);
    if (reports) sigaddset(&signals, SIGUSR1);
    if (sigprocmask(SIG_BLOCK, &signals, NULL) != 0) return -1;
    return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

void netlab_restore_stop_signals(void) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
}

bool netlab_stop_signals(bool pending) {
    sigset_t signals;
    if ((pending ? sigpending(&signals) : pthread_sigmask(SIG_BLOCK, NULL, &signals)) != 0) return false;
    return sigismember(&signals, SIGINT) == 1 || sigismember(&signals, SIGTERM) == 1 || sigismember(&signals, SIGHUP) == 1;
}

int netlab_poll(struct pollfd *entries, nfds_t count, int64_t nanoseconds) {
    struct timespec timeout = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
    return ppoll(entries, count, &timeout, NULL);
}

int netlab_open_poll_set(void) {
    return epoll_create1(EPOLL_CLOEXEC);
}

int netlab_watch(int set, int socket, uint64_t token, bool to_read, bool to_write) {
    struct epoll_event event = {.events = (to_read ? EPOLLIN : 0) | (to_write ? EPOLLOUT : 0), .data.u64 = token};
    int result = epoll_ctl(set, EPOLL_CTL_ADD, socket, &event);
    return result < 0 && errno == EEXIST ? epoll_ctl(set, EPOLL_CTL_MOD, socket, &event) : result;
}

/// epoll_pwait2(2), or ppoll(2) and epoll_wait(2) where the kernel, or what stands before it, does not have that.
static int wait_for_events(int set, struct epoll_event *events, int most, int64_t nanoseconds) {
    struct timespec timeout = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
#ifdef SYS_epoll_pwait2
    int count = (int)syscall(SYS_epoll_pwait2, set, events, most, &timeout, NULL, (size_t)0);
    if (count >= 0 || (errno != ENOSYS && errno != EPERM)) return count;
#endif
    struct pollfd entry = {.fd = set, .events = POLLIN};
    int ready = nanoseconds > 0 ? ppoll(&entry, 1, &timeout, NULL) : 1;
    return ready > 0 ? epoll_wait(set, events, most, 0) : ready;
}

int netlab_wait(int set, uint64_t *tokens, bool *hung_up, int capacity, int64_t nanoseconds) {
    struct epoll_event events[64];
    int most = capacity < 64 ? capacity : 64;
    int count = wait_for_events(set, events, most, nanoseconds);
    for (int i = 0; i < count; i++) {
        tokens[i] = events[i].data.u64;
        hung_up[i] = (events[i].events & (EPOLLHUP | EPOLLERR)) != 0;
    }
    return count < 0 && errno == EINTR ? 0 : count;
}

int netlab_open_event(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

/// The socket that SIGTERM ends, -1 for none, and whether it did.
static volatile sig_atomic_t ended_by_terminate = -1;
static volatile sig_atomic_t is_terminated;

static void end_socket(int signal) {
    (void)signal;
    int error = errno;
    is_terminated = 1;
    if (ended_by_terminate >= 0) shutdown(ended_by_terminate, SHUT_RDWR);
    errno = error;
}

int netlab_end_on_terminate(int socket) {
    ended_by_terminate = socket;
    if (socket < 0) return 0;
    struct sigaction action = {.sa_handler = end_socket};
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    if (sigaction(SIGTERM, &action, NULL) != 0) return -1;
    return sigprocmask(SIG_UNBLOCK, &signals, NULL);
}

bool netlab_is_terminated(void) {
    return is_terminated;
}

pid_t netlab_fork(void) {
    pid_t parent = getpid();
    pid_t child = fork();
    if (child != 0) return child;
    // Asked for after the fork: a parent that was gone before sends nothing.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || getppid() != parent) _exit(1);
    return 0;
}

/// A request about `interface`, or an errno where its name is longer than the kernel's 15 bytes.
static int interface_request(struct ifreq *request, const char *interface) {
    memset(request, 0, sizeof *request);
    if (strlen(interface) >= sizeof request->ifr_name) {
        errno = ENODEV;
        return -1;
    }
    strcpy(request->ifr_name, interface);
    return 0;
}

int netlab_interface_up(int socket, const char *interface) {
    struct ifreq request;
    if (interface_request(&request, interface) != 0) return -1;
    if (ioctl(socket, SIOCGIFFLAGS, &request) != 0) return -1;
    request.ifr_flags |= IFF_UP;
    return ioctl(socket, SIOCSIFFLAGS, &request);
}

int netlab_set_mtu(int socket, const char *interface, int mtu) {
    struct ifreq request;
    if (interface_request(&request, interface) != 0) return -1;
    request.ifr_mtu = mtu;
    return ioctl(socket, SIOCSIFMTU, &request);
}

int netlab_get_mtu(int socket, const char *interface) {
    struct ifreq request;
    if (interface_request(&request, interface) != 0) return -1;
    return ioctl(socket, SIOCGIFMTU, &request) == 0 ? request.ifr_mtu : -1;
}

int netlab_set_offload(int socket, const char *interface, bool enabled) {
    const uint32_t commands[] = {ETHTOOL_STSO, ETHTOOL_SGSO, ETHTOOL_SGRO};
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        struct ifreq request;
        struct ethtool_value value = {.cmd = commands[i], .data = enabled};
        if (interface_request(&request, interface) != 0) return -1;
        request.ifr_data = (void *)&value;
        if (ioctl(socket, SIOCETHTOOL, &request) != 0) return -1;
    }
    return 0;
}

int netlab_open_folder(const char *path) {
    return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

int netlab_rename(const char *from, const char *to, enum netlab_rename_kind kind) {
    unsigned flags = kind == NETLAB_RENAME_NEW ? RENAME_NOREPLACE : RENAME_EXCHANGE;
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, flags) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return -1;
    if (kind == NETLAB_RENAME_EXCHANGE) return rename(from, to);
    return link(from, to) == 0 ? unlink(from) : -1;
}

int netlab_become(const char *name, uid_t user, gid_t group, bool keeps_capabilities) {
    if (keeps_capabilities && prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0) return -1;
    if (initgroups(name, group) != 0) return -1;
    if (setresgid(group, group, group) != 0) return -1;
    return setresuid(user, user, user);
}

int netlab_forbid_privileges(void) {
    // Without CAP_SETPCAP the bounding set stays, and no_new_privs lets nothing be gained from it.
    for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++) {
        if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0) break;
    }
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

int netlab_keep_capabilities(bool file_access) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];
    if (syscall(SYS_capget, &header, sets) != 0) return -1;
    const uint32_t kept = file_access ? sets[0].permitted & (1u << CAP_DAC_OVERRIDE) : 0;
    memset(sets, 0, sizeof sets);
    sets[0].permitted = kept;
    sets[0].effective = kept;
    // Ambient capabilities fall with the permitted and inheritable ones.
    return (int)syscall(SYS_capset, &header, sets);
}

int netlab_tcp_info(int socket, struct netlab_tcp_info *info) {
    struct tcp_info raw = {0};
    socklen_t length = sizeof raw;
    if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &raw, &length) != 0) return -1;
    *info = (struct netlab_tcp_info){
        .state = raw.tcpi_state,
        .rtt_microseconds = raw.tcpi_rtt,
        .rtt_variance_microseconds = raw.tcpi_rttvar,
        .send_mss = raw.tcpi_snd_mss,
        .congestion_window = raw.tcpi_snd_cwnd,
        .total_retransmissions = raw.tcpi_total_retrans,
        .delivery_rate = raw.tcpi_delivery_rate,
    };
    return 0;
}
