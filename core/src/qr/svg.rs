use super::{Modules, path, pixels, units};

/// The symbol as the text of an SVG file: the same drawing as on the screen, black on white with its quiet zone, up
/// to 1480 pixels wide. The text spells the code, so it is as secret.
#[must_use]
pub fn svg(modules: &Modules) -> String {
    let units = units(modules);
    let (side, pixels) = (units.to_string(), (units * pixels(modules)).to_string());
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
        &path(modules),
        "\" stroke=\"#000\"/></svg>\n",
    ];
    parts.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qr::encode;

    #[test]
    fn one_square_and_one_path() {
        let modules = encode("0049267681211943991").expect("short");
        let expected = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"986\" height=\"986\" viewBox=\"0 0 29 29\" \
             shape-rendering=\"crispEdges\"><rect width=\"29\" height=\"29\" fill=\"#fff\"/>\
             <path d=\"{}\" stroke=\"#000\"/></svg>\n",
            path(&modules)
        );
        assert_eq!(svg(&modules), expected);
    }
}
