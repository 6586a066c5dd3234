internal import Wire

/// What moved bytes of a stream, in the order of the calls.
extension [IOCall] {
    package var writes: [(offset: Int64, bytes: Int64, requested: Int64)] {
        compactMap {
            if case .write(let offset, let bytes, let requested) = $0.operation {
                (offset, bytes, requested)
            } else {
                nil
            }
        }
    }

    package var reads: [(offset: Int64, bytes: Int64, requested: Int64)] {
        compactMap {
            if case .read(let offset, let bytes, let requested) = $0.operation {
                (offset, bytes, requested)
            } else {
                nil
            }
        }
    }
}
