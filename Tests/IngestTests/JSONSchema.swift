import Foundation

@testable import Ingest

/// The part of JSON Schema (json-schema.org, draft 2020-12) that `docs/mapping.schema.json` is written
/// in, checked against a YAML document as libyaml reads it: a scalar is a text, and a number or a
/// boolean where it looks like one.
struct JSONSchema {
  private let root: [String: Any]

  init(file path: String) throws {
    let data = try Data(contentsOf: URL(filePath: path))
    root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// What is wrong with a document; empty when it is valid.
  func problems(of document: YAML) -> [String] { check(document, root, at: "") }

  /// Keywords of the schema that are not checked; they must say nothing of validity.
  var unknownKeywords: Set<String> {
    var found: Set<String> = []
    func look(_ schema: Any) {
      if let list = schema as? [Any] { return list.forEach(look) }
      guard let schema = schema as? [String: Any] else { return }
      for (keyword, value) in schema {
        switch keyword {
        case "properties", "$defs": (value as? [String: Any])?.values.forEach(look)
        case "oneOf", "items", "additionalProperties": look(value)
        case "$ref", "type", "enum", "const", "pattern", "required", "minItems", "minLength",
          "maxLength", "$schema", "title", "description":
          break
        default: found.insert(keyword)
        }
      }
    }
    look(root)
    return found
  }

  private func check(_ value: YAML, _ schema: [String: Any], at path: String) -> [String] {
    var problems: [String] = []
    func expect(_ condition: Bool, _ what: String) {
      if !condition { problems.append("line \(value.line), \(path): \(what)") }
    }
    if let name = (schema["$ref"] as? String)?.split(separator: "/").last,
      let target = (root["$defs"] as? [String: Any])?[String(name)] as? [String: Any]
    {
      problems += check(value, target, at: path)
    }
    if let options = schema["oneOf"] as? [[String: Any]] {
      let results = options.map { check(value, $0, at: path) }
      expect(
        results.count(where: \.isEmpty) == 1,
        "is \(results.count(where: \.isEmpty)) of the forms: \(results.joined().prefix(4))")
    }
    if let types = schema["type"].map({ $0 as? [String] ?? [$0 as? String ?? ""] }) {
      expect(types.contains { value.isOf($0) }, "is none of \(types)")
    }
    switch value {
    case .scalar(let text, _):
      if let allowed = schema["enum"] as? [String] { expect(allowed.contains(text), "is \(text)") }
      if let only = schema["const"] as? String { expect(text == only, "is not \(only)") }
      if let pattern = (schema["pattern"] as? String).flatMap({ try? Regex($0) }) {
        expect(text.firstMatch(of: pattern) != nil, "does not match its pattern")
      }
      expect(text.count >= schema["minLength"] as? Int ?? 0, "is too short")
      expect(text.count <= schema["maxLength"] as? Int ?? .max, "is too long")
    case .list(let items, _):
      expect(items.count >= schema["minItems"] as? Int ?? 0, "has too few items")
      guard let each = schema["items"] as? [String: Any] else { break }
      for (index, item) in items.enumerated() {
        problems += check(item, each, at: "\(path)/\(index)")
      }
    case .map(let pairs, _):
      let known = schema["properties"] as? [String: [String: Any]] ?? [:]
      for name in schema["required"] as? [String] ?? [] {
        expect(value[name] != nil, "lacks \(name)")
      }
      for (key, item) in pairs {
        if let property = known[key] {
          problems += check(item, property, at: "\(path)/\(key)")
        } else if let others = schema["additionalProperties"] as? [String: Any] {
          problems += check(item, others, at: "\(path)/\(key)")
        } else if schema["additionalProperties"] as? Bool == false {
          expect(false, "\(key) is unknown")
        }
      }
    }
    return problems
  }
}

extension YAML {
  fileprivate func isOf(_ type: String) -> Bool {
    switch self {
    case .scalar(let text, _):
      switch type {
      case "string": true
      case "number": Double(text) != nil
      case "boolean": ["true", "false"].contains(text)
      default: false
      }
    case .list: type == "array"
    case .map: type == "object"
    }
  }
}
