//! The word list for password suggestions: its shape, and the screening that a later edit could undo.
//!
//! It reads the file itself and knows nothing of how suggestions are drawn.

use std::collections::BTreeSet;

const FILE: &str = include_str!("../../assets/words.txt");

/// Words that must never reach a care home manager: rude, upsetting, American, names, or too easy to guess.
const BANNED: &str = "
    abuse addict alcohol anal ashamed asylum bastard beer bikini blood bomb breast bruise burn cancer care casket
    catheter cemetery climax coffin color corpse cripple crash cruel dead death dementia demon diaper die dirty
    disease divorce dragon drug drunk dying erect escort evil fail fart fatal faucet fear fight football frail
    funeral grave gray grief grieve gun hate heaven hell hospital hurt illness injury jail kill killer knife
    labour letmein mail morgue mortgage murder mourn naked nhs nude nurse organize orgasm pain password patient
    pill poison prison qwerty queer racist rape remain seizure senile sex sick sidewalk slave slut spastic stroke
    suicide terror toilet trump ugly urine vaccine vibrator victim violent virgin virus vomit war weapon welcome
    whore widow wine wound wreath";

/// Words that sound alike, or that people swap on paper. None of a pair may be in the list.
const SOUND_ALIKE: &str = "
    accept except; advice advise; affect effect; aisle isle; allowed aloud; altar alter; angel angle; baron barren;
    beach beech; bean been; board bored; boarder border; boulder bolder; brake break; bread bred; bridal bridle;
    cellar seller; cent scent; cereal serial; check cheque; chilli chilly; choose chews; chord cord; coarse course;
    colonel kernel; council counsel; creak creek; curb kerb; currant current; dairy diary; dear deer; desert dessert;
    draft draught; draw drawer; fair fare; find fined; floor flaw; flour flower; forth fourth; gamble gambol;
    gorilla guerrilla; grate great; groan grown; guessed guest; hair hare; hear here; heard herd; hole whole;
    horse hoarse; idle idol; knead need; knew know; knight night; knot nought; lain lane; leak leek; lessen lesson;
    loan lone; made maid; mail male; main mane; meat meet; medal meddle; mist missed; morning mourning; muscle mussel;
    pail pale; pain pane; pair pear; palate palette; passed past; pause paws; peace piece; peak peek; pedal peddle;
    peer pier; place plaice; plain plane; pole poll; poor pour; practice practise; pray prey; principal principle;
    prise prize; profit prophet; quartz quarts; quiet quite; rain reign; raise rays; rapper wrapper; read reed;
    right write; road rode; root route; sail sale; sauce source; scene seen; serf surf; sight site; some sum;
    stair stare; steak stake; steal steel; stile style; storey story; straight strait; suite sweet; symbol cymbal;
    tail tale; team teem; their there; threw through; throne thrown; tide tied; time thyme; tire tyre; vain vein;
    waist waste; wait weight; wave waive; weak week; weather whether; which witch; whine wine; wood would";

fn words() -> Vec<&'static str> {
    FILE.lines().filter(|line| !line.starts_with('#')).collect()
}

fn word_set() -> BTreeSet<&'static str> {
    words().into_iter().collect()
}

/// The regular forms of a word that a tired reader would type in its place.
fn forms(word: &str) -> Vec<String> {
    let mut forms: Vec<String> = ["s", "es", "ed", "ing", "er"]
        .iter()
        .map(|end| format!("{word}{end}"))
        .collect();
    if let Some(stem) = word.strip_suffix('e') {
        forms.extend(["ed", "ing", "er"].iter().map(|end| format!("{stem}{end}")));
    }
    if let Some(stem) = word.strip_suffix('y') {
        forms.extend(["ies", "ied", "ier"].iter().map(|end| format!("{stem}{end}")));
    }
    if let Some(last) = word.chars().last() {
        forms.extend(["ed", "ing", "er"].iter().map(|end| format!("{word}{last}{end}")));
    }
    forms
}

#[test]
fn there_are_enough_words_for_twelve_bits_each() {
    assert!(words().len() >= 4_096, "{} words", words().len());
}

#[test]
fn words_are_sorted_and_occur_once() {
    let words = words();
    let out_of_order: Vec<_> = words.windows(2).filter(|pair| pair[0] >= pair[1]).collect();
    assert!(out_of_order.is_empty(), "{out_of_order:?}");
}

#[test]
fn a_word_is_four_to_eight_letters_a_to_z() {
    let plain =
        |word: &str| (4..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let odd: Vec<_> = words().into_iter().filter(|word| !plain(word)).collect();
    assert!(odd.is_empty(), "{odd:?}");
}

#[test]
fn the_head_names_source_and_licence() {
    let head: String = FILE.lines().take_while(|line| line.starts_with('#')).collect();
    assert!(head.contains("SCOWL") && head.contains("Copyright 2000-2011 by Kevin Atkinson"));
}

#[test]
fn no_word_stands_beside_its_own_form() {
    let set = word_set();
    let pairs: Vec<_> = set
        .iter()
        .flat_map(|word| forms(word).into_iter().map(move |form| (*word, form)))
        .filter(|(_, form)| set.contains(form.as_str()))
        .collect();
    assert!(pairs.is_empty(), "{pairs:?}");
}

#[test]
fn no_banned_word_and_no_american_ending() {
    let set = word_set();
    let banned: Vec<_> = BANNED
        .split_whitespace()
        .filter(|word| set.contains(word))
        .collect();
    assert!(banned.is_empty(), "{banned:?}");
    let american: Vec<_> = set
        .iter()
        .filter(|word| word.ends_with("yze") || word.ends_with("lize"))
        .collect();
    assert!(american.is_empty(), "{american:?}");
}

#[test]
fn no_word_that_sounds_like_another() {
    let set = word_set();
    let heard: Vec<_> = SOUND_ALIKE
        .split([';', ' ', '\n'])
        .filter(|word| set.contains(word))
        .collect();
    assert!(heard.is_empty(), "{heard:?}");
}
