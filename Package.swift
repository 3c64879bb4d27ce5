// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "aikb",
  products: [
    .library(name: "KnowledgeBase", targets: ["KnowledgeBase"]),
    .executable(name: "aikb", targets: ["aikb"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // Layers point down only: aikb → Ingest → KnowledgeBase → SQLite → CSQLite, with Tabular beside and
    // Messages, what is said to the user, under all but SQLite.
    .systemLibrary(name: "CSQLite"),
    .systemLibrary(name: "CYAML"),
    .systemLibrary(name: "CExpat"),
    .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "CMessageDigest"),
    .target(name: "Messages", swiftSettings: strict),
    .target(name: "CUnicode", exclude: ["LICENSE.md"]),
    .target(name: "CResources"),
    .target(
      name: "SQLite", dependencies: ["CSQLite"], swiftSettings: strict + [.strictMemorySafety()]),
    .target(
      name: "Tabular", dependencies: ["CUnicode", "CExpat", "CZlib", "Messages"],
      swiftSettings: strict),
    .target(
      name: "KnowledgeBase",
      dependencies: ["SQLite", "Tabular", "Messages", "CUnicode", "CResources", "CMessageDigest"],
      swiftSettings: strict),
    .target(
      name: "Ingest", dependencies: ["KnowledgeBase", "SQLite", "Tabular", "Messages", "CYAML"],
      swiftSettings: strict),
    .executableTarget(
      name: "aikb",
      dependencies: [
        "Ingest", "KnowledgeBase", "Tabular", "Messages",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite"], swiftSettings: strict),
    .testTarget(
      name: "TabularTests", dependencies: ["Tabular", "Messages", "Fuzzing"],
      swiftSettings: strict),
    .testTarget(
      name: "KnowledgeBaseTests", dependencies: ["KnowledgeBase", "Messages", "SQLite"],
      swiftSettings: strict),
    .testTarget(
      name: "IngestTests",
      dependencies: ["Ingest", "KnowledgeBase", "Messages", "SQLite", "StoreFuzzing"],
      swiftSettings: strict),
    .testTarget(name: "aikbTests", dependencies: ["aikb", "Messages"], swiftSettings: strict),
    // What Benchmarks/search.sh measures; never part of a product.
    .executableTarget(
      name: "search-bench", dependencies: ["KnowledgeBase"], path: "Benchmarks/Search",
      swiftSettings: strict),
    // What Benchmarks/reading.py and memory.py measure; never part of a product.
    .executableTarget(
      name: "reading-bench", dependencies: ["Tabular"], path: "Benchmarks/Reading",
      swiftSettings: strict),
    // Inputs made to break the readers of tables, and a program that reads them; never part of a
    // product.
    .target(
      name: "Fuzzing", dependencies: ["Tabular", "Messages"], path: "Tests/Fuzz/Fuzzing",
      swiftSettings: strict),
    // The same for whole ingests, and for what is asked of a knowledge base.
    .target(
      name: "StoreFuzzing",
      dependencies: ["Fuzzing", "Ingest", "KnowledgeBase", "Messages", "Tabular"],
      path: "Tests/Fuzz/Stores", swiftSettings: strict),
    .executableTarget(
      name: "fuzz", dependencies: ["Fuzzing", "StoreFuzzing"], path: "Tests/Fuzz/Runner",
      swiftSettings: strict),
    // Faults below SQLite, and a program that meets them; never part of a product.
    .target(name: "CFaults", dependencies: ["CSQLite"], path: "Tests/Faults/CFaults"),
    .executableTarget(
      name: "faults",
      dependencies: ["CFaults", "Ingest", "KnowledgeBase", "Messages", "SQLite", "Tabular"],
      path: "Tests/Faults/Runner", swiftSettings: strict),
    .testTarget(name: "FaultTests", dependencies: ["faults", "aikb"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
