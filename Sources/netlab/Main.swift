import NetlabCLI

/// Synchronous on purpose: what a command prepares needs a process with one thread, which an async main no longer is.
@main
enum Main {
    static func main() {
        NetlabCLI.run(Array(CommandLine.arguments.dropFirst()))
    }
}
