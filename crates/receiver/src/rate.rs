//! The rate limit: how many posts one client may make, its network, and all together.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock as _, MonotonicClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

/// The time in which a used-up allowance is full again.
const WINDOW: Duration = Duration::from_secs(600);

/// After how many checks clients with a full allowance are forgotten.
const SWEEP_EVERY: u32 = 1024;

/// How many clients' allowances an IPv6 /48 has, which a provider gives one customer (RFC 6177, section
/// 2) and which holds 65,536 clients.
const NETWORK: NonZeroU32 = NonZeroU32::new(16).expect("not zero");

/// How many clients' allowances all have together, so that a flood from everywhere fills no disk.
const EVERYBODY: NonZeroU32 = NonZeroU32::new(100).expect("not zero");

/// The one key of what counts all.
const ANYBODY: IpAddr = IpAddr::V6(Ipv6Addr::UNSPECIFIED);

type Allowances = RateLimiter<IpAddr, HashMapStateStore<IpAddr>, MonotonicClock>;

/// Counts posts by client. The allowance may be used at once and comes back one by one over ten
/// minutes (the generic cell rate algorithm), so a client never waits longer than it must.
pub struct Limiter {
    clients: Allowances,
    networks: Allowances,
    everybody: Allowances,
    checks: AtomicU32,
}

impl Limiter {
    /// Allows `posts` in ten minutes to each client.
    pub fn new(posts: NonZeroU32) -> Self {
        Self {
            clients: allowances(posts),
            networks: allowances(posts.saturating_mul(NETWORK)),
            everybody: allowances(posts.saturating_mul(EVERYBODY)),
            checks: AtomicU32::new(0),
        }
    }

    /// Takes one post off the client's allowance, off its network's, and off that of all.
    ///
    /// # Errors
    /// Gives the whole seconds to wait, for `Retry-After` (RFC 9110, section 10.2.3).
    pub fn check(&self, client: IpAddr) -> Result<(), u64> {
        // Memory stays bounded by the clients of the last ten minutes and one sweep's worth.
        if self.checks.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            for allowances in [&self.clients, &self.networks] {
                allowances.retain_recent();
                allowances.shrink_to_fit();
            }
        }
        take(&self.clients, client)?;
        if let IpAddr::V6(six) = client {
            let network = Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 80));
            take(&self.networks, network.into())?;
        }
        take(&self.everybody, ANYBODY)
    }
}

fn allowances(posts: NonZeroU32) -> Allowances {
    let quota = Quota::with_period(WINDOW / posts.get())
        .unwrap_or_else(|| Quota::per_second(posts))
        .allow_burst(posts);
    RateLimiter::new(quota, HashMapStateStore::default(), MonotonicClock)
}

fn take(allowances: &Allowances, key: IpAddr) -> Result<(), u64> {
    allowances.check_key(&key).map_err(|until| {
        let wait = until.wait_time_from(MonotonicClock.now());
        (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).max(1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));

    #[test]
    fn a_client_that_used_its_allowance_waits_and_others_do_not() {
        let limiter = Limiter::new(NonZeroU32::new(2).expect("not zero"));
        assert_eq!(limiter.check(ONE), Ok(()));
        assert_eq!(limiter.check(ONE), Ok(()));
        let wait = limiter.check(ONE).expect_err("the third is too many");
        assert!((299..=300).contains(&wait), "{wait}");
        assert_eq!(limiter.check(OTHER), Ok(()));
    }

    /// How many of these clients have a first post taken.
    fn taken(limiter: &Limiter, clients: impl Iterator<Item = IpAddr>) -> u32 {
        let taken = clients.filter(|client| limiter.check(*client).is_ok());
        u32::try_from(taken.count()).expect("a few")
    }

    #[test]
    fn a_network_has_a_few_allowances_and_all_together_have_a_hundred() {
        let two = NonZeroU32::new(2).expect("not zero");
        let in_network = |network: u128, client: u128| {
            let bits = (0x2001 << 112) | (network << 80) | (client << 64);
            IpAddr::from(Ipv6Addr::from_bits(bits))
        };
        let limiter = Limiter::new(two);
        let same = (0..100).map(|client| in_network(1, client));
        assert_eq!(taken(&limiter, same), 2 * NETWORK.get());
        assert_eq!(limiter.check(in_network(2, 0)), Ok(()));
        let limiter = Limiter::new(two);
        let others = (0..1000).map(|network| in_network(network, 0));
        assert_eq!(taken(&limiter, others), 2 * EVERYBODY.get());
    }

    #[test]
    fn clients_whose_allowance_is_full_again_are_forgotten() {
        let most = NonZeroU32::MAX;
        let limiter = Limiter::new(most);
        for number in 0..SWEEP_EVERY * 3 {
            let _ = limiter.check(IpAddr::V4(number.into()));
        }
        let known = limiter.clients.len();
        assert!(
            known <= SWEEP_EVERY as usize,
            "{known} clients are remembered"
        );
    }
}
