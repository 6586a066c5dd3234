/// A date of the proleptic Gregorian calendar, and its distance from 1970-01-01.
///
/// Years are counted from March, so that the leap day is the last of its year and the months before it always have
/// the same lengths; 400 such years, an era, are always 146,097 days.
struct CalendarDate: Equatable {
    var year: Int64
    var month: Int64
    var day: Int64

    init(year: Int64, month: Int64, day: Int64) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date `days` after 1970-01-01, negative for earlier ones.
    init(daysSinceEpoch days: Int64) {
        let (era, dayOfEra) = (days + Self.daysFromYearZero).flooredDivision(by: Self.daysPerEra)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - Self.days(beforeYearOfEra: yearOfEra)
        // 153 days are the five months from March, and again from August.
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01; a day or month past its end counts on into the next.
    var daysSinceEpoch: Int64 {
        let (era, yearOfEra) = (month <= 2 ? year - 1 : year).flooredDivision(by: 400)
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        return era * Self.daysPerEra + Self.days(beforeYearOfEra: yearOfEra) + dayOfYear - Self.daysFromYearZero
    }

    private static let daysPerEra: Int64 = 146_097

    /// From 0000-03-01 to 1970-01-01.
    private static let daysFromYearZero: Int64 = 719_468

    private static func days(beforeYearOfEra year: Int64) -> Int64 {
        year * 365 + year / 4 - year / 100
    }
}

extension Int64 {
    /// Quotient and remainder with the remainder never negative; `divisor` is positive.
    func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
