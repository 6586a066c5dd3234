internal import Composing

/// What a browser sees of an exporter.
enum ExporterPage {
    /// The names of modules have nothing that HTML would take for markup.
    static func html(_ modules: ModuleTable) -> [UInt8] {
        let items = modules.descriptions.map { name, settings in
            let settings = settings.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
            return "<li><a href=\"/probe?module=\(name)&amp;target=localhost:80&amp;debug=true\">\(name)</a>"
                + " (\(escaped(settings)))</li>\n"
        }
        let text = """
            <!DOCTYPE html>
            <html lang="en">
            <head><title>netlab probe exporter</title></head>
            <body>
            <h1>netlab probe exporter</h1>
            <p><code>/probe?target=HOST:PORT&amp;module=NAME</code> probes a target;
            with <code>&amp;debug=true</code> it says what it did.
            <a href="/metrics">/metrics</a> has the exporter's own metrics, <a href="/-/healthy">/-/healthy</a> and
            <a href="/-/ready">/-/ready</a> say that it is there.</p>
            <p>Modules:</p>
            <ul>
            \(items.joined())</ul>
            </body>
            </html>

            """
        return Array(text.utf8)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
