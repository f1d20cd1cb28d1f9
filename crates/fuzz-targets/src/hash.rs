//! The hash of an address.

use careguide::View;

use crate::text;

/// A hash, and the ids of the sections, a line each.
pub fn read(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let mut lines = text.split('\n');
    let hash = lines.next().unwrap_or_default();
    let ids: Vec<_> = lines.map(str::to_owned).collect();
    if let Some(view) = View::from_hash(hash, &ids) {
        let again = view.hash(&ids);
        assert_eq!(
            View::from_hash(&again, &ids),
            Some(view),
            "read, written and read"
        );
        assert_eq!(again.trim_start_matches('#'), hash.trim_start_matches('#'));
        let shown = (0..ids.len()).filter(|index| view.shows(*index)).count();
        assert_eq!(
            shown,
            if view == View::Everything {
                ids.len()
            } else {
                1
            }
        );
    }
}
