//! Compares text to SVG with three other encoders.
//!
//! Run with `cargo bench -p latchkey-qr`. Names of cases or encoders after `--` select some.

use std::{fmt::Write as _, hint::black_box};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use latchkey_qr::Symbol;

type Encoder = fn(&str) -> String;

/// Encodes as one path with a line for each run.
fn ours(text: &str) -> String {
    Symbol::encode(text).map(|symbol| symbol.to_svg_path()).unwrap_or_default()
}

/// Encodes with the SVG renderer of the crate, at level M.
fn qrcode(text: &str) -> String {
    let symbol = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M);
    symbol.map(|symbol| symbol.render::<qrcode::render::svg::Color<'_>>().build()).unwrap_or_default()
}

/// Encodes as a path with a square for each dark module, as in the example of the crate.
fn qrcodegen(text: &str) -> String {
    let mut d = String::new();
    if let Ok(symbol) = qrcodegen::QrCode::encode_text(text, qrcodegen::QrCodeEcc::Medium) {
        for (x, y) in (0..symbol.size()).flat_map(|y| (0..symbol.size()).map(move |x| (x, y))) {
            if symbol.get_module(x, y) {
                _ = write!(d, "M{},{}h1v1h-1z", x + 4, y + 4);
            }
        }
    }
    d
}

/// Encodes with the SVG renderer of the crate, at level M.
fn fast_qr(text: &str) -> String {
    let symbol = fast_qr::QRBuilder::new(text).ecl(fast_qr::ECL::M).build();
    symbol.map(|symbol| fast_qr::convert::svg::SvgBuilder::default().to_str(&symbol)).unwrap_or_default()
}

fn text_to_svg(criterion: &mut Criterion) {
    let url = format!("https://example.org/{}", "path/".repeat(20));
    let cases = [
        ("7 digits", "1827098".to_owned()),
        ("19 digits", "0049267681211943991".to_owned()),
        ("120-char URL", url),
        ("500 bytes", "payload of bytes, ".repeat(28).chars().take(500).collect()),
        ("2000 bytes", "payload of bytes, ".repeat(112).chars().take(2_000).collect()),
    ];
    let encoders: [(&str, Encoder); 4] =
        [("ours", ours), ("qrcode", qrcode), ("qrcodegen", qrcodegen), ("fast_qr", fast_qr)];
    for (case, text) in &cases {
        let mut group = criterion.benchmark_group(*case);
        for (name, encoder) in encoders {
            let id = BenchmarkId::from_parameter(name);
            group.bench_with_input(id, text, |bencher, text| bencher.iter(|| encoder(black_box(text))));
        }
        group.finish();
    }
}

criterion_group!(benches, text_to_svg);
criterion_main!(benches);
