#ifndef NETLAB_CPLATFORM_H
#define NETLAB_CPLATFORM_H

#include <nss.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// What Swift's Glibc module lacks, and nothing else. Every function returns what the call returned, with `errno` set.

// Only declared with _GNU_SOURCE, which the Glibc module is built without.

/// unshare(2) with CLONE_NEWNET, and CLONE_NEWUSER where `user_too`.
int netlab_unshare_network(bool user_too);
/// strerrorname_np(3): `ECONNREFUSED`, or NULL.
const char *netlab_errno_name(int error);
/// accept4(2) with SOCK_CLOEXEC, without asking for the peer's address.
int netlab_accept(int socket);

/// open(2) of a folder with O_PATH, which asks for no right to read it.
int netlab_open_folder(const char *path);

enum netlab_rename_kind { NETLAB_RENAME_NEW, NETLAB_RENAME_EXCHANGE };
/// renameat2(2) that fails with EEXIST where `to` is there, or has the two change places; where the file system knows neither,
/// link(2) or rename(2).
int netlab_rename(const char *from, const char *to, enum netlab_rename_kind kind);

/// mallopt(3): every block of 128 KiB or more is a mapping of its own, which goes back to the system when it is freed.
int netlab_map_large_blocks(void);

/// setresuid(2) and setresgid(2) of all three identities, and the groups that `name` is in.
///
/// Where it `keeps_capabilities`, those that are permitted stay so.
int netlab_become(const char *name, uid_t user, gid_t group, bool keeps_capabilities);

// The Glibc module has no <sys/prctl.h>, and glibc no capset(2).

/// prctl(2): an empty capability bounding set, as far as that is permitted, and PR_SET_NO_NEW_PRIVS.
int netlab_forbid_privileges(void);
/// capset(2): no capabilities, or CAP_DAC_OVERRIDE alone where it is there and for `file_access`.
int netlab_keep_capabilities(bool file_access);

// <sys/epoll.h>, <sys/eventfd.h>, <sys/signalfd.h> and <linux/ethtool.h> are not in the Glibc module; `struct ifreq` is, but as unions in unions.

/// Blocks SIGINT, SIGTERM, SIGHUP unless it is ignored and nothing is to be reopened, and SIGUSR1 where it `reports`, for this
/// thread and those it starts later; returns a descriptor that becomes readable when one arrives.
int netlab_open_stop_signals(bool reports, bool reopens);

/// pthread_sigmask(3): SIGINT, SIGTERM and SIGHUP do what they do by default.
void netlab_restore_stop_signals(void);

/// Whether SIGINT, SIGTERM or SIGHUP is blocked, or with `pending` has come while it was.
bool netlab_stop_signals(bool pending);
/// ppoll(2) without a signal mask, which poll(2) would round to milliseconds.
int netlab_poll(struct pollfd *entries, nfds_t count, int64_t nanoseconds);
/// eventfd(2) with EFD_CLOEXEC and EFD_NONBLOCK.
int netlab_open_event(void);
/// epoll_create1(2) with EPOLL_CLOEXEC.
int netlab_open_poll_set(void);
/// epoll_ctl(2): has `set` report `token` when `socket` has something `to_read`, takes something `to_write`, or has hung up.
int netlab_watch(int set, int socket, uint64_t token, bool to_read, bool to_write);
/// epoll_pwait2(2): fills `tokens` with at most `capacity`, and `hung_up` with which of them have, and returns how many; 0 after EINTR too.
int netlab_wait(int set, uint64_t *tokens, bool *hung_up, int capacity, int64_t nanoseconds);
/// What TCP_INFO says of a connection; glibc's own `struct tcp_info` ends before the last two.
struct netlab_tcp_info {
    uint8_t state;
    uint32_t rtt_microseconds;
    uint32_t rtt_variance_microseconds;
    uint32_t send_mss;
    uint32_t congestion_window;
    uint32_t total_retransmissions;
    uint64_t delivery_rate;
};
/// getsockopt(2) TCP_INFO.
int netlab_tcp_info(int socket, struct netlab_tcp_info *info);
/// SO_TIMESTAMPING: the kernel stamps what the socket receives, and queues a stamp of what it sends.
int netlab_stamp(int socket);
/// recvmsg(2); `stamp` is when the kernel received what came last, CLOCK_REALTIME in nanoseconds, or 0 where it does not say.
ssize_t netlab_receive_stamped(int socket, uint8_t *buffer, size_t size, int64_t *stamp);

enum netlab_queued_kind { NETLAB_QUEUED_OTHER, NETLAB_QUEUED_ICMP, NETLAB_QUEUED_STAMP };

