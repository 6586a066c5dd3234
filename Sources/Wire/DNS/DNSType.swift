/// The type of a record or question.
package struct DNSType: DNSCode {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let a = DNSType(rawValue: 1)
    package static let ns = DNSType(rawValue: 2)
    package static let md = DNSType(rawValue: 3)
    package static let mf = DNSType(rawValue: 4)
    package static let cname = DNSType(rawValue: 5)
    package static let soa = DNSType(rawValue: 6)
    package static let mb = DNSType(rawValue: 7)
    package static let mg = DNSType(rawValue: 8)
    package static let mr = DNSType(rawValue: 9)
    package static let wks = DNSType(rawValue: 11)
    package static let ptr = DNSType(rawValue: 12)
    package static let hinfo = DNSType(rawValue: 13)
    package static let minfo = DNSType(rawValue: 14)
    package static let mx = DNSType(rawValue: 15)
    package static let txt = DNSType(rawValue: 16)
    package static let rp = DNSType(rawValue: 17)
    package static let afsdb = DNSType(rawValue: 18)
    package static let x25 = DNSType(rawValue: 19)
    package static let isdn = DNSType(rawValue: 20)
    package static let rt = DNSType(rawValue: 21)
    package static let nsap = DNSType(rawValue: 22)
    package static let nsapPtr = DNSType(rawValue: 23)
    package static let sig = DNSType(rawValue: 24)
    package static let key = DNSType(rawValue: 25)
    package static let px = DNSType(rawValue: 26)
    package static let gpos = DNSType(rawValue: 27)
    package static let aaaa = DNSType(rawValue: 28)
    package static let loc = DNSType(rawValue: 29)
    package static let nxt = DNSType(rawValue: 30)
    package static let eid = DNSType(rawValue: 31)
    package static let nimloc = DNSType(rawValue: 32)
    package static let srv = DNSType(rawValue: 33)
    package static let naptr = DNSType(rawValue: 35)
    package static let kx = DNSType(rawValue: 36)
    package static let cert = DNSType(rawValue: 37)
    package static let dname = DNSType(rawValue: 39)
    package static let sink = DNSType(rawValue: 40)
    package static let opt = DNSType(rawValue: 41)
    package static let apl = DNSType(rawValue: 42)
    package static let ds = DNSType(rawValue: 43)
    package static let sshfp = DNSType(rawValue: 44)
    package static let ipseckey = DNSType(rawValue: 45)
    package static let rrsig = DNSType(rawValue: 46)
    package static let nsec = DNSType(rawValue: 47)
    package static let dnskey = DNSType(rawValue: 48)
    package static let dhcid = DNSType(rawValue: 49)
    package static let nsec3 = DNSType(rawValue: 50)
    package static let nsec3param = DNSType(rawValue: 51)
    package static let tlsa = DNSType(rawValue: 52)
    package static let smimea = DNSType(rawValue: 53)
    package static let hip = DNSType(rawValue: 55)
    package static let ninfo = DNSType(rawValue: 56)
    package static let rkey = DNSType(rawValue: 57)
    package static let talink = DNSType(rawValue: 58)
    package static let cds = DNSType(rawValue: 59)
    package static let cdnskey = DNSType(rawValue: 60)
    package static let openpgpkey = DNSType(rawValue: 61)
    package static let csync = DNSType(rawValue: 62)
    package static let zonemd = DNSType(rawValue: 63)
    package static let svcb = DNSType(rawValue: 64)
    package static let https = DNSType(rawValue: 65)
    package static let dsync = DNSType(rawValue: 66)
    package static let spf = DNSType(rawValue: 99)
    package static let nid = DNSType(rawValue: 104)
    package static let l32 = DNSType(rawValue: 105)
    package static let l64 = DNSType(rawValue: 106)
    package static let lp = DNSType(rawValue: 107)
    package static let eui48 = DNSType(rawValue: 108)
    package static let eui64 = DNSType(rawValue: 109)
    package static let any = DNSType(rawValue: 255)
    package static let uri = DNSType(rawValue: 256)
    package static let caa = DNSType(rawValue: 257)
    package static let avc = DNSType(rawValue: 258)
    package static let doa = DNSType(rawValue: 259)
    package static let amtrelay = DNSType(rawValue: 260)
    package static let resinfo = DNSType(rawValue: 261)
    package static let wallet = DNSType(rawValue: 262)
    package static let ta = DNSType(rawValue: 32768)
    package static let dlv = DNSType(rawValue: 32769)

    package static let prefix = "TYPE"
    package static let names: [UInt16: String] = [
        1: "A", 2: "NS", 3: "MD", 4: "MF", 5: "CNAME", 6: "SOA", 7: "MB", 8: "MG", 9: "MR", 10: "NULL", 11: "WKS",
        12: "PTR", 13: "HINFO", 14: "MINFO", 15: "MX", 16: "TXT", 17: "RP", 18: "AFSDB", 19: "X25", 20: "ISDN",
        21: "RT", 22: "NSAP", 23: "NSAP-PTR", 24: "SIG", 25: "KEY", 26: "PX", 27: "GPOS", 28: "AAAA", 29: "LOC",
        30: "NXT", 31: "EID", 32: "NIMLOC", 33: "SRV", 34: "ATMA", 35: "NAPTR", 36: "KX", 37: "CERT", 38: "A6",
        39: "DNAME", 40: "SINK", 41: "OPT", 42: "APL", 43: "DS", 44: "SSHFP", 45: "IPSECKEY", 46: "RRSIG", 47: "NSEC",
        48: "DNSKEY", 49: "DHCID", 50: "NSEC3", 51: "NSEC3PARAM", 52: "TLSA", 53: "SMIMEA", 55: "HIP", 56: "NINFO",
        57: "RKEY", 58: "TALINK", 59: "CDS", 60: "CDNSKEY", 61: "OPENPGPKEY", 62: "CSYNC", 63: "ZONEMD", 64: "SVCB",
        65: "HTTPS", 66: "DSYNC", 99: "SPF", 100: "UINFO", 101: "UID", 102: "GID", 103: "UNSPEC", 104: "NID",
        105: "L32", 106: "L64", 107: "LP", 108: "EUI48", 109: "EUI64", 128: "NXNAME", 249: "TKEY", 250: "TSIG",
        251: "IXFR",
        252: "AXFR", 253: "MAILB", 254: "MAILA", 255: "ANY", 256: "URI", 257: "CAA", 258: "AVC", 259: "DOA",
        260: "AMTRELAY", 261: "RESINFO", 262: "WALLET", 32768: "TA", 32769: "DLV",
    ]
}
