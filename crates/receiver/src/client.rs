//! The client's address, for the rate limit only.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::HeaderMap;

const X_FORWARDED_FOR: &str = "x-forwarded-for";

/// The client's address: the peer's, or, if the peer is a trusted proxy, the last hop of
/// `X-Forwarded-For` that is not one. The client could have written the hops before that one, so they
/// are ignored.
///
/// IPv6 clients are known by their /64, the smallest network a subscriber gets (RFC 6177,
/// section 2): each can choose among all the addresses in it.
pub fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let mut client = peer.to_canonical();
    let hops: Vec<&str> = headers
        .get_all(X_FORWARDED_FOR)
        .iter()
        .map(|value| value.to_str().unwrap_or_default())
        .flat_map(|value| value.split(','))
        .collect();
    for hop in hops.into_iter().rev() {
        if !is_trusted(client, trusted) {
            break;
        }
        match hop_address(hop.trim()) {
            Some(address) => client = address.to_canonical(),
            None => break,
        }
    }
    network(client)
}

/// Whether the peer names another client, and is no trusted proxy.
pub fn claims_without_trust(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> bool {
    headers.contains_key(X_FORWARDED_FOR) && !is_trusted(peer.to_canonical(), trusted)
}

fn is_trusted(address: IpAddr, trusted: &[IpAddr]) -> bool {
    trusted.iter().any(|proxy| proxy.to_canonical() == address)
}

/// Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`.
fn hop_address(hop: &str) -> Option<IpAddr> {
    let bare = hop.trim_start_matches('[').trim_end_matches(']');
    bare.parse()
        .ok()
        .or_else(|| hop.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 64)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn client(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(X_FORWARDED_FOR, value.parse().expect("a header"));
        }
        let trusted: Vec<_> = trusted.iter().map(|text| ip(text)).collect();
        address(ip(peer), &headers, &trusted).to_string()
    }

    #[test]
    fn an_untrusted_peer_cannot_claim_another_address() {
        assert_eq!(
            client("192.0.2.1", &["198.51.100.7"], &["10.0.0.1"]),
            "192.0.2.1"
        );
    }

    #[test]
    fn a_trusted_proxy_names_the_client() {
        let trusted = ["10.0.0.1", "10.0.0.2"];
        for forwarded in [
            &["198.51.100.7"][..],
            &["203.0.113.9, 198.51.100.7"],
            &["203.0.113.9", "198.51.100.7"],
            &["203.0.113.9, 198.51.100.7, 10.0.0.2"],
            &["198.51.100.7:4711"],
        ] {
            assert_eq!(client("10.0.0.1", forwarded, &trusted), "198.51.100.7");
        }
        assert_eq!(
            client("::ffff:10.0.0.1", &["198.51.100.7"], &trusted),
            "198.51.100.7"
        );
    }

    #[test]
    fn a_trusted_proxy_without_a_valid_hop_is_itself_the_client() {
        assert_eq!(client("10.0.0.1", &[], &["10.0.0.1"]), "10.0.0.1");
        assert_eq!(
            client("10.0.0.1", &["1.2.3.4, unknown"], &["10.0.0.1"]),
            "10.0.0.1"
        );
    }

    #[test]
    fn addresses_of_one_ipv6_network_are_one_client() {
        for six in ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"] {
            assert_eq!(client(six, &[], &[]), "2001:db8:1:2::");
        }
        assert_eq!(
            client("10.0.0.1", &["[2001:db8:1:2::1]:80"], &["10.0.0.1"]),
            "2001:db8:1:2::"
        );
    }
}
