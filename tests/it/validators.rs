//! Every case of `validator-cases.toml`, each against the rule that the program itself uses.

use std::collections::BTreeSet;

use nhsmail_starter::domain::address::{MailboxAddress, NhsAddress};
use nhsmail_starter::domain::cqc::{CqcContact, CqcLocation};
use nhsmail_starter::domain::ods::OdsCode;
use nhsmail_starter::domain::password::{self, Answer, Assessment, PasswordContext, SecondCheck};
use nhsmail_starter::domain::phone::Mobile;
use nhsmail_starter::domain::secret::Secret;
use nhsmail_starter::domain::secret_word::{self, SecretContext};
use nhsmail_starter::domain::verdict::Verdict;
use serde::Deserialize;

const CASES: &str = include_str!("../fixtures/validator-cases.toml");

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    row: u32,
    kind: String,
    input: String,
    #[serde(default)]
    context: Context,
    expected: String,
    tidied: Option<String>,
    reason: Option<String>,
    here: Option<String>,
    is: Option<String>,
    code: Option<String>,
    score: Option<u8>,
    #[expect(dead_code, reason = "for people who read a failing row")]
    why: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Context {
    branch: Option<String>,
    site_code: Option<String>,
    used_by: Option<String>,
    first: Option<String>,
    last: Option<String>,
    organisation: Option<String>,
    second_check: Option<String>,
    #[serde(default)]
    previous: Vec<String>,
}

/// What came of a case, in the words of the table.
#[derive(Debug, PartialEq)]
struct Found {
    expected: &'static str,
    reason: Option<String>,
    kept: Option<String>,
}

impl<T: ToString> From<Verdict<T>> for Found {
    fn from(verdict: Verdict<T>) -> Self {
        let (expected, reason, kept) = match verdict {
            Verdict::Ok(value) => ("ok", None, Some(value)),
            Verdict::Advice(value, advice) => ("advise", Some(advice.id.into_owned()), Some(value)),
            Verdict::Check(value, doubt) => ("check", Some(doubt.slug().to_owned()), Some(value)),
            Verdict::Refused(message) => ("refuse", Some(message.id.clone().into_owned()), None),
        };
        Self {
            expected,
            reason,
            kept: kept.map(|value| value.to_string()),
        }
    }
}

impl From<&Assessment> for Found {
    fn from(assessment: &Assessment) -> Self {
        let (expected, reason) = match &assessment.verdict {
            Ok(None) => ("ok", None),
            Ok(Some(advice)) => ("advise", Some(advice.id.clone().into_owned())),
            Err(message) => ("refuse", Some(message.id.clone().into_owned())),
        };
        Self {
            expected,
            reason,
            kept: None,
        }
    }
}

#[test]
fn every_case_is_judged_as_the_table_says() {
    let cases = toml::from_str::<Cases>(CASES).unwrap().case;
    for case in &cases {
        let found = judge(case);
        if case.here.as_deref() == Some("only-nhsmail") {
            assert_eq!(found.expected, "ok", "{case:#?}");
            continue;
        }
        assert_eq!(found.expected, case.expected, "{case:#?}");
        assert_eq!(found.reason.as_deref(), case.reason.as_deref(), "{case:#?}");
        if let Some(tidied) = &case.tidied {
            assert_eq!(found.kept.as_ref(), Some(tidied), "{case:#?}");
        }
    }
    let rows: BTreeSet<u32> = cases.iter().map(|case| case.row).collect();
    assert_eq!((cases.len(), rows), (57, (1..=47).collect()));
}

fn judge(case: &Case) -> Found {
    match case.kind.as_str() {
        "ods-code" => OdsCode::read(&case.input, case.context.branch.as_deref() == Some("hospice")).into(),
        "nhs-address" => address(case),
        "mobile" => mobile(case),
        "cqc-location" => CqcLocation::read(&case.input).into(),
        "cqc-contact" => CqcContact::read(&case.input).into(),
        "password" => password(case),
        "secret" => secret_word(case),
        kind => panic!("no rule for {kind}"),
    }
}

/// The table mixes the two questions that an address can answer: the mailbox's name at `care.`, anything else a person's.
fn address(case: &Case) -> Found {
    let typed = case.input.to_lowercase();
    if !(typed.starts_with("care.") && typed.ends_with("@nhs.net")) {
        assert!(!matches!(case.is.as_deref(), Some("shared")), "{case:#?}");
        return NhsAddress::read(&case.input).into();
    }
    assert_eq!(
        Found::from(NhsAddress::read(&case.input)).reason.as_deref(),
        Some("nhsmail.shared"),
        "{case:#?}"
    );
    let site = case
        .context
        .site_code
        .as_ref()
        .map(|code| OdsCode::read(code, false).value().unwrap());
    let verdict = MailboxAddress::read(&case.input, site.as_ref());
    if let Some(code) = &case.code {
        let read = verdict.clone().value().and_then(|mailbox| mailbox.code());
        assert_eq!(
            read.as_ref().map(OdsCode::as_str),
            Some(code.as_str()),
            "{case:#?}"
        );
    }
    verdict.into()
}

fn mobile(case: &Case) -> Found {
    let other = case
        .context
        .used_by
        .as_deref()
        .map(|name| (Mobile::read(&case.input).value().unwrap(), name));
    Mobile::read_for_one(&case.input, other.iter().map(|(mobile, name)| (mobile, *name))).into()
}

fn names(context: &Context) -> Vec<String> {
    context.first.iter().chain(&context.last).cloned().collect()
}

fn idea(case: &Case) -> Secret {
    let mut idea = Secret::new();
    idea.push_str(&case.input).unwrap();
    idea
}

fn password(case: &Case) -> Found {
    let second_check = match case.context.second_check.as_deref() {
        Some("on") => SecondCheck::On,
        Some("off") => SecondCheck::Off,
        None => SecondCheck::NotKnown,
        Some(other) => panic!("second_check = {other}"),
    };
    let context = PasswordContext {
        names: names(&case.context),
        inputs: Vec::new(),
        second_check,
    };
    let assessment = password::assess(&idea(case), &context);
    if let Some(score) = case.score {
        assert_eq!(assessment.score, score, "{case:#?}");
    }
    (&assessment).into()
}

fn secret_word(case: &Case) -> Found {
    let organisations = case.context.organisation.iter().cloned().collect();
    let context = SecretContext {
        names: names(&case.context),
        organisations,
    };
    let assessment = secret_word::assess(&idea(case), &context);
    let previous = assessment
        .lines
        .iter()
        .find(|line| line.rule == "secret.rule.previous")
        .map(|line| line.answer);
    assert_eq!(
        previous,
        Some(Answer::OnlyNhsmail),
        "{:?}: {case:#?}",
        case.context.previous
    );
    (&assessment).into()
}
