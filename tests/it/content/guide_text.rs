//! The guide itself: every quote is in it, and every paragraph of it is quoted or left out for a reason.

use nhsmail_starter::guide::{BlockKind, Guide};

/// The guide as it was published.
pub(crate) const TEXT: &str = include_str!("../../fixtures/starter-guide.txt");

/// What of the guide is not quoted, and why.
const LEFT_OUT: &[(&str, &[&str])] = &[
    (
        "a heading: our pages have headings of their own",
        &[
            "Starter guide for Social Care providers",
            "Joining your site for the first time",
            "Next steps",
            "Understand how to use the shared mailbox",
            "Audit your site",
            "Set up a Team",
            "Secure your account",
            "Understand your responsibilities",
            "Further support",
            "Key contacts:",
            "Glossary of Terms",
        ],
    ),
    (
        "a term of its glossary, which is the heading in ours",
        &[
            "Site",
            "Shared mailbox (SMB)",
            "Shared mailbox owner",
            "Local Administrator (LA)",
        ],
    ),
    (
        "it introduces the glossary, which is under F1 here",
        &[
            "To help you to work effectively with the helpdesk to resolve actions quickly and efficiently, we have compiled a glossary of key terms that will help you when crafting and responding to emails.",
        ],
    ),
    (
        "the foot of the web page",
        &[
            "Last Reviewed Date 07/07/2023",
            "Updated on 07/07/2023",
            "Related Articles",
            "Need Support?",
            "Can’t find the answer you’re looking for? Don’t worry we’re here to help!",
            "Contact Support",
            "back to top",
        ],
    ),
];

#[test]
fn every_quote_is_in_the_guide() {
    let text = one_line(TEXT);
    let strange: Vec<_> = quotes()
        .into_iter()
        .filter(|quote| !text.contains(quote.as_str()))
        .collect();
    assert!(strange.is_empty(), "not in the guide:\n{}", strange.join("\n"));
}

#[test]
fn every_paragraph_is_quoted_or_left_out_for_a_reason() {
    let quotes = quotes();
    let links = link_titles();
    let mut found = Vec::new();
    for paragraph in paragraphs() {
        let passed_over = left_out().any(|text| text == paragraph) || links.contains(&paragraph);
        let rest = unquoted(&paragraph, &quotes);
        if !passed_over && !rest.is_empty() {
            found.push(rest);
        }
    }
    assert!(
        found.is_empty(),
        "neither quoted nor left out:\n{}",
        found.join("\n")
    );
}

#[test]
fn nothing_is_left_out_that_is_quoted_or_not_there() {
    let quotes = quotes();
    let paragraphs: Vec<_> = paragraphs().collect();
    for text in left_out() {
        assert!(
            paragraphs.iter().any(|paragraph| paragraph == text),
            "not a paragraph: {text}"
        );
        assert!(!quotes.iter().any(|quote| quote == text), "quoted: {text}");
    }
}

fn left_out() -> impl Iterator<Item = &'static str> {
    LEFT_OUT.iter().flat_map(|(_, paragraphs)| *paragraphs).copied()
}

/// What of a paragraph stands in no quote.
fn unquoted(paragraph: &str, quotes: &[String]) -> String {
    if quotes.iter().any(|quote| quote.contains(paragraph)) {
        return String::new();
    }
    let mut rest = paragraph.to_owned();
    let mut inside: Vec<_> = quotes
        .iter()
        .filter(|quote| paragraph.contains(quote.as_str()))
        .collect();
    inside.sort_by_key(|quote| std::cmp::Reverse(quote.len()));
    for quote in inside {
        rest = rest.replace(quote.as_str(), "");
    }
    rest.trim().to_owned()
}

fn quotes() -> Vec<String> {
    let guide = Guide::builtin();
    let in_pages = guide
        .pages()
        .flat_map(|page| &page.body)
        .filter_map(|block| match &block.kind {
            BlockKind::Quote(quote) => Some(quote),
            _ => None,
        });
    in_pages
        .chain(guide.glossary().iter().filter_map(|term| term.quote.as_ref()))
        .map(|quote| one_line(quote))
        .collect()
}

/// The lines of the guide that are a link and no more.
fn link_titles() -> Vec<String> {
    let guide = Guide::builtin();
    let titles = guide
        .links()
        .iter()
        .filter(|link| link.in_guide)
        .map(|link| link.title.clone());
    titles
        .flat_map(|title| {
            [
                format!("{title} – NHSmail Support"),
                format!("{title} – NHSmail Support."),
            ]
        })
        .collect()
}

/// Paragraphs with no bullet or number in front.
fn paragraphs() -> impl Iterator<Item = String> {
    TEXT.lines()
        .map(one_line)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let text = line.trim_start_matches(|c: char| c == '•' || c.is_ascii_digit() || c == '.');
            text.trim().to_owned()
        })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
