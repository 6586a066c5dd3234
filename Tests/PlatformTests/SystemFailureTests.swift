import Platform
import SystemPackage
import Testing

@Suite struct SystemFailureTests {
    @Test(
        arguments: [
            (.connectionRefused, "ECONNREFUSED"), (.connectionReset, "ECONNRESET"), (.wouldBlock, "EAGAIN"),
            (.brokenPipe, "EPIPE"), (.addressInUse, "EADDRINUSE"), (.timedOut, "ETIMEDOUT"), (.interrupted, "EINTR"),
        ] as [(Errno, String)]
    )
    func `an errno has the name that errno(3) gives it`(errno: Errno, name: String) {
        #expect(SystemFailure("recv", errno).errnoName == name)
    }

    @Test func `an errno that does not exist is shown by its number`() {
        #expect(SystemFailure("recv", Errno(rawValue: 9_999)).errnoName == "errno 9999")
    }

    @Test func `a failure names the call and says why in lower case`() {
        #expect(SystemFailure("connect", .connectionRefused).description == "connect: connection refused")
        #expect(SystemFailure("open", .noSuchFileOrDirectory).reason == "no such file or directory")
    }
}
