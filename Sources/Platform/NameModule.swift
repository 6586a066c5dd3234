internal import Glibc

/// The functions of a module of the Name Service Switch; it stays loaded, as glibc has it too.
@safe struct NameModule {
    private let name: String
    /// Nil stands for all that the process has loaded.
    private let handle: UnsafeMutableRawPointer?

    /// Nil where there is no such library.
    init?(_ name: String) {
        self.name = name
        // glibc reads host.conf(5), by which modules go, with the first lookup of its own: this one asks nobody.
        _ = try? NameService.hostEntry(of: "127.0.0.1")
        if Self.isBuiltIn(name) {
            unsafe handle = nil
        } else {
            guard let library = unsafe dlopen(Self.library(name), RTLD_NOW) else { return nil }
            unsafe handle = library
        }
    }

    /// The file's name, as nsswitch.conf(5) makes it.
    static func library(_ name: String) -> String { "libnss_\(name).so.2" }

    /// dlsym(3) of `_nss_NAME_FUNCTION`; nil where the module has none.
    func function<Function>(_ function: String) -> Function? {
        let symbol = unsafe dlsym(handle, "_nss_\(name)_\(function)")
        return unsafe symbol.map { unsafe unsafeBitCast($0, to: Function.self) }
    }

    /// `files` and `dns` are in the C library since glibc 2.34.
    private static func isBuiltIn(_ name: String) -> Bool {
        unsafe (name == "files" || name == "dns") && dlsym(nil, "_nss_\(name)_gethostbyname2_r") != nil
    }
}
