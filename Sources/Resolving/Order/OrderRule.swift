/// The rules of RFC 6724 §6, by their numbers: the first that tells two destinations apart decides.
package enum OrderRule: Int, CaseIterable, Sendable {
    case avoidUnusableDestinations = 1
    case preferMatchingScope
    case avoidDeprecatedAddresses
    case preferHomeAddresses
    case preferMatchingLabel
    case preferHigherPrecedence
    case preferNativeTransport
    case preferSmallerScope
    case useLongestMatchingPrefix
    case leaveOrderUnchanged
}
