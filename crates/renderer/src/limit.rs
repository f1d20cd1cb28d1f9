//! How large a guide file may be.

/// The most bytes of a guide file: thirty times a long guide. Without a limit a wrong address could
/// fill a visitor's memory.
pub const LIMIT: usize = 1 << 20;

/// Bytes read so far, up to [`LIMIT`].
#[derive(Debug, Default)]
pub struct Limited(Vec<u8>);

/// More bytes than [`LIMIT`].
#[derive(Debug, PartialEq, Eq)]
pub struct TooLarge;

impl Limited {
    /// Adds the next piece.
    ///
    /// # Errors
    /// The total would exceed [`LIMIT`].
    pub fn take(&mut self, piece: &[u8]) -> Result<(), TooLarge> {
        if self.0.len() + piece.len() > LIMIT {
            return Err(TooLarge);
        }
        self.0.extend_from_slice(piece);
        Ok(())
    }

    /// The bytes as text, without a byte order mark; `None` if they are not UTF-8.
    pub fn text(self) -> Option<String> {
        let text = String::from_utf8(self.0).ok()?;
        Some(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mebibyte_is_read_and_not_a_byte_more() {
        let mut read = Limited::default();
        let piece = vec![b'a'; LIMIT / 2];
        assert_eq!(read.take(&piece), Ok(()));
        assert_eq!(read.take(&piece), Ok(()));
        assert_eq!(read.take(b"a"), Err(TooLarge));
        assert_eq!(read.text().map(|text| text.len()), Some(LIMIT));
    }

    #[test]
    fn text_is_utf8_without_its_byte_order_mark() {
        let text = |bytes: &[u8]| {
            let mut read = Limited::default();
            read.take(bytes).expect("it is small");
            read.text()
        };
        assert_eq!(text("\u{feff}{}".as_bytes()).as_deref(), Some("{}"));
        assert_eq!(text(b"\xff\xfe{\0"), None);
    }
}
