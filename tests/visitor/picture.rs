//! Screenshots pixel by pixel.

use std::io::Cursor;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use png::{ColorType, Decoder, Transformations};

pub struct Picture {
    /// Red, green and blue, row by row.
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// Decodes a PNG in base64.
    pub fn read(base64: &str) -> Result<Self, String> {
        let file = BASE64_STANDARD.decode(base64);
        let file = file.map_err(|error| error.to_string())?;
        let mut decoder = Decoder::new(Cursor::new(file));
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
        let size = reader.output_buffer_size().ok_or("it is too large")?;
        let mut bytes = vec![0; size];
        let frame = reader
            .next_frame(&mut bytes)
            .map_err(|error| error.to_string())?;
        let samples = match frame.color_type {
            ColorType::Rgb => 3,
            ColorType::Rgba => 4,
            other => return Err(format!("a picture of the screen in {other:?}")),
        };
        let pixels = bytes[..frame.buffer_size()].chunks_exact(samples);
        let pixels = pixels.map(|pixel| [pixel[0], pixel[1], pixel[2]]);
        Ok(Self {
            pixels: pixels.collect(),
        })
    }

    /// The number of pixels with a contrast of at least 3:1 to the same pixel of another picture.
    pub fn stands_out_from(&self, other: &Self) -> usize {
        assert_eq!(self.pixels.len(), other.pixels.len(), "the same place");
        let pairs = self.pixels.iter().zip(&other.pixels);
        pairs
            .filter(|(one, other)| contrast(**one, **other) >= 3.0)
            .count()
    }
}

/// The contrast ratio of two colours (WCAG 2.2, definitions).
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let [one, other] = [one, other].map(luminance);
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of a colour (WCAG 2.2, definitions).
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|value| {
        let value = f64::from(value) / 255.0;
        match value <= 0.04045 {
            true => value / 12.92,
            false => ((value + 0.055) / 1.055).powf(2.4),
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
