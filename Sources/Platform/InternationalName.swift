internal import Glibc

/// Names beyond ASCII and what the DNS has in their place (IDNA, RFC 5891), by libidn2, which glibc uses for it too.
///
/// The library is loaded when such a name turns up, and needed for nothing else.
package enum InternationalName {
    package enum Failure: Error, Hashable, Sendable {
        /// libidn2 is not installed.
        case noLibrary(String)
        /// The library's own words on a name that is none.
        case refused(String)
    }

    private static let libraryName = "libidn2.so.0"

    /// `bücher.example` as `xn--bcher-kva.example`; a name of ASCII as it is.
    package static func ascii(_ name: String) throws(Failure) -> String {
        guard !name.utf8.allSatisfy({ $0 < 0x80 }) else { return name }
        guard let library = Library.shared else { throw .noLibrary(libraryName) }
        var result: UnsafeMutablePointer<CChar>?
        let status = unsafe name.withCString { unsafe library.toASCII($0, &result, 0) }
        guard status == 0, let text = unsafe library.take(result) else {
            throw .refused(unsafe library.text(status).map { unsafe String(cString: $0) } ?? "error \(status)")
        }
        return text
    }

    /// `xn--bcher-kva.example` as `bücher.example`; nil where it stands for nothing, or the library is missing.
    package static func unicode(_ name: String) -> String? {
        guard let library = Library.shared else { return nil }
        var result: UnsafeMutablePointer<CChar>?
        let status = unsafe name.withCString { unsafe library.toUnicode($0, &result, 0) }
        guard status == 0, let text = unsafe library.take(result), text != name else { return nil }
        return text
    }

    /// The functions of libidn2 that are used here (idn2.h); they stay loaded.
    @safe private struct Library: Sendable {
        typealias Convert =
            @convention(c) (
                UnsafePointer<CChar>, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, Int32
            ) -> Int32

        /// idn2_lookup_u8, which glibc calls for the locale's encoding as idn2_lookup_ul.
        let toASCII: Convert
        /// idn2_to_unicode_8z8z.
        let toUnicode: Convert
        /// idn2_strerror.
        let text: @convention(c) (Int32) -> UnsafePointer<CChar>?
        /// idn2_free.
        let free: @convention(c) (UnsafeMutableRawPointer?) -> Void

        static let shared = Library()

        private init?() {
            guard let handle = unsafe dlopen(libraryName, RTLD_NOW),
                let toASCII = unsafe dlsym(handle, "idn2_lookup_u8"),
                let toUnicode = unsafe dlsym(handle, "idn2_to_unicode_8z8z"),
                let text = unsafe dlsym(handle, "idn2_strerror"), let free = unsafe dlsym(handle, "idn2_free")
            else { return nil }
            unsafe self.toASCII = unsafe unsafeBitCast(toASCII, to: Convert.self)
            unsafe self.toUnicode = unsafe unsafeBitCast(toUnicode, to: Convert.self)
            unsafe self.text = unsafe unsafeBitCast(text, to: (@convention(c) (Int32) -> UnsafePointer<CChar>?).self)
            unsafe self.free = unsafe unsafeBitCast(free, to: (@convention(c) (UnsafeMutableRawPointer?) -> Void).self)
        }

        /// What a function left, which is freed.
        func take(_ text: UnsafeMutablePointer<CChar>?) -> String? {
            guard let text = unsafe text else { return nil }
            defer { unsafe free(text) }
            return unsafe String(cString: text)
        }
    }
}
