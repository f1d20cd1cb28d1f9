//! Entity tags by content (RFC 9110, section 8.8.3).
//!
//! A tag of size and time would stay the same where a file changes and its time does not: images of
//! containers give all files one time.

use std::collections::HashMap;
use std::fs::Metadata;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::percent_decode_str;
use sha2::{Digest as _, Sha256};

/// How many bytes of a SHA-256 a tag holds: enough that no two files of a site share one.
const BYTES: usize = 15;

/// The digests of a site's files, each computed when it is first asked for and when its file changes.
#[derive(Clone)]
pub struct EntityTags {
    dist: Arc<Path>,
    known: Arc<Mutex<HashMap<PathBuf, (Version, String)>>>,
}

/// What changes with the file while the receiver runs. Nobody can set `changed`, the time of the inode.
#[derive(Clone, PartialEq, Eq)]
struct Version {
    length: u64,
    modified: Option<SystemTime>,
    changed: Option<(i64, i64)>,
}

impl EntityTags {
    /// The tags of a folder's files.
    pub fn new(dist: &Path) -> Self {
        Self {
            dist: dist.into(),
            known: Arc::default(),
        }
    }

    /// The tag of what is sent for a path: of the file, and, if it is compressed, of its coding.
    pub async fn tag(&self, path: &str, response: &HeaderMap) -> Option<HeaderValue> {
        let file = self.file(path)?;
        let tags = self.clone();
        let digest = tokio::task::spawn_blocking(move || tags.digest(&file));
        let digest = digest.await.ok()??;
        let coding = response.get(header::CONTENT_ENCODING);
        let tag = match coding.and_then(|coding| coding.to_str().ok()) {
            Some(coding) => format!("\"{digest}-{coding}\""),
            None => format!("\"{digest}\""),
        };
        HeaderValue::from_str(&tag).ok()
    }

    /// The file that the server sends for a path.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let path = percent_decode_str(path.trim_start_matches('/'));
        let path = path.decode_utf8().ok()?;
        let inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        let path = Path::new(&*path);
        let mut file = self.dist.join(path);
        let is_folder = path.as_os_str().is_empty() || path.to_string_lossy().ends_with('/');
        if is_folder {
            file.push("index.html");
        }
        path.components().all(inside).then_some(file)
    }

    fn digest(&self, path: &Path) -> Option<String> {
        let version = Version::of(&std::fs::metadata(path).ok()?);
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((seen, digest)) = known().get(path)
            && *seen == version
        {
            return Some(digest.clone());
        }
        let digest = Sha256::digest(std::fs::read(path).ok()?);
        let digest = URL_SAFE_NO_PAD.encode(&digest[..BYTES]);
        known().insert(path.to_owned(), (version, digest.clone()));
        Some(digest)
    }
}

impl Version {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let changed = {
            use std::os::unix::fs::MetadataExt as _;
            Some((metadata.ctime(), metadata.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let changed = None;
        Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
            changed,
        }
    }
}

/// The conditions of a request. Times are ignored, for the reason above.
pub struct Conditions(HeaderMap);

impl Conditions {
    /// Takes them off a request, so that the server of files does not decide by its own tags. A range that
    /// has a condition or an unknown unit is ignored (sections 13.1.5 and 14.2): the whole file is right.
    pub fn take(headers: &mut HeaderMap) -> Self {
        let mut taken = HeaderMap::new();
        for name in [header::IF_MATCH, header::IF_NONE_MATCH] {
            for value in headers.get_all(&name) {
                taken.append(&name, value.clone());
            }
        }
        let is_conditional = headers.contains_key(header::IF_RANGE);
        let range = headers.get(header::RANGE);
        if is_conditional || range.is_some_and(|range| !range.as_bytes().starts_with(b"bytes=")) {
            headers.remove(header::RANGE);
        }
        for name in [
            header::IF_MATCH,
            header::IF_NONE_MATCH,
            header::IF_MODIFIED_SINCE,
            header::IF_UNMODIFIED_SINCE,
            header::IF_RANGE,
        ] {
            headers.remove(name);
        }
        Self(taken)
    }

    /// The status in place of the file: 304 if the client has it (section 13.1.2), 412 if it wants
    /// another one (section 13.1.1).
    pub fn status(&self, tag: &HeaderValue) -> Option<StatusCode> {
        if self.0.contains_key(header::IF_MATCH) && !self.names(&header::IF_MATCH, tag) {
            return Some(StatusCode::PRECONDITION_FAILED);
        }
        let is_known = self.names(&header::IF_NONE_MATCH, tag);
        is_known.then_some(StatusCode::NOT_MODIFIED)
    }

    fn names(&self, header: &HeaderName, tag: &HeaderValue) -> bool {
        let values = self.0.get_all(header).iter();
        let mut tags = values
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            // A proxy that compresses makes tags weak.
            .map(|tag| tag.trim().trim_start_matches("W/"));
        tags.any(|known| known == "*" || tag == known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(name: HeaderName, value: &str) -> Option<StatusCode> {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().expect("a header"));
        Conditions::take(&mut headers).status(&HeaderValue::from_static("\"abc-br\""))
    }

    #[test]
    fn a_tag_is_known_if_one_of_the_list_is_it() {
        for value in ["\"abc-br\"", "W/\"abc-br\"", "\"x\", \"abc-br\"", "*"] {
            let known = status(header::IF_NONE_MATCH, value);
            assert_eq!(known, Some(StatusCode::NOT_MODIFIED), "{value}");
            assert_eq!(status(header::IF_MATCH, value), None, "{value}");
        }
        for value in ["\"abc\"", "abc-br", "", "\"abc-gzip\""] {
            assert_eq!(status(header::IF_NONE_MATCH, value), None, "{value}");
            let other = status(header::IF_MATCH, value);
            assert_eq!(other, Some(StatusCode::PRECONDITION_FAILED), "{value}");
        }
    }

    #[test]
    fn a_path_leads_to_no_file_outside_the_site() {
        let tags = EntityTags::new(Path::new("/site"));
        let file = |path| tags.file(path).map(|file| file.display().to_string());
        assert_eq!(file("/").as_deref(), Some("/site/index.html"));
        assert_eq!(file("/es/").as_deref(), Some("/site/es/index.html"));
        assert_eq!(file("/a%20b.js").as_deref(), Some("/site/a b.js"));
        for outside in ["/../secret", "/es/%2e%2e/secret", "/%2e%2e/", "/%ff"] {
            assert_eq!(file(outside), None, "{outside}");
        }
    }
}
