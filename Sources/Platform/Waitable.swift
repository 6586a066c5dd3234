/// What can be waited for beside others: it says which descriptor becomes readable.
package protocol Waitable {
    var descriptor: Int32 { get }
}

extension Listener: Waitable {}
extension Mailbox: Waitable {}
extension NonblockingSocket: Waitable {}
