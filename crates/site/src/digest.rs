//! Digests of files, for their names and for Subresource Integrity.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256, Sha384};

/// `stem-<the first 16 hexadecimal digits of the SHA-256>.extension`
pub fn named(stem: &str, bytes: &[u8], extension: &str) -> String {
    format!("{stem}-{}.{extension}", short(bytes))
}

/// The first 16 hexadecimal digits of the SHA-256.
pub fn short(bytes: &[u8]) -> String {
    hexadecimal(bytes)[..16].to_owned()
}

/// The SHA-256 in hexadecimal digits.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The digest as browsers check it (Subresource Integrity, section 3.5), for the scripts and the
/// page: the shortest there is, because no bytes compress worse.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// The same for pages of other people, where its length does not matter.
pub fn long_integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    // The digests of the empty string: FIPS 180-4's examples, and `openssl dgst -binary | base64`.
    #[test]
    fn a_name_tells_the_bytes() {
        assert_eq!(
            named("careguide", b"", "wasm"),
            "careguide-e3b0c44298fc1c14.wasm"
        );
        assert_ne!(named("a", b"1", "js"), named("a", b"2", "js"));
    }

    #[test]
    fn a_digest_is_the_one_that_browsers_compute() {
        assert_eq!(
            integrity(b""),
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
        assert_eq!(
            long_integrity(b""),
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"
        );
    }
}
