package import Wire

/// The interfaces of a source as far as they are known, shared with the writer that saves its packets: a packet's record has
/// its interface's place among them.
package final class CaptureInterfaces {
    package internal(set) var list: [CaptureInterface] = []

    package init() {}

    /// Adds those that `decoder` has met since.
    func take(from decoder: borrowing CaptureFileDecoder) {
        list += decoder.interfaces.dropFirst(list.count)
    }
}
