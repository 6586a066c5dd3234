package import Platform
package import Wire

extension Server {
    package struct Settings: Sendable {
        package var model = Model.eventLoop
        /// What one connection may cost.
        package var limits = Exchange.Limits()
        /// Of endpoints that have none of their own.
        package var faults = EndpointFaults()
        /// How long clients may take to finish once it stops.
        package var drain = Duration.seconds(5)
        /// How many clients are served at once, while more wait in the backlog; nil is any number.
        package var maxConnections: Int?
        /// After so many clients no more are accepted; nil is any number.
        package var count: Int?
        /// It stops by itself after this time; nil is never.
        package var lasting: Duration?
        /// Who is served.
        package var admission = Admission()
        /// Every read and write is told of.
        package var isVerbose = false
        package var datagrams = Datagrams()

        package init() {}

        package struct Datagrams: Sendable {
            /// How many answers a second one source gets at most; nil is any number.
            package var answerRate: Int? = 1_000
        }
    }

    package enum Event: Sendable {
        package enum Progress: Sendable, Equatable {
            case read(bytes: Int)
            case write(bytes: Int)
        }

        package enum DatagramOutcome: Sendable, Equatable {
            case unanswered
            case answered(bytes: Int, [DatagramFaults.Fault])
            case refused(AnswerPolicy.Refusal)
        }

        case accepted(connection: Int, local: SocketName, remote: SocketName, service: String)
        /// A client came that is not to be served, and was closed at once.
        case refused(local: SocketName, remote: SocketName, service: String)
        case progress(connection: Int, Progress)
        /// Something was done on purpose.
        case fault(connection: Int, Fault)
        case closed(connection: Int, Served)
        /// All of them where every call is told of; else those with faults, and the first that is refused for a reason.
        case datagram(local: SocketName, remote: SocketName?, bytes: Int, DatagramOutcome)
        /// A client came and could not be taken; others will be. Told once until one could.
        case notAccepted(SystemFailure)
        /// No more clients are accepted; so many are still served, for so long.
        case draining(clients: Int, Duration)
        /// Whoever turns logs over asks to have them opened anew.
        case reopen
    }

    package struct Summary: Sendable, Equatable {
        package var connections = 0
        package var bytesReceived: Int64 = 0
        package var bytesSent: Int64 = 0
        /// Clients that were still being served when the time to drain was up.
        package var cut = 0
        /// How often a client could not be taken; most of them were later.
        package var notAccepted = 0
        package var datagrams = DatagramTally()
        /// Clients that were not let in.
        package var refused = 0
        /// How connections ended, by the names of `Served.End`.
        package var ends: [String: Int] = [:]
        /// The longest connection.
        package var longestNanoseconds: Int64 = 0
        /// How long the server ran.
        package var durationNanoseconds: Int64 = 0

        package init() {}
    }
}
