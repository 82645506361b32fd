//! Writes tables as CSV (RFC 4180), so that spreadsheets take no text for a formula.

use crate::secret::Secret;

/// Spreadsheets that open a file without a byte order mark take its umlauts for two characters each.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A table in the making: rows of cells, separated by commas and CRLF.
///
/// ```
/// use latchkey_core::csv::Table;
///
/// let mut table = Table::new(&["user", "end"]);
/// table.push_row(&["=1+1", "2026-06-13T10:33:00Z"]);
/// assert_eq!(table.into_text().reveal(), "\u{feff}user,end\r\n'=1+1,2026-06-13T10:33:00Z\r\n");
/// ```
#[derive(Debug)]
pub struct Table(Secret);

impl Table {
    /// Creates a table with these column heads.
    #[must_use]
    pub fn new(heads: &[&str]) -> Self {
        let mut table = Self(Secret::new(BYTE_ORDER_MARK.to_string()));
        table.push_row(heads);
        table
    }

    /// Adds a row.
    pub fn push_row(&mut self, cells: &[&str]) {
        self.0.edit(|text| {
            for (index, cell) in cells.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                push_cell(text, cell);
            }
            text.push_str("\r\n");
        });
    }

    /// Returns the text of the file.
    #[must_use]
    pub fn into_text(self) -> Secret {
        self.0
    }
}

/// Appends a cell, in quotes if it contains a separator, a quote or a line break.
fn push_cell(text: &mut String, cell: &str) {
    let needs_quotes = cell.contains([',', ';', '\t', '"', '\r', '\n']);
    if needs_quotes {
        text.push('"');
    }
    // A spreadsheet evaluates a cell that begins with one of a few characters, and takes it for text after an
    // apostrophe. Where a comma separates decimals, spreadsheets part cells at semicolons instead, so that
    // each separator may begin a cell.
    let mut begins_cell = true;
    for c in cell.chars() {
        if begins_cell && begins_formula(c) {
            text.push('\'');
        }
        if c == '"' {
            text.push('"');
        }
        text.push(c);
        begins_cell = matches!(c, ',' | ';' | '"') || (begins_cell && is_skipped(c)) || c.is_control();
    }
    if needs_quotes {
        text.push('"');
    }
}

/// Returns whether a spreadsheet takes a cell that begins with this character for a formula. The full-width
/// forms count too where Japanese is written.
fn begins_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// Returns whether a spreadsheet may skip this character at the beginning of a cell.
fn is_skipped(c: char) -> bool {
    c.is_whitespace() || c == BYTE_ORDER_MARK
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cell(text: &str) -> String {
        let mut written = String::new();
        push_cell(&mut written, text);
        written
    }

    /// Reads a file as RFC 4180 says.
    fn read(file: &str) -> Vec<Vec<String>> {
        let mut rows = vec![vec![String::new()]];
        let mut chars = file.chars().peekable();
        let mut is_quoted = false;
        while let Some(c) = chars.next() {
            let last = rows.last_mut().expect("a row");
            match (c, is_quoted) {
                ('"', true) if chars.next_if_eq(&'"').is_some() => last.last_mut().expect("a cell").push('"'),
                ('"', _) => is_quoted = !is_quoted,
                (',', false) => last.push(String::new()),
                ('\r', false) if chars.next_if_eq(&'\n').is_some() => rows.push(vec![String::new()]),
                _ => last.last_mut().expect("a cell").push(c),
            }
        }
        rows
    }

    #[test]
    fn separators_quotes_and_line_breaks_are_quoted() {
        for (text, written) in [
            ("", ""),
            ("anna", "anna"),
            ("0049267681211943991", "0049267681211943991"),
            ("a,b", "\"a,b\""),
            ("a;b", "\"a;b\""),
            ("say \"hello\"", "\"say \"\"hello\"\"\""),
            ("a\r\nb", "\"a\r\nb\""),
            ("name+with/odd@chars ü", "name+with/odd@chars ü"),
        ] {
            assert_eq!(cell(text), written, "{text:?}");
        }
    }

    #[test]
    fn no_cell_begins_a_formula() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("  =1", "  '=1"),
            ("\u{feff}=1", "\u{feff}'=1"),
            ("\t=1", "\"\t'=1\""),
            ("\r=1", "\"\r'=1\""),
            ("a;=1", "\"a;'=1\""),
            ("a,-1", "\"a,'-1\""),
            ("a\"=1", "\"a\"\"'=1\""),
            ("a-b", "a-b"),
            ("a =b", "a =b"),
        ] {
            assert_eq!(cell(text), written, "{text:?}");
        }
    }

    #[test]
    fn a_table_has_heads_and_ends_each_row_with_crlf() {
        let mut table = Table::new(&["user", "code"]);
        table.push_row(&["anna", "0068493"]);
        table.push_row(&["", ""]);
        assert_eq!(table.into_text().reveal(), "\u{feff}user,code\r\nanna,0068493\r\n,\r\n");
    }

    #[test]
    fn a_table_is_not_printed() {
        let mut table = Table::new(&["code"]);
        table.push_row(&["0068493"]);
        assert!(!format!("{table:?}").contains("0068493"));
    }

    proptest! {
        #[test]
        fn a_reader_gets_the_texts_but_for_the_apostrophes(
            rows in proptest::collection::vec(
                (r#"[a=+\-@,;"'\t\r\n ü0]{0,12}"#, r#"[a=+\-@,;"'\t\r\n ü0]{0,12}"#), 1..5,
            ),
        ) {
            let mut table = Table::new(&["a", "b"]);
            for (a, b) in &rows {
                table.push_row(&[a, b]);
            }
            let file = table.into_text();
            let cells = read(file.reveal());
            prop_assert_eq!(cells.len(), rows.len() + 2, "heads, rows, and nothing after the last line break");
            let without = |text: &str| text.replace('\'', "");
            for ((a, b), read) in rows.iter().zip(cells.iter().skip(1)) {
                prop_assert_eq!(read.len(), 2);
                prop_assert_eq!(without(a), without(&read[0]));
                prop_assert_eq!(without(b), without(&read[1]));
                for text in read {
                    let first = text.trim_start().chars().next();
                    prop_assert!(!first.is_some_and(begins_formula), "{:?}", text);
                }
            }
        }
    }
}
