//! From "Check it" to the answer: how long a person waits, for every length and kind that is slow to score.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use nhsmail_starter::domain::password::{self, PasswordContext, SecondCheck, assess};
use nhsmail_starter::domain::secret::Secret;

fn context() -> PasswordContext {
    PasswordContext {
        names: vec!["Sarah Jones".to_owned()],
        inputs: ["Oakfield House", "V1AB2", "sarah.jones@nhs.net", "07700900123"]
            .map(str::to_owned)
            .to_vec(),
        second_check: SecondCheck::NotKnown,
    }
}

fn secret(text: &str) -> Secret {
    let mut secret = Secret::new();
    let _ = secret.push_str(text);
    secret
}

/// So many characters of a kind.
fn of_length(piece: &str, length: usize) -> Secret {
    secret(&piece.chars().cycle().take(length).collect::<String>())
}

#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it measures, and tells"
)]
/// The first check of all builds the tables, unless they were built when the page opened.
fn first(_: &mut Criterion) {
    let time = |work: &dyn Fn()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    let idea = secret("kettle-map-giraffe");
    let warm = time(&password::warm);
    let first = time(&|| drop(black_box(assess(&idea, &context()))));
    let second = time(&|| drop(black_box(assess(&idea, &context()))));
    println!("the page opens: {warm:?}, first check: {first:?}, second check: {second:?}");
}

fn check(c: &mut Criterion) {
    let mut group = c.benchmark_group("check it");
    group
        .sample_size(10)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(300));
    for (kind, piece) in [
        ("three words", "kettle-map-giraffe-lantern-button-willow-marble-"),
        ("one letter again and again", "a"),
        ("a few letters again and again", "abcabd"),
        ("a sequence", "abcdefghijklmnopqrstuvwxyz"),
        ("rows of keys", "qwertyuiopasdfghjklzxcvbnm"),
        ("common words", "passwordmonkeydragonlovemaster"),
        ("figures for letters", "p4$$w0rdm0nk3y!|7+@8(<{[%5"),
        ("figures", "0123987465"),
        ("dates", "13051998-"),
    ] {
        for length in [8, 16, 32, 64, 100, 256] {
            let idea = of_length(piece, length);
            let context = context();
            group.bench_with_input(BenchmarkId::new(kind, length), &idea, |b, idea| {
                b.iter(|| assess(black_box(idea), &context));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, first, check);
criterion_main!(benches);
