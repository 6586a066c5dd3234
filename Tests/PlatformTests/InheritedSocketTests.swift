import SystemPackage
import Testing
import Wire

@testable import Platform

@Suite struct InheritedSocketTests {
    @Test func `a descriptor that is no socket is refused`() throws {
        #expect(throws: InheritedSocket.Fault.self) { try InheritedSocket.take(99_999) }
        let file = try ByteFile.reading("/dev/null")
        let fault = #expect(throws: InheritedSocket.Fault.self) {
            try InheritedSocket.take(file.descriptor.rawValue)
        }
        #expect(fault == .noSocket(SystemFailure("getsockopt", .notSocket)))
    }

    @Test func `a stream socket has to listen`() throws {
        let descriptor = try openSocket(family: SocketAddress(address: .loopback4, port: 0).family)
        #expect(throws: InheritedSocket.Fault.notListening) { try InheritedSocket.take(descriptor) }
    }
}
