//! How values stand in a compiled rulebook: numbers by seven bits, texts after their length, nothing between them.
//!
//! Reading never fails half-way: after the first thing that does not fit, everything reads as nothing and the reader says
//! so at the end. That keeps the code of a small module small.

use super::{Decimal, Dimension, Period, Unit, Words};
use chrono::{Datelike, NaiveDate};

/// Something that a compiled rulebook holds.
pub(crate) trait Stored {
    /// Writes it.
    fn store(&self, out: &mut Vec<u8>);
    /// Reads it back; anything at all where the bytes do not fit.
    fn load(from: &mut Reader<'_>) -> Self
    where
        Self: Sized;
}

/// Bytes read from the front.
#[derive(Debug)]
pub(crate) struct Reader<'b> {
    rest: &'b [u8],
    fits: bool,
    depth: u16,
}

impl<'b> Reader<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes, fits: true, depth: 0 }
    }

    /// Whether everything so far was what it had to be.
    pub(crate) fn fits(&self) -> bool {
        self.fits
    }

    /// What was not read yet.
    pub(crate) fn rest(&self) -> &'b [u8] {
        self.rest
    }

    /// Notes that something did not fit.
    pub(crate) fn fail(&mut self) {
        self.fits = false;
        self.rest = &[];
    }

    pub(crate) fn take(&mut self, count: usize) -> &'b [u8] {
        if let Some((taken, rest)) = self.rest.split_at_checked(count) {
            self.rest = rest;
            return taken;
        }
        self.fail();
        &[]
    }

    pub(crate) fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    #[inline(never)]
    pub(crate) fn natural(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            let part = u64::from(byte & 0x7f);
            if part << shift >> shift != part {
                break;
            }
            value |= part << shift;
            if byte < 0x80 {
                return value;
            }
        }
        self.fail();
        0
    }

    /// A natural number that an integer of another type must hold.
    pub(crate) fn within<T: TryFrom<u64> + Default>(&mut self) -> T {
        let value = self.natural();
        T::try_from(value).unwrap_or_else(|_| {
            self.fail();
            T::default()
        })
    }

    #[inline(never)]
    fn integer(&mut self) -> i64 {
        // Zigzag: small numbers of both signs are short.
        let value = self.natural();
        (value >> 1).cast_signed() ^ -((value & 1).cast_signed())
    }

    #[inline(never)]
    pub(crate) fn text(&mut self) -> String {
        let length = self.within();
        let bytes = self.take(length);
        if let Ok(text) = std::str::from_utf8(bytes) {
            return text.to_owned();
        }
        self.fail();
        String::new()
    }

    /// Reads `inner` one level deeper; where there are more than `most` levels it fails.
    pub(crate) fn deeper<T>(&mut self, most: u16, inner: impl FnOnce(&mut Self) -> T) -> T {
        if self.depth >= most {
            self.fail();
        }
        self.depth = self.depth.saturating_add(1);
        let read = inner(self);
        self.depth = self.depth.saturating_sub(1);
        read
    }
}

pub(crate) fn store_natural(mut value: u64, out: &mut Vec<u8>) {
    while let Some(high) = Some(value >> 7).filter(|high| *high > 0) {
        out.push(u8::try_from(value & 0x7f).unwrap_or(0) | 0x80);
        value = high;
    }
    out.push(u8::try_from(value).unwrap_or(0));
}

fn store_integer(value: i64, out: &mut Vec<u8>) {
    store_natural(((value << 1) ^ (value >> 63)).cast_unsigned(), out);
}

fn store_count(count: usize, out: &mut Vec<u8>) {
    store_natural(u64::try_from(count).unwrap_or(u64::MAX), out);
}

impl Stored for bool {
    fn store(&self, out: &mut Vec<u8>) {
        out.push((*self).into());
    }
    fn load(from: &mut Reader<'_>) -> Self {
        match from.byte() {
            0 => false,
            1 => true,
            _ => {
                from.fail();
                false
            }
        }
    }
}

impl Stored for u16 {
    fn store(&self, out: &mut Vec<u8>) {
        store_natural((*self).into(), out);
    }
    fn load(from: &mut Reader<'_>) -> Self {
        from.within()
    }
}

impl Stored for u32 {
    fn store(&self, out: &mut Vec<u8>) {
        store_natural((*self).into(), out);
    }
    fn load(from: &mut Reader<'_>) -> Self {
        from.within()
    }
}

impl Stored for i32 {
    fn store(&self, out: &mut Vec<u8>) {
        store_integer((*self).into(), out);
    }
    fn load(from: &mut Reader<'_>) -> Self {
        Self::try_from(from.integer()).unwrap_or_else(|_| {
            from.fail();
            0
        })
    }
}

