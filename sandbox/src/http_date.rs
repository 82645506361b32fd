//! The three date formats of HTTP (RFC 9110, section 5.6.7).

use crate::moment::Moment;

const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Formats a moment as IMF-fixdate: `Sun, 06 Nov 1994 08:49:37 GMT`.
#[must_use]
pub fn imf_fixdate(at: Moment) -> String {
    let p = at.parts();
    let (day, month) = day_and_month(at);
    let short = day.get(..3).unwrap_or(day);
    format!("{short}, {:02} {month} {:04} {:02}:{:02}:{:02} GMT", p.day, p.year, p.hour, p.minute, p.second)
}

/// Formats a moment as RFC 850 date: `Sunday, 06-Nov-94 08:49:37 GMT`.
#[must_use]
pub fn rfc_850(at: Moment) -> String {
    let p = at.parts();
    let (day, month) = day_and_month(at);
    let year = p.year.rem_euclid(100);
    format!("{day}, {:02}-{month}-{year:02} {:02}:{:02}:{:02} GMT", p.day, p.hour, p.minute, p.second)
}

/// Formats a moment as C's `asctime` does: `Sun Nov  6 08:49:37 1994`.
#[must_use]
pub fn asctime(at: Moment) -> String {
    let p = at.parts();
    let (day, month) = day_and_month(at);
    let short = day.get(..3).unwrap_or(day);
    format!("{short} {month} {:2} {:02}:{:02}:{:02} {:04}", p.day, p.hour, p.minute, p.second, p.year)
}

/// Returns the English names of the weekday and the month.
fn day_and_month(at: Moment) -> (&'static str, &'static str) {
    let p = at.parts();
    let day = usize::try_from(p.weekday).ok().and_then(|n| DAYS.get(n)).copied().unwrap_or_default();
    let month = usize::try_from(p.month - 1).ok().and_then(|n| MONTHS.get(n)).copied().unwrap_or_default();
    (day, month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_9110() {
        let at = Moment::from_millis(784_111_777_000);
        assert_eq!(imf_fixdate(at), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(rfc_850(at), "Sunday, 06-Nov-94 08:49:37 GMT");
        assert_eq!(asctime(at), "Sun Nov  6 08:49:37 1994");
    }
}
