internal import Platform
internal import Rendering
internal import Serving
internal import Synchronization

/// Has each client wait until Enter is pressed at this terminal, for one after the other.
final class EnterGate: Sendable {
    private let enter = Mutex(())

    @Sendable func wait(_ client: Client, _ bytes: Int64) {
        enter.withLock { _ in
            StandardError.write(
                "\(ServeEvent.show(client.remote)) waits for \(Quantity.counted(bytes, "byte")): press Enter to send\n"
            )
            Terminal.waitForEnter()
        }
    }
}
