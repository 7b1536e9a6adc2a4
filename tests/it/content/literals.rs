//! The string literals of Rust source, for the rules on words in code.

/// A literal with what comes right before it.
pub(crate) struct Literal {
    pub(crate) before: String,
    pub(crate) text: String,
}

/// Every string literal outside of comments, attributes and unit tests.
pub(crate) fn literals(source: &str) -> Vec<Literal> {
    let code = source.split("#[cfg(test)]").next().unwrap_or(source);
    let mut found = Vec::new();
    let mut before = String::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("//") {
            rest = comment.split_once('\n').map_or("", |(_, after)| after);
        } else if let Some(attribute) = rest.strip_prefix("#[").or_else(|| rest.strip_prefix("#![")) {
            rest = after_bracket(attribute);
        } else if let Some(character) = quoted_character(rest) {
            rest = character;
        } else if let Some((text, after)) = string(rest) {
            found.push(Literal {
                before: before.clone(),
                text,
            });
            before.clear();
            rest = after;
        } else {
            if !first.is_whitespace() {
                before.push(first);
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    found
}

/// What follows the bracket that closes an attribute.
fn after_bracket(attribute: &str) -> &str {
    let mut rest = attribute;
    let mut open = 1;
    while open > 0 {
        let Some(first) = rest.chars().next() else {
            return "";
        };
        if let Some((_, after)) = string(rest) {
            rest = after;
            continue;
        }
        open += i32::from(first == '[') - i32::from(first == ']');
        rest = &rest[first.len_utf8()..];
    }
    rest
}

/// What follows `'"'`, `'\''` and the like. A lifetime is no character.
fn quoted_character(rest: &str) -> Option<&str> {
    let inside = rest.strip_prefix('\'')?;
    let escaped = inside
        .strip_prefix('\\')
        .map(|after| after.find('\'').filter(|&at| at > 0).map(|at| &after[at + 1..]));
    escaped.unwrap_or_else(|| {
        let first = inside.chars().next()?;
        inside[first.len_utf8()..].strip_prefix('\'')
    })
}

/// A literal at the start, and what follows it.
fn string(rest: &str) -> Option<(String, &str)> {
    for (opens, closes) in [("r\"", "\""), ("r#\"", "\"#")] {
        if let Some(raw) = rest.strip_prefix(opens) {
            return raw
                .split_once(closes)
                .map(|(text, after)| (text.to_owned(), after));
        }
    }
    let mut text = String::new();
    let mut letters = rest.strip_prefix('"')?.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((text, &rest[at + 2..])),
            '\\' => text.extend(letters.next().map(|(_, escaped)| escaped)),
            other => text.push(other),
        }
    }
    None
}

#[test]
fn literals_are_found_and_comments_are_not() {
    let source = r#"
        // "a comment"
        #[expect(dead_code, reason = "an [attribute] with brackets")]
        fn f<'a>() { g.say( "hub.next", '"', "a \"b\" c"); r"raw one"; }
        #[cfg(test)] "in a test"
    "#;
    let found: Vec<_> = literals(source).into_iter().map(|literal| literal.text).collect();
    assert_eq!(found, ["hub.next", "a \"b\" c", "raw one"]);
    assert!(literals(source)[0].before.ends_with(".say("));
}
