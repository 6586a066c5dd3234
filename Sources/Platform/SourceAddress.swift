package import Wire

/// The address that the kernel would send from to a destination, and what is known of it.
package struct SourceAddress: Sendable, Equatable {
    package var address: IPAddress
    /// Bits of the network that it is in; nil where it is on no interface, as 127.0.0.2 is.
    package var prefixLength: Int?
    /// The index of the interface that has it.
    package var interface: UInt32?
    /// It is no longer to be used for new connections (IFA_F_DEPRECATED, IFA_F_OPTIMISTIC).
    package var isDeprecated = false
    /// It is a mobile node's home address (IFA_F_HOMEADDRESS).
    package var isHome = false
    /// Its packets are carried in those of another protocol.
    package var isTunnelled = false

    package init(_ address: IPAddress) {
        self.address = address
    }
}
