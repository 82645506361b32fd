//! Error correction: 32 codewords at once, each an element of the field with 256 of them.

use zeroize::Zeroizing;

use crate::qr::blocks::Layout;

/// Codewords as coefficients of a polynomial, the highest power first: the first is the highest byte.
type Polynomial = (u128, u128);

/// All codewords of a symbol in the order in which they are placed, from those of data, block after block (7.5, 7.6).
pub(super) fn with_correction(data: &[u8], layout: Layout) -> Zeroizing<Vec<u8>> {
    let generator = generator(layout.correction);
    let low: [Polynomial; 16] = std::array::from_fn(|factor| times(generator, factor));
    let high = low.map(|multiple| times(multiple, 16));
    let mut sequence = Zeroizing::new(vec![0; layout.codewords()]);
    let mut rest = data;
    for block in 0..layout.blocks {
        let (data, others) = rest.split_at_checked(layout.data(block)).unwrap_or_default();
        rest = others;
        // The remainder of the division by the generator, in the places of the highest powers.
        let remainder = data.iter().fold((0, 0), |remainder: Polynomial, codeword| {
            let [first, ..] = remainder.0.to_be_bytes();
            let factor = usize::from(first ^ codeword);
            let of = |table: &[Polynomial; 16], nibble| table.get(nibble).copied().unwrap_or_default();
            sum(up(remainder), sum(of(&low, factor % 16), of(&high, factor / 16)))
        });
        let correction =
            <[_; 2]>::from(remainder).into_iter().flat_map(u128::to_be_bytes).take(layout.correction);
        for (place, codeword) in layout.places(block).zip(data.iter().copied().chain(correction)) {
            if let Some(at) = sequence.get_mut(place) {
                *at = codeword;
            }
        }
    }
    sequence
}

/// The product of x - 1, x - 2, x - 4 and so on, so many of them, without its highest power, whose coefficient is 1.
fn generator(degree: usize) -> Polynomial {
    let mut root = 1;
    let mut product = (1 << 120, 0);
    for _ in 0..degree {
        product = sum(product, down(times(product, root)));
        root = root << 1 ^ if root < 128 { 0 } else { 0x11d };
    }
    up(product)
}

/// Each coefficient times the factor, an element of the field.
fn times(polynomial: Polynomial, factor: usize) -> Polynomial {
    let mut product = (0, 0);
    let mut power = polynomial;
    let mut factor = factor;
    while factor != 0 {
        if factor & 1 == 1 {
            product = sum(product, power);
        }
        power = (doubled(power.0), doubled(power.1));
        factor >>= 1;
    }
    product
}

/// Each of sixteen codewords times two, modulo x⁸ + x⁴ + x³ + x² + 1.
fn doubled(codewords: u128) -> u128 {
    let highest = codewords & u128::from_ne_bytes([0x80; 16]);
    let carried = highest >> 7;
    (codewords ^ highest) << 1 ^ carried ^ carried << 2 ^ carried << 3 ^ carried << 4
}

fn sum(a: Polynomial, b: Polynomial) -> Polynomial {
    (a.0 ^ b.0, a.1 ^ b.1)
}

/// Moves each codeword to the next higher power; the highest is lost.
fn up((high, low): Polynomial) -> Polynomial {
    (high << 8 | low >> 120, low << 8)
}

/// Moves each codeword to the next lower power.
fn down((high, low): Polynomial) -> Polynomial {
    (high >> 8, low >> 8 | high << 120)
}
