internal import Composing
internal import Probing

/// What a browser sees of an exporter.
enum ExporterPage {
    /// The names of modules have nothing that HTML would take for markup.
    static func html(_ modules: [ExporterModule]) -> [UInt8] {
        let kinds = Dictionary(modules.map { ($0.name, $0.probe.name) }) { $1 }
        let items = kinds.sorted { $0.key < $1.key }.map { name, kind in
            "<li><a href=\"/probe?module=\(name)&amp;target=localhost:80\">\(name)</a>"
                + (name == kind ? "" : " (\(kind))") + "</li>\n"
        }
        let text = """
            <!DOCTYPE html>
            <html lang="en">
            <head><title>netlab probe exporter</title></head>
            <body>
            <h1>netlab probe exporter</h1>
            <p><code>/probe?target=HOST:PORT&amp;module=NAME</code> probes a target;
            <a href="/metrics">/metrics</a> has the exporter's own metrics.</p>
            <p>Modules:</p>
            <ul>
            \(items.joined())</ul>
            </body>
            </html>

            """
        return Array(text.utf8)
    }
}
