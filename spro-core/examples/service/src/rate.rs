//! How often one address may ask. Addresses are held in memory only, and forgotten when they have waited.

use std::collections::HashMap;
use std::net::IpAddr;
use std::time::Duration;

/// Addresses that are told apart at the same time; those after them share one allowance.
const MOST: usize = 10_000;
const HOUR: Duration = Duration::from_secs(3_600);

/// An allowance for each address: so many requests at once, which come back evenly over an hour.
#[derive(Debug)]
pub struct Rate {
    /// The time in which one request comes back.
    each: Duration,
    /// For each address, when its allowance will be whole again.
    // INVARIANT: at most `MOST` addresses and the one that stands for all others.
    whole_at: HashMap<IpAddr, Duration>,
}

impl Rate {
    /// So many requests an hour.
    pub fn per_hour(requests: u32) -> Self {
        Self { each: HOUR / requests.max(1), whole_at: HashMap::new() }
    }

    /// Takes one request from the allowance of an address, or says how long to wait. `now` counts from any start.
    pub fn take(&mut self, address: IpAddr, now: Duration) -> Result<(), Duration> {
        let mut address = one_line(address);
        if self.whole_at.len() >= MOST && !self.whole_at.contains_key(&address) {
            self.whole_at.retain(|_, whole_at| *whole_at > now);
            if self.whole_at.len() >= MOST {
                address = IpAddr::from([0, 0, 0, 0]);
            }
        }
        let whole_at = self.whole_at.get(&address).copied().unwrap_or(now).max(now) + self.each;
        match whole_at.checked_sub(now + HOUR) {
            Some(wait) if wait > Duration::ZERO => Err(wait),
            _ => {
                self.whole_at.insert(address, whole_at);
                Ok(())
            }
        }
    }
}

/// What one subscriber has: an IPv4 address, or the first half of an IPv6 address.
fn one_line(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn the_allowance_is_spent_and_comes_back_evenly() {
        let mut rate = Rate::per_hour(3);
        let (here, there) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        for _ in 0..3 {
            rate.take(here, at(10)).unwrap();
        }
        assert_eq!(rate.take(here, at(10)), Err(at(1_200)));
        assert_eq!(rate.take(there, at(10)), Ok(()));
        assert_eq!(rate.take(here, at(1_209)), Err(at(1)));
        assert_eq!(rate.take(here, at(1_210)), Ok(()));
        assert_eq!(rate.take(here, at(1_210)), Err(at(1_200)));
    }

    #[test]
    fn one_subscriber_has_one_allowance() {
        let mut rate = Rate::per_hour(1);
        let of = |text: &str| text.parse::<IpAddr>().unwrap();
        rate.take(of("2001:db8:1:2::3"), at(0)).unwrap();
        assert!(rate.take(of("2001:db8:1:2:ffff::9"), at(0)).is_err());
        assert!(rate.take(of("2001:db8:1:3::3"), at(0)).is_ok());
        rate.take(of("192.0.2.7"), at(0)).unwrap();
        assert!(rate.take(of("::ffff:192.0.2.7"), at(0)).is_err());
    }

    #[test]
    fn a_flood_of_addresses_takes_no_more_memory() {
        let mut rate = Rate::per_hour(1);
        for n in 1..=u32::try_from(MOST).unwrap() {
            rate.take(IpAddr::from(n.to_be_bytes()), at(0)).unwrap();
        }
        let late = |n: u32| IpAddr::from((1_000_000 + n).to_be_bytes());
        assert_eq!(rate.take(late(1), at(0)), Ok(()));
        assert_eq!(rate.take(late(2), at(0)), Err(at(3_600)));
        assert!(rate.whole_at.len() <= MOST + 1);
        // Who has waited long enough is forgotten, and there is room again.
        assert_eq!(rate.take(late(2), at(3_600)), Ok(()));
        assert_eq!(rate.whole_at.len(), 1);
    }
}
