//! The rate limit: how many posts one client may make.

use std::net::IpAddr;
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

/// Counts posts by client. The allowance may be used at once and comes back one by one over ten
/// minutes (the generic cell rate algorithm), so a client never waits longer than it must.
pub struct Limiter {
    clients: RateLimiter<IpAddr, HashMapStateStore<IpAddr>, MonotonicClock>,
    checks: AtomicU32,
}

impl Limiter {
    /// Allows `posts` in ten minutes to each client.
    pub fn new(posts: NonZeroU32) -> Self {
        let quota = Quota::with_period(WINDOW / posts.get())
            .unwrap_or_else(|| Quota::per_second(posts))
            .allow_burst(posts);
        Self {
            clients: RateLimiter::new(quota, HashMapStateStore::default(), MonotonicClock),
            checks: AtomicU32::new(0),
        }
    }

    /// Takes one post off the client's allowance.
    ///
    /// # Errors
    /// Gives the whole seconds to wait, for `Retry-After` (RFC 9110, section 10.2.3).
    pub fn check(&self, client: IpAddr) -> Result<(), u64> {
        // Memory stays bounded by the clients of the last ten minutes and one sweep's worth.
        if self.checks.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            self.clients.retain_recent();
            self.clients.shrink_to_fit();
        }
        self.clients.check_key(&client).map_err(|until| {
            let wait = until.wait_time_from(MonotonicClock.now());
            (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).max(1)
        })
    }
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
