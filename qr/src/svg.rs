//! Encodes a symbol as an SVG document.

use crate::Symbol;

impl Symbol {
    /// Returns the symbol as an SVG document with one path, black on white with its quiet zone, up to 1 480
    /// pixels wide.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let units = self.side_with_quiet_zone();
        let (side, pixels) = (units.to_string(), (units * self.pixels_per_module()).to_string());
        let parts = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"",
            &pixels,
            "\" height=\"",
            &pixels,
            "\" viewBox=\"0 0 ",
            &side,
            " ",
            &side,
            "\" shape-rendering=\"crispEdges\"><rect width=\"",
            &side,
            "\" height=\"",
            &side,
            "\" fill=\"#fff\"/><path d=\"",
            &self.to_svg_path(),
            "\" stroke=\"#000\"/></svg>\n",
        ];
        parts.concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_one_square_and_one_path() {
        let symbol = Symbol::encode("0049267681211943991").expect("short");
        let expected = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"986\" height=\"986\" viewBox=\"0 0 29 29\" \
             shape-rendering=\"crispEdges\"><rect width=\"29\" height=\"29\" fill=\"#fff\"/>\
             <path d=\"{}\" stroke=\"#000\"/></svg>\n",
            symbol.to_svg_path()
        );
        assert_eq!(symbol.to_svg(), expected);
    }
}
