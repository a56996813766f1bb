/// The candidate that a misspelt word most likely means; nil when none is near.
///
/// Nearness is the number of single-byte insertions, deletions, replacements and exchanges of neighbours: at most a third
/// of the word's length, so that a suggestion is worth reading. Of equally near candidates the first is taken. Words
/// longer than 64 bytes are nobody's slip of the finger and have no suggestion.
public func nearest(_ word: String, among candidates: some Sequence<String>) -> String? {
  let written = Array(word.utf8)
  guard !written.isEmpty, written.count <= 64 else { return nil }
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let meant = Array(candidate.utf8)
    let limit = max(1, max(written.count, meant.count) / 3)
    guard meant.count <= 64, abs(meant.count - written.count) <= limit else { continue }
    let distance = editDistance(written, meant)
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.candidate
}

/// The optimal string alignment distance of two short words.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for i in left.indices {
    var current = [i + 1]
    current.reserveCapacity(right.count + 1)
    for j in right.indices {
      let same = left[i] == right[j]
      var cost = min(last[j + 1] + 1, current[j] + 1, last[j] + (same ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      current.append(cost)
    }
    beforeLast = last
    last = current
  }
  return last[right.count]
}