impl Stored for String {
    fn store(&self, out: &mut Vec<u8>) {
        store_count(self.len(), out);
        out.extend_from_slice(self.as_bytes());
    }
    fn load(from: &mut Reader<'_>) -> Self {
        from.text()
    }
}

impl<T: Stored> Stored for Option<T> {
    fn store(&self, out: &mut Vec<u8>) {
        self.is_some().store(out);
        if let Some(inner) = self {
            inner.store(out);
        }
    }
    fn load(from: &mut Reader<'_>) -> Self {
        bool::load(from).then(|| T::load(from))
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn store(&self, out: &mut Vec<u8>) {
        store_count(self.len(), out);
        for item in self {
            item.store(out);
        }
    }
    fn load(from: &mut Reader<'_>) -> Self {
        let count: usize = from.within();
        let mut all = Self::new();
        // Every item takes a byte at least, so a count that lies ends with the bytes.
        while all.len() < count && from.fits {
            all.push(T::load(from));
        }
        all
    }
}

impl<T: Stored> Stored for Box<T> {
    fn store(&self, out: &mut Vec<u8>) {
        self.as_ref().store(out);
    }
    fn load(from: &mut Reader<'_>) -> Self {
        Self::new(T::load(from))
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn store(&self, out: &mut Vec<u8>) {
        self.0.store(out);
        self.1.store(out);
    }
    fn load(from: &mut Reader<'_>) -> Self {
        (A::load(from), B::load(from))
    }
}

/// As the number of days from the first one of year 1.
impl Stored for NaiveDate {
    fn store(&self, out: &mut Vec<u8>) {
        self.num_days_from_ce().store(out);
    }
    fn load(from: &mut Reader<'_>) -> Self {
        let days = i32::load(from);
        Self::from_num_days_from_ce_opt(days).unwrap_or_else(|| {
            from.fail();
            Self::MIN
        })
    }
}

impl Stored for Decimal {
    fn store(&self, out: &mut Vec<u8>) {
        out.push(self.scale());
        out.extend(self.mantissa().to_le_bytes());
    }
    fn load(from: &mut Reader<'_>) -> Self {
        let scale = from.byte();
        let bytes = from.take(16).try_into().unwrap_or_default();
        let mantissa = i128::from_le_bytes(bytes);
        // Only the one way to write a number is taken.
        Self::new(mantissa, scale).filter(|n| n.scale() == scale).unwrap_or_else(|| {
            from.fail();
            Self::ZERO
        })
    }
}

/// Structures as their parts, one after the other.
macro_rules! stored_parts {
    ($($name:ident { $($part:ident),+ $(,)? })+) => { $(
        impl $crate::value::stored::Stored for $name {
            fn store(&self, out: &mut Vec<u8>) {
                let Self { $($part),+ } = self;
                $( $part.store(out); )+
            }
            fn load(from: &mut $crate::value::stored::Reader<'_>) -> Self {
                Self { $( $part: $crate::value::stored::Stored::load(from) ),+ }
            }
        }
    )+ };
}
pub(crate) use stored_parts;

/// Enums without content as the position of the variant.
macro_rules! stored_names {
    ($($name:ident { $first:ident $(, $variant:ident)* $(,)? })+) => { $(
        impl $crate::value::stored::Stored for $name {
            fn store(&self, out: &mut Vec<u8>) {
                const ALL: &[$name] = &[$name::$first $(, $name::$variant)*];
                // A variant that the list does not name would not compile.
                match self { Self::$first $(| Self::$variant)* => {} }
                let at = ALL.iter().position(|variant| variant == self);
                out.push(at.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX));
            }
            fn load(from: &mut $crate::value::stored::Reader<'_>) -> Self {
                const ALL: &[$name] = &[$name::$first $(, $name::$variant)*];
                let at = usize::from(from.byte());
                ALL.get(at).copied().unwrap_or_else(|| {
                    from.fail();
                    $name::$first
                })
            }
        }
    )+ };
}
pub(crate) use stored_names;

/// Enums of variants with one part each, as the variant's tag and the part.
macro_rules! stored_kinds {
    ($($name:ident { $first:ident = $tag:literal $(, $variant:ident = $next:literal)* $(,)? })+) => { $(
        impl $crate::value::stored::Stored for $name {
            fn store(&self, out: &mut Vec<u8>) {
                let (tag, part): (u8, &dyn $crate::value::stored::Stored) = match self {
                    Self::$first(part) => ($tag, part),
                    $( Self::$variant(part) => ($next, part), )*
                };
                out.push(tag);
                part.store(out);
            }
            fn load(from: &mut $crate::value::stored::Reader<'_>) -> Self {
                match from.byte() {
                    $( $next => Self::$variant($crate::value::stored::Stored::load(from)), )*
                    tag => {
                        if tag != $tag {
                            from.fail();
                        }
                        Self::$first($crate::value::stored::Stored::load(from))
                    }
                }
            }
        }
    )+ };
}
pub(crate) use stored_kinds;

stored_parts! {
    Words { fr, en }
    Period { from, to }
}

stored_names! {
    Dimension { Count, Euro, Fte, Day, Year }
}

impl Stored for Unit {
    fn store(&self, out: &mut Vec<u8>) {
        store_count(self.powers().len(), out);
        for (dimension, power) in self.powers() {
            dimension.store(out);
            out.push(power.cast_unsigned());
        }
    }
    fn load(from: &mut Reader<'_>) -> Self {
        let mut unit = Self::ratio();
        for _ in 0..from.byte() {
            let (dimension, power) = (Dimension::load(from), from.byte().cast_signed());
            // In their order, each once and none with the power 0: as every unit has them.
            if power == 0 || unit.powers().last().is_some_and(|(last, _)| *last >= dimension) {
                from.fail();
                break;
            }
            unit = unit.with(dimension, power);
        }
        unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn back<T: Stored>(value: &T) -> (T, bool) {
        let mut bytes = Vec::new();
        value.store(&mut bytes);
        let mut reader = Reader::new(&bytes);
        let value = T::load(&mut reader);
        (value, reader.fits() && reader.rest().is_empty())
    }

    #[test]
    fn numbers_take_seven_bits_a_byte() {
        let mut bytes = Vec::new();
        300_u16.store(&mut bytes);
        (-1_i32).store(&mut bytes);
        "é".to_owned().store(&mut bytes);
        assert_eq!(bytes, [0xac, 0x02, 0x01, 0x02, 0xc3, 0xa9]);
        for n in [0, 127, 128, u64::MAX] {
            let mut bytes = Vec::new();
            store_natural(n, &mut bytes);
            let mut reader = Reader::new(&bytes);
            assert_eq!((reader.natural(), reader.fits()), (n, true));
        }
    }

    #[test]
    fn what_does_not_fit_is_noticed_and_ends_the_reading() {
        let failed = |bytes: &[u8], read: &dyn Fn(&mut Reader<'_>)| {
            let mut reader = Reader::new(bytes);
            read(&mut reader);
            !reader.fits() && reader.rest().is_empty()
        };
        let text = |r: &mut Reader<'_>| assert_eq!(String::load(r), "");
        assert!(failed(&[5, b'a'], &text));
        assert!(failed(&[1, 0xff], &text));
        assert!(failed(&[0xff; 12], &|r| assert_eq!(r.natural(), 0)));
        assert!(failed(&[0xff, 0xff, 0x7f], &|r| assert_eq!(u16::load(r), 0)));
        assert!(failed(&[2], &|r| assert!(!bool::load(r))));
        assert!(failed(&[0xff, 0xff, 0xff, 0xff, 0x0f], &|r| assert_eq!(NaiveDate::load(r), NaiveDate::MIN)));
        assert!(failed(&[0xff, 0xff, 0x03, 1, 1], &|r| assert_eq!(
            Vec::<bool>::load(r),
            [true, true, false]
        )));
        // 10 / 10^1 is 1: not the one way to write it.
        let ten = [&[1, 10][..], &[0; 15]].concat();
        assert!(failed(&ten, &|r| assert_eq!(Decimal::load(r), Decimal::ZERO)));
        // Twice the same dimension; a power of 0.
        assert!(failed(&[2, 0, 1, 0, 1, 9], &|r| drop(Unit::load(r))));
        assert!(failed(&[1, 0, 0, 9], &|r| drop(Unit::load(r))));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn values_come_back(
            a: i32, b: u32, c: Option<u16>, text: String, list: Vec<bool>, mantissa: i64, scale in 0_u8..=18, days in -700_000..700_000
        ) {
            prop_assert_eq!(back(&a), (a, true));
            prop_assert_eq!(back(&b), (b, true));
            prop_assert_eq!(back(&c), (c, true));
            prop_assert_eq!(back(&text), (text.clone(), true));
            prop_assert_eq!(back(&list), (list.clone(), true));
            let number = Decimal::new(mantissa.into(), scale).unwrap();
            prop_assert_eq!(back(&number), (number, true));
            let day = NaiveDate::from_num_days_from_ce_opt(730_000 + days).unwrap();
            prop_assert_eq!(back(&day), (day, true));
            let unit = Unit::of(Dimension::Euro).per(&Unit::of(Dimension::Count));
            prop_assert_eq!(back(&unit), (unit.clone(), true));
        }
    }
}
