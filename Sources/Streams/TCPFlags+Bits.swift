internal import Wire

/// Bits by name, for every packet: in terms of the number, because the sets of another module are compared by calls.
extension TCPFlags {
    var hasFIN: Bool { rawValue & 0x001 != 0 }
    var hasSYN: Bool { rawValue & 0x002 != 0 }
    var hasRST: Bool { rawValue & 0x004 != 0 }
    var hasPSH: Bool { rawValue & 0x008 != 0 }
    var hasACK: Bool { rawValue & 0x010 != 0 }
    /// SYN, FIN or RST: what opens or closes a connection.
    var isControl: Bool { rawValue & 0x007 != 0 }
}
