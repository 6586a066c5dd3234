/// How bytes reach a socket, named as endpoints are typed.
package enum Transport: String, Sendable, CaseIterable {
    case tcp
    case udp
    case unix
    case unixDatagram = "unix-dgram"

    package var isStream: Bool { self == .tcp || self == .unix }
}
