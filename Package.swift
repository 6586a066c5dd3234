// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: the language as strict as this toolchain can make it, and no warning left standing.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let deque: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let histogram: Target.Dependency = .product(name: "Histogram", package: "hdrhistogram-swift")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

let package = Package(
    name: "netlab",
    products: [.executable(name: "netlab", targets: ["netlab"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        // Tests only. Its default trait would bring in full Foundation.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // The tool.
        .executableTarget(name: "netlab", dependencies: ["NetlabCLI"]),
        .target(
            name: "NetlabCLI",
            dependencies: [
                argumentParser, system, "Rendering", "Composing", "Resolving", "Serving", "Probing", "Capturing",
                "Streams",
                "Platform", "Pcap", "Wire", "YAML",
            ]
        ),
        .target(name: "Rendering"),
        .target(
            name: "Composing",
            dependencies: [system, "Serving", "Probing", "Capturing", "Streams", "Platform", "Wire"]
        ),

        // One engine a verb; none knows another.
        .target(name: "Resolving", dependencies: [system, "Platform", "Wire"]),
        .target(name: "Serving", dependencies: [nioCore, nioPosix, system, "Platform", "Wire"]),
        .target(name: "Probing", dependencies: [deque, histogram, system, "Platform", "Wire"]),
        .target(name: "Capturing", dependencies: [system, "Streams", "Platform", "Pcap", "Wire"]),

        // Pure.
        .target(name: "Streams", dependencies: ["Wire"]),
        .target(name: "Wire"),

        // The fences: the operating system, libpcap and libyaml.
        .target(name: "Platform", dependencies: [system, "CPlatform", "Wire"]),
        .target(name: "CPlatform"),
        .target(name: "Pcap", dependencies: ["CPcap", "Wire"]),
        .target(name: "CPcap", dependencies: ["CLibrary"]),
        .target(name: "YAML", dependencies: ["CYAML"]),
        .target(name: "CYAML", dependencies: ["CLibrary"]),
        .target(name: "CLibrary"),

        // Tests, from pure values up to the built binary.
        .target(name: "TestSupport", dependencies: [subprocess, system, "Wire"], path: "Tests/TestSupport"),
        .testTarget(name: "YAMLTests", dependencies: ["YAML"]),
        .testTarget(name: "WireTests", dependencies: ["Wire", "TestSupport"]),
        .testTarget(name: "StreamsTests", dependencies: ["Streams", "Wire", "TestSupport"]),
        .testTarget(name: "RenderingTests", dependencies: ["Rendering", "TestSupport"]),
        .testTarget(name: "PlatformTests", dependencies: ["Platform", "Wire", system]),
        .testTarget(
            name: "CapturingTests",
            dependencies: ["Capturing", "Streams", "Platform", "Pcap", "Wire", "TestSupport", system]
        ),
        .testTarget(name: "ResolvingTests", dependencies: ["Resolving", "Platform", "Wire", "TestSupport", system]),
        .testTarget(name: "ServingTests", dependencies: ["Serving", "Platform", "Wire", system, "TestSupport"]),
        .testTarget(name: "ProbingTests", dependencies: ["Probing", "Platform", "Wire", system, "TestSupport"]),
        .testTarget(
            name: "NetlabCLITests",
            dependencies: [
                "NetlabCLI", "Rendering", "Composing", "Resolving", "Serving", "Probing", "Capturing", "Streams",
                "Wire", "Platform",
                "Pcap", "YAML",
                "TestSupport",
                argumentParser,
                system,
            ]
        ),
        .testTarget(name: "EndToEndTests", dependencies: ["TestSupport", "Serving", "Platform", "Wire", "netlab"]),
        .testTarget(name: "HouseRulesTests", dependencies: ["TestSupport", "netlab"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where !["CPlatform", "CPcap", "CYAML", "CLibrary"].contains(target.name) {
    target.swiftSettings = strict
}