/// What the kernel has kept for a socket: an error of the network's (IP_RECVERR, IPV6_RECVERR), or the stamp of what was sent.
struct netlab_queued {
    enum netlab_queued_kind kind;
    /// An ICMP or ICMPv6 type and code, and the errno that the socket is told.
    int error;
    bool is_v6;
    uint8_t type;
    uint8_t code;
    /// The address of who sent it, in the first 4 or all 16 bytes; all zero where it is not known.
    uint8_t sender[16];
    /// What the path takes, where the message says that a packet is too big (RFC 1191, RFC 8201).
    uint32_t mtu;
    /// Which datagram left, counted from 0, or the last byte of a stream that did; and when, CLOCK_REALTIME in nanoseconds.
    uint32_t identifier;
    int64_t stamp;
};
/// recvmsg(2) with MSG_ERRQUEUE: 1 where `queued` was filled, 0 where there is none.
int netlab_take_queued(int socket, struct netlab_queued *queued);
/// ioctl(2) SIOCGIFFLAGS and SIOCSIFFLAGS: brings an interface up.
int netlab_interface_up(int socket, const char *interface);
/// ioctl(2) SIOCSIFMTU.
int netlab_set_mtu(int socket, const char *interface, int mtu);
/// ioctl(2) SIOCGIFMTU: the MTU, or -1.
int netlab_get_mtu(int socket, const char *interface);
/// ioctl(2) SIOCETHTOOL: TCP segmentation offload, generic segmentation offload and generic receive offload, all on or all off.
int netlab_set_offload(int socket, const char *interface, bool enabled);

/// fork(2) of a process with one thread; the child is killed when its parent ends.
pid_t netlab_fork(void);
/// clone(2) with CLONE_PARENT, in a process with one thread: the child is its parent's, and killed when that ends.
pid_t netlab_fork_sibling(void);
/// sendmsg(2) of `size` bytes with two descriptors (SCM_RIGHTS), without SIGPIPE.
ssize_t netlab_send_descriptors(int channel, const void *bytes, size_t size, const int *descriptors);
/// recvmsg(2) of the same; -1 stands for each of the descriptors that there was no room for. They are not for programs that are executed.
ssize_t netlab_receive_descriptors(int channel, void *bytes, size_t size, int *descriptors);
/// Has SIGTERM, which is unblocked, shut `socket` down in both directions; -1 for none.
int netlab_end_on_terminate(int socket);
/// Whether it has come.
bool netlab_is_terminated(void);

// recvmmsg(2), sendmmsg(2) and IP_PKTINFO are only declared with _GNU_SOURCE.

/// Buffers for as many datagrams as one call takes, and for an answer to each.
typedef struct netlab_batch netlab_batch;

/// One datagram of a batch. What is behind the pointers stays until the next call that receives.
struct netlab_datagram {
    const uint8_t *bytes;
    /// How many came into the buffer, and how many the datagram had.
    size_t length, whole;
    /// Who sent it, a `struct sockaddr` of this size; unix(7) has senders without a name.
    const void *source;
    size_t source_size;
};

/// NULL where there is no memory.
netlab_batch *netlab_open_batch(int capacity, size_t size);
void netlab_close_batch(netlab_batch *batch);
/// IP_PKTINFO or IPV6_RECVPKTINFO: a batch's answers leave from the address that their datagram came to.
int netlab_tell_destinations(int socket, int family);
/// recvmmsg(2) with MSG_DONTWAIT and MSG_TRUNC of at most `limit` datagrams: how many there are now, or -1.
int netlab_receive_batch(netlab_batch *batch, int socket, int limit);
struct netlab_datagram netlab_datagram_at(const netlab_batch *batch, int index);
/// Copies an answer to the datagram at `index`, to be sent with the batch; false where it is larger than a buffer.
bool netlab_answer_datagram(netlab_batch *batch, int index, const uint8_t *bytes, size_t length);
/// How many answers are to be sent.
int netlab_answers(const netlab_batch *batch);
/// sendmmsg(2) with MSG_DONTWAIT of the answers, which are then forgotten: how many left, and with how many bytes.
int netlab_send_batch(netlab_batch *batch, int socket, int64_t *bytes);

// <nss.h> is not in the Glibc module, and Swift has only pointers to C's functions, not their types.

typedef nss_gethostbyname4_r *netlab_name_to_tuples;
typedef nss_gethostbyname3_r *netlab_name_to_host_with_canonical_name;
typedef nss_gethostbyname2_r *netlab_name_to_host;
typedef nss_gethostbyaddr2_r *netlab_address_to_host_with_lifetime;
typedef nss_gethostbyaddr_r *netlab_address_to_host;

#endif
