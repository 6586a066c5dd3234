import Capturing
import Pcap
import Platform
import Serving
import SystemPackage
import Testing
import Wire

@testable import NetlabCLI

/// The statuses of the design's table, for the failures that engines have.
@Suite struct CommandFailureTests {
    private static let failure = SystemFailure("bind", .addressInUse)

    @Test(
        arguments: [
            (.cannotOpen(path: "a", failure), .noInput), (.cannotRead(path: "a", failure), .noInput),
            (.damaged(path: "a", .notACapture(magic: 1)), .malformedInput),
            (.cannotCreate(path: "a", failure), .cannotCreate), (.cannotWrite(path: "a", failure), .cannotWrite),
            (.mixedLinkTypes(path: "a", first: 1, next: 101), .cannotWrite), (.system(failure), .systemError),
            (.pcap(.noSuchInterface("x")), .noInput), (.pcap(.notPermitted(interface: "x")), .noPermission),
            (.pcap(.interfaceDown("x")), .unavailable), (.pcap(.failed("x")), .systemError),
        ] as [(CapturingError, NetlabCLI.ExitStatus)]
    )
    func `a capture that fails ends with its status`(error: CapturingError, status: NetlabCLI.ExitStatus) {
        #expect(CommandFailure(error).status == status)
        #expect(!CommandFailure(error).cause.isEmpty)
    }

    @Test(
        arguments: [
            (.addressInUse, .unavailable), (.addressNotAvailable, .unavailable), (.permissionDenied, .noPermission),
            (.tooManyOpenFiles, .systemError),
        ] as [(Errno, NetlabCLI.ExitStatus)]
    )
    func `a server that cannot listen ends with its status`(errno: Errno, status: NetlabCLI.ExitStatus) {
        let failure = CommandFailure(Self.cannotListen(errno))
        #expect(failure.status == status)
        #expect(failure.cause.hasPrefix("cannot listen on 127.0.0.1:80: "))
    }

    @Test func `what lacks permission says what to do`() {
        #expect(CommandFailure(CapturingError.pcap(.notPermitted(interface: "x"))).hint != nil)
        #expect(CommandFailure(Self.cannotListen(.permissionDenied)).hint != nil)
    }

    private static func cannotListen(_ errno: Errno) -> ServingError {
        let name = SocketName.internet(SocketAddress(address: .loopback4, port: 80))
        return .cannotListen(name, .tcp, SystemFailure("bind", errno), nil)
    }

    @Test func `any other failure of the system is one of the system`() {
        #expect(CommandFailure(Self.failure).status == .systemError)
        #expect(CommandFailure(ServingError.system(Self.failure)).status == .systemError)
    }

    @Test func `the statuses are those of sysexits`() {
        #expect(
            NetlabCLI.ExitStatus.allCases.map(\.rawValue) == [
                0, 1, 64, 65, 66, 68, 69, 70, 71, 73, 74, 75, 76, 77, 130,
            ]
        )
    }
}
