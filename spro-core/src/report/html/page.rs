//! The page: its head, its contents list, its sections in order.

use super::view::View;
use super::{bars, completeness, detail, diagnostics, known, milestones, questions, summary, surveys};
use crate::campaign::Campaign;
use crate::evaluation::Evaluation;
use crate::rulebook::Rulebook;
use crate::value::{Lang, print};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The styles, embedded as they are: the page allows no others.
const STYLE: &str = include_str!("style.css");
/// The SHA-256 hash of [`STYLE`], which the page's policy names instead of allowing any inline style.
const STYLE_HASH: &str = "sha256-Sc2nE0kVmtyH5Km2M36qd7vPKl54Xi5ft9swjycmk6w=";

/// The content security policy that the page states of itself: nothing but its own styles. Whoever serves the page
/// sends the same as a header.
pub fn policy() -> String {
    format!("default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'")
}

/// The report of an evaluation, in one file.
pub fn html(evaluation: &Evaluation, campaign: &Campaign, rulebook: &Rulebook, lang: Lang) -> String {
    let view = View { evaluation, campaign, rulebook, lang };
    let policy = policy();
    let title = format!("{} – {}", view.t("Évaluation", "Evaluation"), rulebook.label().get(lang));
    let sections = sections(&view);
    let page = html! {
        (DOCTYPE)
        html lang=(view.t("fr", "en")) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(format!("spro {}", crate::VERSION));
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#contenu" { (view.t("Aller au contenu", "Skip to content")) }
                header.top {
                    p.kind { (view.t("Rapport d’évaluation", "Evaluation report")) }
                    h1 { (rulebook.label().get(lang)) }
                    p {
                        (view.t("État au ", "As of ")) strong { (print::long_date(evaluation.as_of, lang)) }
                        " · " (view.t("référentiel ", "rulebook ")) (rulebook.code()) " " (rulebook.version())
                    }
                }
                nav aria-label=(view.t("Sommaire", "Contents")) {
                    ol { @for (id, name, _) in &sections { li { a href=(format!("#{id}")) { (name) } } } }
                }
                main id="contenu" {
                    @for (id, name, body) in &sections {
                        section id=(id) aria-labelledby=(format!("{id}-titre")) {
                            h2 id=(format!("{id}-titre")) { (name) }
                            (body)
                        }
                    }
                }
                footer {
                    p {
                        (view.t(
                            "Aucun chiffre n’est estimé : une donnée absente reste absente, avec sa raison. Les \
                             arrondis ne servent qu’à l’affichage.",
                            "No figure is estimated: what is absent stays absent, with its reason. Figures are \
                             rounded for display only.",
                        ))
                    }
                }
            }
        }
    };
    page.into_string()
}

/// The sections: their anchor, their title, their content. Those without content are left out.
fn sections<'v>(view: &View<'v>) -> Vec<(&'static str, &'v str, Markup)> {
    let all = [
        ("resume", view.t("Résumé", "Summary"), Some(summary::section(view))),
        (
            "questions",
            view.t("Les questions et leurs preuves", "The questions and their evidence"),
            questions::section(view),
        ),
        ("completude", view.t("Complétude", "Completeness"), Some(completeness::section(view))),
        ("graphiques", view.t("Taux par territoire", "Rates by territory"), bars::section(view)),
        ("details", view.t("Chiffres par territoire", "Figures by territory"), detail::section(view)),
        ("jalons", view.t("Jalons", "Milestones"), milestones::section(view)),
        ("enquetes", view.t("Enquêtes", "Surveys"), surveys::section(view)),
        ("constats", view.t("Constats par réseau", "Findings by network"), Some(diagnostics::section(view))),
        (
            "statut",
            view.t("Ce qui est déduit, ce qui est masqué", "What is inferred, what is hidden"),
            Some(known::section(view)),
        ),
        ("sources", view.t("Sources", "Sources"), Some(known::sources(view))),
    ];
    all.into_iter().filter_map(|(id, name, body)| Some((id, name, body?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SHA-256 as FIPS 180-4 describes it: small enough to stand here, so that the policy needs no library.
    fn sha256(text: &[u8]) -> [u8; 32] {
        let primes = (2_u64..).filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0));
        let primes: Vec<u64> = primes.take(64).collect();
        // The first 32 bits of the fractional part of a root: found by bisection on whole numbers.
        let root = |n: u64, power: u32| {
            let (mut low, mut high) = (0_u128, 1 << 37);
            while high - low > 1 {
                let middle = u128::midpoint(low, high);
                let fits = middle.pow(power) <= u128::from(n) << (32 * power);
                if fits { low = middle } else { high = middle }
            }
            u32::try_from(low & 0xffff_ffff).unwrap()
        };
        let mut hash: Vec<u32> = primes.iter().take(8).map(|p| root(*p, 2)).collect();
        let keys: Vec<u32> = primes.iter().map(|p| root(*p, 3)).collect();
        let mut message = text.to_vec();
        message.push(0x80);
        while message.len() % 64 != 56 {
            message.push(0);
        }
        message.extend((u64::try_from(text.len()).unwrap() * 8).to_be_bytes());
        for chunk in message.chunks(64) {
            let mut w: Vec<u32> =
                chunk.chunks(4).map(|b| u32::from_be_bytes(b.try_into().unwrap())).collect();
            for i in 16..64 {
                let s0 = w[i - 15].rotate_right(7) ^ w[i - 15].rotate_right(18) ^ (w[i - 15] >> 3);
                let s1 = w[i - 2].rotate_right(17) ^ w[i - 2].rotate_right(19) ^ (w[i - 2] >> 10);
                w.push(w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1));
            }
            let mut v = hash.clone();
            for i in 0..64 {
                let s1 = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
                let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
                let one = v[7].wrapping_add(s1).wrapping_add(choice).wrapping_add(keys[i]).wrapping_add(w[i]);
                let s0 = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
                let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
                v[3] = v[3].wrapping_add(one);
                v[7] = one.wrapping_add(s0).wrapping_add(majority);
                v.rotate_right(1);
            }
            for (sum, word) in hash.iter_mut().zip(v) {
                *sum = sum.wrapping_add(word);
            }
        }
        let bytes: Vec<u8> = hash.iter().flat_map(|word| word.to_be_bytes()).collect();
        bytes.try_into().unwrap()
    }

    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = String::new();
        for chunk in bytes.chunks(3) {
            let word =
                (0..3).fold(0_u32, |word, i| word << 8 | u32::from(chunk.get(i).copied().unwrap_or(0)));
            for i in 0..4 {
                let digit = DIGITS[usize::try_from(word >> (18 - 6 * i) & 63).unwrap()];
                out.push(if i <= chunk.len() { char::from(digit) } else { '=' });
            }
        }
        out
    }

    #[test]
    fn the_policy_names_the_styles() {
        assert_eq!(base64(&sha256(b"")), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(
            STYLE_HASH,
            format!("sha256-{}", base64(&sha256(STYLE.as_bytes()))),
            "style.css has changed"
        );
    }
}
