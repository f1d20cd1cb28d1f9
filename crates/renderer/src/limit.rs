//! How large a guide file may be.

/// The most bytes that are read of a guide file: thirty times a long guide. Without a limit a wrong
/// address could fill a visitor's memory.
pub const LIMIT: usize = 1 << 20;

/// What has been read so far of something that must not grow too large.
#[derive(Debug, Default)]
pub struct Limited(Vec<u8>);

/// There is more than [`LIMIT`].
#[derive(Debug, PartialEq, Eq)]
pub struct TooLarge;

impl Limited {
    /// Takes the next piece.
    ///
    /// # Errors
    /// It would be too much.
    pub fn take(&mut self, piece: &[u8]) -> Result<(), TooLarge> {
        if self.0.len() + piece.len() > LIMIT {
            return Err(TooLarge);
        }
        self.0.extend_from_slice(piece);
        Ok(())
    }

    /// All of it as text, without a byte order mark; `None` where it is not UTF-8.
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
    fn a_mebibyte_is_taken_and_not_a_byte_more() {
        let mut read = Limited::default();
        let piece = vec![b'a'; LIMIT / 2];
        assert_eq!(read.take(&piece), Ok(()));
        assert_eq!(read.take(&piece), Ok(()));
        assert_eq!(read.take(b"a"), Err(TooLarge));
        assert_eq!(read.text().map(|text| text.len()), Some(LIMIT));
    }

    #[test]
    fn text_is_utf8_and_a_mark_before_it_is_none_of_it() {
        let text = |bytes: &[u8]| {
            let mut read = Limited::default();
            read.take(bytes).expect("it is small");
            read.text()
        };
        assert_eq!(text("\u{feff}{}".as_bytes()).as_deref(), Some("{}"));
        assert_eq!(text(b"\xff\xfe{\0"), None);
    }
}
